import { utcOffsetS } from '@rc/domain'
import type { Account } from '../account.ts'
import type { GarminActivity } from '../history/activity.ts'
import type { LegSummary } from '../history/leg-summary.ts'
import { typeByKey, typeOf, type ActivityType } from './activity-types.ts'
import { ms, spaced } from './times.ts'
import { round } from './visit.ts'

/** One sport of an activity, or the whole of one with several. */
export interface Part {
  id: number
  activity: GarminActivity
  leg: LegSummary
  type: ActivityType
  /** The activity whose leg this is. */
  parentId: number | null
  isParent: boolean
}

/** The activity itself first, then its legs. */
export function partsOf(activity: GarminActivity): Part[] {
  const legs = activity.legs()
  const part = (id: number, leg: LegSummary, parentId: number | null, isParent: boolean): Part => ({
    id,
    activity,
    leg,
    type: (parentId === null && activity.typeKey && typeByKey(activity.typeKey)) || typeOf(leg.sport),
    parentId,
    isParent,
  })
  if (legs.length === 1) return [part(activity.id, legs[0]!, null, false)]
  return [
    part(activity.id, wholeOf(legs), null, true),
    ...legs.map((leg, i) => part(activity.id + i + 1, leg, activity.id, false)),
  ]
}

export const partOf = (activity: GarminActivity, id: number): Part =>
  partsOf(activity).find((part) => part.id === id) ?? partsOf(activity)[0]!

/** What Connect shows of a triathlon as a whole: sums, and no averages of things that differ. */
function wholeOf(legs: LegSummary[]): LegSummary {
  const sum = (of: (leg: LegSummary) => number | null) => legs.reduce((total, leg) => total + (of(leg) ?? 0), 0)
  const [first, last] = [legs[0]!, legs.at(-1)!]
  const timerS = sum((leg) => leg.timerS)
  const distanceM = sum((leg) => leg.distanceM)
  return {
    ...first,
    sport: 'multisport',
    timestampS: last.timestampS,
    elapsedS: sum((leg) => leg.elapsedS),
    timerS,
    movingS: sum((leg) => leg.movingS),
    distanceM,
    avgHrBpm: null,
    maxHrBpm: Math.max(...legs.map((leg) => leg.maxHrBpm ?? 0)) || null,
    avgSpeedMps: distanceM / timerS,
    maxSpeedMps: null,
    avgPowerW: null,
    maxPowerW: null,
    avgCadenceRpm: null,
    maxCadenceRpm: null,
    normalisedPowerW: null,
    ascentM: sum((leg) => leg.ascentM),
    descentM: sum((leg) => leg.descentM),
    caloriesKcal: sum((leg) => leg.caloriesKcal),
    laps: legs.flatMap((leg) => leg.laps),
    lengths: [],
    dynamics: null,
    powerZonesS: null,
    fastestS: {},
    end: last.end,
  }
}

const runs = ['run', 'trail_run', 'treadmill_run']
/** Number of the zone in a table of Garmin's; unknown here, so that nobody relies on it. */
const timeZoneId = 999

/** A flat row of `activities/search/activities`: metres, seconds, m/s, bpm, W; strides and oscillation in cm. */
export function activityRow(account: Account, part: Part): Record<string, unknown> {
  const { activity, leg, type } = part
  const startS = leg.startTimeS!
  const isRun = runs.includes(leg.sport)
  const pool = leg.lengths.filter((length) => length.active)
  const strokes = pool.reduce((total, length) => total + (length.strokes ?? 0), 0)
  const row: Record<string, unknown> = {
    activityId: part.id,
    activityName: activity.name,
    startTimeLocal: spaced(startS + utcOffsetS(startS, activity.timeZone)),
    startTimeGMT: spaced(startS),
    activityType: { ...type, isHidden: false, restricted: false, trimmable: true },
    eventType: activity.isRace
      ? { typeId: 1, typeKey: 'race', sortOrder: 1 }
      : { typeId: 9, typeKey: 'uncategorized', sortOrder: 10 },
    distance: leg.distanceM,
    duration: leg.timerS,
    elapsedDuration: leg.elapsedS,
    movingDuration: leg.movingS,
    elevationGain: leg.ascentM,
    elevationLoss: leg.descentM,
    averageSpeed: leg.avgSpeedMps,
    maxSpeed: leg.maxSpeedMps,
    startLatitude: leg.start?.latDeg,
    startLongitude: leg.start?.lonDeg,
    endLatitude: leg.end?.latDeg,
    endLongitude: leg.end?.lonDeg,
    hasPolyline: leg.start !== null,
    ownerId: account.profileId,
    ownerDisplayName: account.displayName,
    ownerFullName: account.fullName,
    calories: leg.caloriesKcal,
    averageHR: leg.avgHrBpm,
    maxHR: leg.maxHrBpm,
    averageRunningCadenceInStepsPerMinute: isRun && leg.avgCadenceRpm !== null ? 2 * leg.avgCadenceRpm : undefined,
    maxRunningCadenceInStepsPerMinute: isRun && leg.maxCadenceRpm !== null ? 2 * leg.maxCadenceRpm : undefined,
    averageBikingCadenceInRevPerMinute: type.parentTypeId === 2 ? leg.avgCadenceRpm : undefined,
    avgPower: leg.avgPowerW ?? undefined,
    maxPower: leg.maxPowerW ?? undefined,
    normPower: leg.normalisedPowerW ?? undefined,
    avgStrideLength: leg.dynamics ? round(leg.dynamics.stepLengthMm / 10, 2) : undefined,
    avgVerticalOscillation: leg.dynamics ? round(leg.dynamics.verticalOscillationMm / 10, 2) : undefined,
    avgGroundContactTime: leg.dynamics ? round(leg.dynamics.stanceTimeMs, 1) : undefined,
    avgVerticalRatio: leg.dynamics ? round(leg.dynamics.verticalRatioPct, 2) : undefined,
    minTemperature: leg.temperatureC ? round(leg.temperatureC.min) : undefined,
    maxTemperature: leg.temperatureC ? round(leg.temperatureC.max) : undefined,
    minElevation: leg.altitudeM ? round(leg.altitudeM.min, 1) : undefined,
    maxElevation: leg.altitudeM ? round(leg.altitudeM.max, 1) : undefined,
    poolLength: leg.poolLengthM ?? undefined,
    unitOfPoolLength: leg.poolLengthM === null ? undefined : { unitId: 1, unitKey: 'meter', factor: 100 },
    activeLengths: pool.length || undefined,
    strokes: strokes || undefined,
    beginTimestamp: ms(startS),
    endTimeGMT: spaced(leg.timestampS!),
    timeZoneId,
    sportTypeId: type.parentTypeId === 17 ? type.typeId : type.parentTypeId,
    deviceId: activity.deviceId ?? undefined,
    manufacturer: activity.source === 'manual' ? 'UNKNOWN' : 'DEVELOPMENT',
    lapCount: leg.laps.length || undefined,
    parent: part.isParent,
    parentId: part.parentId ?? undefined,
    pr: false,
    favorite: false,
    manualActivity: activity.source === 'manual',
    privacy: { typeId: 2, typeKey: 'private' },
    splitSummaries: [],
    hasSplits: false,
    ...zoneSeconds('hrTimeInZone', leg.hrZonesS),
    ...zoneSeconds('powerTimeInZone', leg.powerZonesS),
    ...Object.fromEntries(
      Object.entries(leg.fastestS).map(([metres, seconds]) => [`fastestSplit_${Math.floor(Number(metres))}`, seconds]),
    ),
    ...(activity.source === 'manual' ? {} : effectOf(activity)),
  }
  return row
}

/** What the watch makes of it: effects of 0–5, a load and, of runs, an estimate of VO2max. */
export function effectOf(activity: GarminActivity): Record<string, unknown> {
  return {
    aerobicTrainingEffect: round(Math.min(5, 1.2 + activity.load / 38), 1),
    anaerobicTrainingEffect: round(Math.min(5, Math.max(0, activity.load / 60 - 0.6)), 1),
    activityTrainingLoad: round(1.35 * activity.load, 2),
    vO2MaxValue: activity.vo2Max === null ? undefined : Math.round(activity.vo2Max),
  }
}

const zoneSeconds = (name: string, seconds: number[] | null) =>
  Object.fromEntries((seconds ?? []).map((value, i) => [`${name}_${i + 1}`, value]))
