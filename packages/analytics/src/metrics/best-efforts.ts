import type { Length, SportFamily } from '@rc/domain'
import type { MetricPart, RecordingMetric } from '../metric.ts'
import { found, notFound, type MetricResult } from '../result.ts'
import type { SessionContext, Track } from '../session-context.ts'
import { gpsQuality, spikeSpeedMps } from './gps-quality.ts'

const targetsM: Record<SportFamily, readonly number[]> = {
  run: [400, 800, 1000, 1609.344, 3000, 5000, 10_000, 15_000, 21_097.5, 30_000, 42_195, 50_000, 100_000],
  foot: [],
  bike: [5000, 10_000, 20_000, 40_000, 50_000, 100_000, 160_000, 200_000],
  swim: [50, 100, 200, 400, 800, 1500, 1900, 3800],
  other: [],
}

const minGpsScore = 50

export interface BestEffort {
  distanceM: number
  /** Elapsed: pauses count. */
  timeS: number
  /** After the track's beginning. */
  startS: number
}

/** Devices let the distance lag and catch up within seconds: whether it jumped is judged over this long. */
const jumpWindowS = 5

/**
 * Fastest elapsed time to cover `targetM`: from a sample to the interpolated moment the distance is reached, pauses
 * included. A stretch in which 5 seconds went by above `limitMps` (a GPS jump) is no effort. Times ascend, distances
 * never fall. Missing (null): the track is shorter. One pass. Source: science.md 8.5. Evidence C.
 */
export function bestEffort({ timeS, distanceM }: Track, targetM: number, limitMps = Infinity): BestEffort | null {
  let best: BestEffort | null = null
  let end = 0
  let back = 0
  let lastJump = -1
  for (let start = 0; start < timeS.length; start++) {
    const goal = distanceM[start]! + targetM
    while (distanceM[end]! < goal) {
      end++
      if (end >= timeS.length) return best
      while (back + 1 < end && timeS[end]! - timeS[back + 1]! >= jumpWindowS) back++
      const share = Math.max(0, timeS[end]! - jumpWindowS - timeS[back]!) / (timeS[back + 1]! - timeS[back]!)
      const beforeM = distanceM[back]! + share * (distanceM[back + 1]! - distanceM[back]!)
      if (distanceM[end]! - beforeM > limitMps * jumpWindowS) lastJump = end
    }
    if (lastJump > start) continue
    const share = (goal - distanceM[end - 1]!) / (distanceM[end]! - distanceM[end - 1]!)
    const tookS = timeS[end - 1]! + share * (timeS[end]! - timeS[end - 1]!) - timeS[start]!
    if (best === null || tookS < best.timeS) best = { distanceM: targetM, timeS: tookS, startS: timeS[start]! }
  }
  return best
}

/**
 * A pool's track: distance grows by one length from start to end of each active one, and stands at the wall. Starts are
 * written in whole seconds, so a length never begins before the last one ended. Missing (null): no timed active length.
 */
function trackOfLengths(lengths: readonly Length[], poolLengthM: number, startedAtS: number): Track | null {
  const timeS: number[] = []
  const distanceM: number[] = []
  for (const { startTimeS, elapsedS, timerS, active } of lengths) {
    const tookS = elapsedS ?? timerS
    if (!active || startTimeS === null || tookS === null) continue
    const beganS = startTimeS - startedAtS
    const startS = Math.max(beganS, timeS.at(-1) ?? -Infinity)
    const swumM = distanceM.at(-1) ?? 0
    timeS.push(startS, Math.max(startS, beganS + tookS))
    distanceM.push(swumM, swumM + poolLengthM)
  }
  return timeS.length === 0 ? null : { timeS: Float64Array.from(timeS), distanceM: Float64Array.from(distanceM) }
}

function courseOf({ sport, track, lengths, totals, startS }: SessionContext): Track | null {
  if (sport !== 'pool_swim') return track
  return totals.poolLengthM === null ? null : trackOfLengths(lengths, totals.poolLengthM, startS)
}

function compute(session: SessionContext): MetricResult | null {
  const { sport, family, memo } = session
  const targets = targetsM[family]
  if (targets.length === 0 || sport === 'treadmill_run' || sport === 'indoor_bike') return null
  const course = courseOf(session)
  if (course === null) return notFound('elapsed', ['distance'])
  if ((memo(gpsQuality.compute)?.value ?? 100) < minGpsScore) return notFound('elapsed', ['low_quality'])
  const limitMps = sport === 'pool_swim' ? Infinity : spikeSpeedMps[family]
  const efforts = targets.flatMap((targetM) => bestEffort(course, targetM, limitMps) ?? [])
  return efforts.length === 0
    ? notFound('elapsed', ['too_short'])
    : found(efforts.length, 'elapsed', { detail: { efforts } })
}

/** `5000`: the time over so many metres; `5000.speed`: its speed. */
function partOf(detail: Readonly<Record<string, unknown>>, part: string): MetricPart | null {
  const [distance, speed] = part.split(/\.(?=speed$)/)
  const effort = (detail['efforts'] as BestEffort[] | undefined)?.find(
    ({ distanceM }) => String(distanceM) === distance,
  )
  if (effort === undefined) return null
  const { distanceM, timeS } = effort
  return speed === undefined
    ? {
        value: timeS,
        unit: 's',
        formula: 'fastest time over {distanceM} m, pauses included',
        quantities: { distanceM },
      }
    : { value: distanceM / timeS, unit: 'm/s', formula: '{distanceM} / {timeS}', quantities: { distanceM, timeS } }
}

/** Value: how many of the sport's distances were covered; `detail.efforts`: distanceM, timeS, startS after the session's start. */
export const bestEfforts: RecordingMetric = {
  grain: 'activity',
  id: 'best_efforts',
  unit: '1',
  needs: [],
  version: 1,
  evidence: 'C',
  source: 'Elapsed time over a distance, as races are timed',
  formula: 'fastest time from a sample to the moment the distance is reached, pauses included',
  compute,
  partOf,
}
