import type { FileKind } from '@rc/domain'
import type { FitSegment } from './decode.ts'
import type { Message } from './profile.ts'
import { sportOfFit } from './sport.ts'
import { absoluteBpm, absoluteW, durationKinds, stepIntensities, targetKinds } from './workout-words.ts'

const longestList = 200

/** The small picture of a file that has no table of its own: what a workout prescribes, how long a course is, what settings say. */
export function outlineOf(kind: FileKind, { messages, records }: FitSegment): Record<string, unknown> | null {
  const workout = messages.workout[0]
  const course = messages.course[0]
  switch (kind) {
    case 'workout':
      return {
        sport: sportOfFit(workout?.sport ?? null, workout?.subSport ?? null),
        poolLengthM: workout?.poolLength ?? null,
        steps: messages.workoutStep.slice(0, longestList).map(stepOf),
      }
    case 'course':
      return {
        sport: sportOfFit(course?.sport ?? null, course?.subSport ?? null),
        distanceM: messages.lap[0]?.totalDistance ?? null,
        points: records.n,
        marks: messages.coursePoint
          .slice(0, longestList)
          .map((p) => ({ name: p.name ?? null, distanceM: p.distance ?? null })),
      }
    case 'totals':
      return { totals: messages.totals.slice(0, longestList) }
    case 'activity':
    case 'settings':
    case 'device':
    case 'sport':
      return athleteOf(messages.userProfile[0], messages.zonesTarget[0])
    case 'monitoring':
    case 'sleep':
    case 'hrv':
    case 'metrics':
    case 'goals':
    case 'schedule':
    case 'weight':
    case 'blood_pressure':
    case 'segment':
    case 'archive':
    case 'other':
      return null
  }
}

/** Thresholds the watch was set to: suggestions for the athlete's own. */
function athleteOf(
  user: Message<'userProfile'> | undefined,
  zones: Message<'zonesTarget'> | undefined,
): Record<string, unknown> | null {
  const athlete = {
    weightKg: user?.weight,
    hrRestBpm: user?.restingHeartRate,
    hrMaxBpm: zones?.maxHeartRate,
    lthrBpm: zones?.thresholdHeartRate,
    ftpW: zones?.functionalThresholdPower,
  }
  const told = Object.entries(athlete).filter(([, value]) => value !== undefined)
  return told.length > 0 ? { athlete: Object.fromEntries(told) } : null
}

function stepOf(step: Message<'workoutStep'>): Record<string, unknown> {
  return {
    name: step.wktStepName ?? null,
    notes: step.notes ?? null,
    intensity: stepIntensities[step.intensity ?? -1] ?? null,
    duration: durationOf(step),
    target: targetOf(step),
  }
}

/** `duration_value` means what `duration_type` says: milliseconds, centimetres, a step to go back to, a limit. */
function durationOf({ durationType, durationValue, targetValue }: Message<'workoutStep'>): Record<string, unknown> {
  const kind = durationKinds[durationType ?? -1] ?? 'open'
  switch (kind) {
    case 'open':
      return { kind }
    case 'time':
      return { kind, seconds: scaled(durationValue, 1000) }
    case 'distance':
      return { kind, metres: scaled(durationValue, 100) }
    case 'hr_less_than':
    case 'hr_greater_than':
      return { kind, ...limitOf(durationValue, absoluteBpm, 'bpm', 'percentOfMaxHr') }
    case 'power_less_than':
    case 'power_greater_than':
      return { kind, ...limitOf(durationValue, absoluteW, 'watts', 'percentOfFtp') }
    case 'repeat_until_steps_complete':
      return { kind, fromStep: durationValue ?? null, times: targetValue ?? null }
    case 'repeat_until_time':
      return { kind, fromStep: durationValue ?? null, seconds: scaled(targetValue, 1000) }
    case 'repeat_until_distance':
      return { kind, fromStep: durationValue ?? null, metres: scaled(targetValue, 100) }
    default:
      return { kind, value: durationValue ?? null, until: targetValue ?? null }
  }
}

/** FIT stores "percent" below a limit and the absolute value above it. */
function limitOf(value: number | undefined, limit: number, absolute: string, percent: string): Record<string, unknown> {
  if (value === undefined) return {}
  return value > limit ? { [absolute]: value - limit } : { [percent]: value }
}

function targetOf(step: Message<'workoutStep'>): Record<string, unknown> {
  const { durationType, targetType, targetValue, customTargetValueLow: low, customTargetValueHigh: high } = step
  const isRepeat = (durationType ?? 0) >= 6 && (durationType ?? 0) <= 13
  const kind = isRepeat ? 'open' : (targetKinds[targetType ?? 2] ?? 'open')
  if (kind === 'open') return { kind }
  if (targetValue !== undefined && targetValue > 0) return { kind, zone: targetValue }
  if (kind === 'speed') return { kind, lowMps: scaled(low, 1000), highMps: scaled(high, 1000) }
  if (kind === 'heart_rate')
    return {
      kind,
      low: limitOf(low, absoluteBpm, 'bpm', 'percentOfMaxHr'),
      high: limitOf(high, absoluteBpm, 'bpm', 'percentOfMaxHr'),
    }
  if (kind === 'power')
    return {
      kind,
      low: limitOf(low, absoluteW, 'watts', 'percentOfFtp'),
      high: limitOf(high, absoluteW, 'watts', 'percentOfFtp'),
    }
  return { kind, low: low ?? null, high: high ?? null }
}

const scaled = (value: number | undefined, scale: number): number | null => (value === undefined ? null : value / scale)
