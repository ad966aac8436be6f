import type { Series, Wellness } from '@rc/domain'
import type { FitSegment } from './decode.ts'
import type { Message } from './profile.ts'
import { readReadings } from './readings.ts'

export const sleepEvent = 74
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
    readings: segments.flatMap((s) => readReadings(s.messages)),
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
