import type { Outcome, Sport } from '@rc/domain'
import { z } from 'zod'
import type { ActivityFact } from '../../facts.ts'
import { instantS, maybe, maybeText, read } from './answer-schema.ts'

const row = z.looseObject({
  activityId: z.union([z.number(), z.string()]),
  startTimeGMT: z.string().nullable(),
  duration: z.number().nullable(),
  activityName: maybeText,
  startTimeLocal: maybeText,
  activityType: z.looseObject({ typeKey: maybeText }).nullish(),
  beginTimestamp: maybe,
  elapsedDuration: maybe,
  movingDuration: maybe,
  distance: maybe,
  elevationGain: maybe,
  elevationLoss: maybe,
  averageHR: maybe,
  maxHR: maybe,
  avgPower: maybe,
  maxPower: maybe,
  averageSpeed: maybe,
  maxSpeed: maybe,
  averageRunningCadenceInStepsPerMinute: maybe,
  averageBikingCadenceInRevPerMinute: maybe,
  calories: maybe,
  parentId: z.union([z.number(), z.string()]).nullish(),
  deviceId: z.union([z.number(), z.string()]).nullish(),
})

/** A row of the list of activities. */
export function normaliseActivity(payload: unknown): Outcome<ActivityFact> {
  const parsed = read(row, payload)
  if (!parsed.ok) return parsed
  const a = parsed.value
  const startS = instantS(a.startTimeGMT) ?? instantS(a.beginTimestamp)
  if (startS === null || a.duration === null) return { ok: false, missing: ['startTimeGMT'] }
  const localS = instantS(a.startTimeLocal)
  const steps = a.averageRunningCadenceInStepsPerMinute
  const sport = sportOf(a.activityType?.typeKey ?? '')
  return {
    ok: true,
    value: {
      vendorActivityId: String(a.activityId),
      name: a.activityName?.trim() || null,
      sport,
      startS,
      utcOffsetS: localS === null ? null : localS - startS,
      elapsedS: elapsedOf(a.elapsedDuration, a.duration),
      timerS: a.duration,
      movingS: a.movingDuration ?? null,
      distanceM: a.distance ?? null,
      ascentM: a.elevationGain ?? null,
      descentM: a.elevationLoss ?? null,
      avgHrBpm: a.averageHR || null,
      maxHrBpm: a.maxHR || null,
      avgPowerW: a.avgPower ?? null,
      maxPowerW: a.maxPower ?? null,
      avgSpeedMps: a.averageSpeed ?? null,
      maxSpeedMps: a.maxSpeed ?? null,
      avgCadenceRpm: typeof steps === 'number' ? steps / 2 : (a.averageBikingCadenceInRevPerMinute ?? null),
      caloriesKcal: a.calories ?? null,
      isLeg: a.parentId !== null && a.parentId !== undefined,
      deviceSerial: a.deviceId ? String(a.deviceId) : null,
    },
  }
}

const WEEK_S = 7 * 86_400

/** QUIRK(garmin): the elapsed time is in milliseconds in some answers, beside a duration in seconds. */
function elapsedOf(elapsed: number | null | undefined, durationS: number): number {
  if (typeof elapsed !== 'number' || elapsed <= 0) return durationS
  const seconds = elapsed > WEEK_S || elapsed > 500 * Math.max(1, durationS) ? elapsed / 1000 : elapsed
  return Math.max(seconds, durationS)
}

const sports: [RegExp, Sport][] = [
  [/^(treadmill_running|indoor_running|virtual_run)$/, 'treadmill_run'],
  [/^trail_running$|^ultra_run$/, 'trail_run'],
  [/run/, 'run'],
  [/^(indoor_cycling|virtual_ride|indoor_.*bik)/, 'indoor_bike'],
  [/cycl|bik|ride|bmx/, 'bike'],
  [/^open_water_swimming$/, 'open_water_swim'],
  [/swim/, 'pool_swim'],
  [/^multi_?sport|triathlon|duathlon|swimrun/, 'multisport'],
  [/transition/, 'transition'],
  [/hik|mountaineer/, 'hike'],
  [/walk/, 'walk'],
  [/strength|weight/, 'strength'],
  [/row/, 'row'],
  [/ski|snowboard/, 'ski'],
]

/** What Garmin calls it, by the stable key; an unknown one is `other`. */
export const sportOf = (typeKey: string): Sport => sports.find(([pattern]) => pattern.test(typeKey))?.[1] ?? 'other'
