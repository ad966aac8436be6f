import type { Series, Wellness } from '@rc/domain'
import type { FitSegment } from './decode.ts'
import type { Message } from './profile.ts'

/** Two of FIT's activity types whose "cycles" are steps: running and walking; a device that does not say counts steps. */
const steppingTypes = new Set([1, 6, undefined])
const sleepEvent = 74
const [eventStart, eventStop] = [0, 1]

/** Points of one quantity; those without a time or outside [min, …] are left out. */
function series(
  points: Iterable<readonly [timeS: number | undefined, value: number | undefined]>,
  min = -Infinity,
): Series {
  const kept = [...points].filter(
    (p): p is readonly [number, number] => p[0] !== undefined && p[1] !== undefined && p[1] >= min,
  )
  return { timeS: Float64Array.from(kept, (p) => p[0]), value: Float64Array.from(kept, (p) => p[1]) }
}

/** Monitoring, sleep, HRV and metrics messages of the segments, or null where there are none. */
export function readWellness(segments: readonly FitSegment[]): Wellness | null {
  const all = <K extends keyof FitSegment['messages']>(name: K) => segments.flatMap((s) => s.messages[name])
  const levels = all('sleepLevel')
  const wellness: Wellness = {
    hrBpm: series(all('monitoring').map((m) => [m.timestamp, m.heartRate])),
    stress: series(
      all('stressLevel').map((m) => [m.stressLevelTime, m.stressLevelValue]),
      0,
    ),
    respirationBrpm: series(
      all('respirationRate').map((m) => [m.timestamp, m.respirationRate]),
      Number.MIN_VALUE,
    ),
    hrvRmssdMs: series(all('hrvValue').map((m) => [m.timestamp, m.value])),
    sleepStages: series(levels.map((m) => [m.timestamp, m.sleepLevel])),
    sleep: readSleep(all('event'), levels, all('sleepAssessment').at(-1)),
    hrvNight: readHrvNight(all('hrvStatusSummary').at(-1)),
    readings: segments.flatMap(readings),
  }
  const isEmpty =
    wellness.sleep === null &&
    wellness.hrvNight === null &&
    wellness.readings.length === 0 &&
    [wellness.hrBpm, wellness.stress, wellness.respirationBrpm, wellness.hrvRmssdMs].every((s) => s.timeS.length === 0)
  return isEmpty ? null : wellness
}

function readSleep(
  events: Message<'event'>[],
  levels: Message<'sleepLevel'>[],
  assessment: Message<'sleepAssessment'> | undefined,
): Wellness['sleep'] {
  if (levels.length === 0 && !assessment) return null
  const timeOf = (type: number) => events.find((e) => e.event === sleepEvent && e.eventType === type)?.timestamp
  return {
    startS: timeOf(eventStart) ?? levels[0]?.timestamp ?? null,
    endS: timeOf(eventStop) ?? levels.at(-1)?.timestamp ?? null,
    score: assessment?.overallSleepScore ?? null,
    assessment: { ...assessment },
  }
}

const readHrvNight = (summary: Message<'hrvStatusSummary'> | undefined): Wellness['hrvNight'] =>
  summary
    ? {
        timeS: summary.timestamp ?? null,
        weeklyAvgMs: summary.weeklyAverage ?? null,
        lastNightAvgMs: summary.lastNightAverage ?? null,
        lastNight5MinHighMs: summary.lastNight5MinHigh ?? null,
        baselineLowUpperMs: summary.baselineLowUpper ?? null,
        baselineBalancedLowerMs: summary.baselineBalancedLower ?? null,
        baselineBalancedUpperMs: summary.baselineBalancedUpper ?? null,
        status: summary.status ?? null,
      }
    : null

function readings({ messages }: FitSegment): Wellness['readings'] {
  const result: Wellness['readings'] = []
  const createdS = messages.fileId[0]?.timeCreated
  const add = (timeS: number | undefined, name: string, value: number | undefined) => {
    const at = timeS ?? createdS
    if (at !== undefined && value !== undefined) result.push({ timeS: at, name, value })
  }
  for (const m of messages.monitoring) {
    add(m.timestamp, steppingTypes.has(m.activityType) ? 'steps' : 'cycles', m.cycles)
    add(m.timestamp, 'active_calories_kcal', m.activeCalories)
    add(m.timestamp, 'moderate_activity_min', m.moderateActivityMinutes)
    add(m.timestamp, 'vigorous_activity_min', m.vigorousActivityMinutes)
  }
  for (const m of messages.monitoringInfo) add(m.timestamp, 'resting_metabolic_rate_kcal', m.restingMetabolicRate)
  for (const m of messages.monitoringHr) {
    add(m.timestamp, 'resting_hr_bpm', m.restingHeartRate)
    add(m.timestamp, 'resting_hr_today_bpm', m.currentDayRestingHeartRate)
  }
  for (const m of messages.maxMet) add(m.updateTime, 'vo2max', m.vo2Max)
  for (const m of messages.spo2) add(m.timestamp, 'spo2_pct', m.readingSpo2)
  for (const m of messages.skinTempOvernight) {
    add(m.timestamp, 'skin_temperature_deviation_c', m.averageDeviation)
    add(m.timestamp, 'skin_temperature_c', m.nightlyValue)
  }
  for (const m of messages.weightScale) {
    add(m.timestamp, 'weight_kg', m.weight)
    add(m.timestamp, 'body_fat_pct', m.percentFat)
    add(m.timestamp, 'body_water_pct', m.percentHydration)
    add(m.timestamp, 'bone_mass_kg', m.boneMass)
    add(m.timestamp, 'muscle_mass_kg', m.muscleMass)
  }
  for (const m of messages.bloodPressure) {
    add(m.timestamp, 'systolic_mmhg', m.systolicPressure)
    add(m.timestamp, 'diastolic_mmhg', m.diastolicPressure)
    add(m.timestamp, 'pulse_bpm', m.heartRate)
  }
  return result
}
