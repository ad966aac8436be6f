import type { Dataset, Outcome } from '@rc/domain'
import { z } from 'zod'
import { noFacts, type ActivityFact, type DayFacts } from '../../facts.ts'
import { sportOf } from '../normalise/activity.ts'
import { collect, instantS, maybe, maybeText, read, there } from '../normalise/answer-schema.ts'
import type { DayContext } from '../normalise/daily.ts'
import { normaliseReadiness } from '../normalise/performance.ts'

type Normaliser = (payload: unknown, context: DayContext) => Outcome<DayFacts>

const day = z.looseObject({
  totalSteps: maybe,
  totalDistanceMeters: maybe,
  minHeartRate: maybe,
  maxHeartRate: maybe,
  restingHeartRate: maybe,
  allDayStress: z
    .looseObject({
      aggregatorList: z
        .array(z.looseObject({ type: maybeText, averageStressLevel: maybe, maxStressLevel: maybe }))
        .nullish(),
    })
    .nullish(),
  bodyBattery: z
    .looseObject({
      chargedValue: maybe,
      drainedValue: maybe,
      bodyBatteryStatList: z.array(z.looseObject({ bodyBatteryStatType: maybeText, statsValue: maybe })).nullish(),
    })
    .nullish(),
})

/** `currentDayRestingHeartRate` is that of the hour of the export and is left alone. */
const normaliseDaySummary: Normaliser = (payload, { noonS }) => {
  const row = read(day, payload)
  if (!row.ok) return row
  const { readings, say } = collect(noonS)
  const { allDayStress, bodyBattery } = row.value
  say('resting_hr_bpm', row.value.restingHeartRate, '', '', { above: 0 })
  say('hr_bpm', row.value.minHeartRate, 'min', 'day', { above: 0 })
  say('hr_bpm', row.value.maxHeartRate, 'max', 'day', { above: 0 })
  say('steps', row.value.totalSteps, 'sum', 'day')
  say('day_distance_m', row.value.totalDistanceMeters, 'sum', 'day')
  const total = allDayStress?.aggregatorList?.find(({ type }) => type === 'TOTAL')
  say('stress', total?.averageStressLevel, 'mean', 'day', { above: -1 })
  say('stress', total?.maxStressLevel, 'max', 'day', { above: -1 })
  const stat = (type: string) =>
    bodyBattery?.bodyBatteryStatList?.find((each) => each.bodyBatteryStatType === type)?.statsValue
  say('body_battery', stat('LOWEST'), 'min', 'day', { above: 0 })
  say('body_battery', stat('HIGHEST'), 'max', 'day', { above: 0 })
  say('body_battery_charged', bodyBattery?.chargedValue, 'sum', 'day')
  say('body_battery_drained', bodyBattery?.drainedValue, 'sum', 'day')
  return { ok: true, value: { ...noFacts(), readings } }
}

const night = z.looseObject({
  sleepStartTimestampGMT: maybeText,
  sleepEndTimestampGMT: maybeText,
  sleepWindowConfirmationType: maybeText,
  deepSleepSeconds: maybe,
  lightSleepSeconds: maybe,
  remSleepSeconds: maybe,
  awakeSleepSeconds: maybe,
  unmeasurableSeconds: maybe,
  averageRespiration: maybe,
  sleepScores: z.looseObject({ overallScore: maybe }).nullish(),
  spo2SleepSummary: z.looseObject({ averageSPO2: maybe }).nullish(),
})

const normaliseNight: Normaliser = (payload, { noonS }) => {
  const row = read(night, payload)
  if (!row.ok) return row
  const slept = row.value
  const [startS, endS] = [instantS(slept.sleepStartTimestampGMT), instantS(slept.sleepEndTimestampGMT)]
  const stages = [slept.lightSleepSeconds, slept.deepSleepSeconds, slept.remSleepSeconds]
  const isDoubtful = /^(UNCONFIRMED|OFF_WRIST)$/.test(slept.sleepWindowConfirmationType ?? '')
  if (isDoubtful || startS === null || endS === null || stages.every((seconds) => typeof seconds !== 'number'))
    return { ok: true, value: noFacts() }
  const { readings, say } = collect(endS || noonS)
  say('respiration_brpm', slept.averageRespiration, 'mean', 'night', { above: 0 })
  say('spo2_pct', slept.spo2SleepSummary?.averageSPO2, 'mean', 'night', { above: 0 })
  return {
    ok: true,
    value: {
      ...noFacts(),
      readings,
      night: {
        startS,
        endS,
        asleepS: stages.reduce<number>((sum, seconds) => sum + (seconds ?? 0), 0),
        awakeS: slept.awakeSleepSeconds ?? null,
        lightS: slept.lightSleepSeconds ?? null,
        deepS: slept.deepSleepSeconds ?? null,
        remS: slept.remSleepSeconds ?? null,
        unmeasurableS: slept.unmeasurableSeconds ?? null,
        score: slept.sleepScores?.overallScore ?? null,
        stages: [],
        detail: null,
      },
    },
  }
}

const health = z.looseObject({
  metrics: z.array(z.looseObject({ type: z.string(), value: there, status: maybeText })),
})

/** QUIRK(garmin): 0 and UNKNOWN stand for "not measured", 511 for no weekly mean. */
const normaliseHealth: Normaliser = (payload, { noonS }) => {
  const row = read(health, payload)
  if (!row.ok) return row
  const { readings, say } = collect(noonS)
  for (const { type, value, status } of row.value.metrics) {
    if (status === 'UNKNOWN') continue
    if (type === 'HRV' && value !== 511) say('hrv_rmssd_ms', value, 'mean', 'night', { above: 0 })
    if (type === 'SKIN_TEMP_C') say('skin_temperature_c', value, '', '', { above: 0 })
  }
  return { ok: true, value: { ...noFacts(), readings } }
}

const weighings = z.array(
  z.looseObject({
    weight: z
      .looseObject({ weight: there, timestampGMT: maybeText, bodyFat: maybe, bodyWater: maybe, bmi: maybe })
      .nullish(),
  }),
)

const normaliseWeighings: Normaliser = (payload, { noonS }) => {
  const rows = read(weighings, payload)
  if (!rows.ok) return rows
  const { readings, say } = collect(noonS)
  for (const { weight } of rows.value) {
    const atS = instantS(weight?.timestampGMT) ?? noonS
    say('weight_kg', typeof weight?.weight === 'number' ? weight.weight / 1000 : null, '', '', { above: 0, atS })
    say('body_fat_pct', weight?.bodyFat, '', '', { above: 0, atS })
    say('body_water_pct', weight?.bodyWater, '', '', { above: 0, atS })
    say('bmi', weight?.bmi, '', '', { above: 0, atS })
  }
  return { ok: true, value: { ...noFacts(), readings } }
}

const estimate = z.looseObject({ vo2MaxValue: there, sport: maybeText })

const normaliseEstimate: Normaliser = (payload, { noonS }) => {
  const row = read(estimate, payload)
  if (!row.ok) return row
  const { readings, say } = collect(noonS)
  say(row.value.sport === 'CYCLING' ? 'vo2max_cycling' : 'vo2max', row.value.vo2MaxValue, '', '', { above: 0 })
  return { ok: true, value: { ...noFacts(), readings } }
}

const predictions = z.looseObject({
  raceTime5K: there,
  raceTime10K: there,
  raceTimeHalf: there,
  raceTimeMarathon: there,
})

const normalisePredictions: Normaliser = (payload, { noonS }) => {
  const row = read(predictions, payload)
  if (!row.ok) return row
  const { readings, say } = collect(noonS)
  say('race_prediction_5k_s', row.value.raceTime5K, '', '', { above: 0 })
  say('race_prediction_10k_s', row.value.raceTime10K, '', '', { above: 0 })
  say('race_prediction_half_s', row.value.raceTimeHalf, '', '', { above: 0 })
  say('race_prediction_marathon_s', row.value.raceTimeMarathon, '', '', { above: 0 })
  return { ok: true, value: { ...noFacts(), readings } }
}

const normalisers: Partial<Record<Dataset, Normaliser>> = {
  daily_summary: normaliseDaySummary,
  sleep: normaliseNight,
  hrv: normaliseHealth,
  weight: normaliseWeighings,
  training_readiness: normaliseReadiness,
  vo2max: normaliseEstimate,
  race_predictions: normalisePredictions,
}

/** What one row of the export says about one day; its names and units are others than those of the answers. */
export const normaliseExportDay = (dataset: Dataset, payload: unknown, context: DayContext): Outcome<DayFacts> =>
  normalisers[dataset]?.(payload, context) ?? { ok: true, value: noFacts() }

const activity = z.looseObject({
  activityId: z.union([z.number(), z.string()]),
  beginTimestamp: there,
  duration: there,
  startTimeLocal: maybe,
  name: maybeText,
  activityType: maybeText,
  elapsedDuration: maybe,
  movingDuration: maybe,
  distance: maybe,
  elevationGain: maybe,
  elevationLoss: maybe,
  avgSpeed: maybe,
  maxSpeed: maybe,
  avgHr: maybe,
  maxHr: maybe,
  avgPower: maybe,
  maxPower: maybe,
  avgRunCadence: maybe,
  avgBikeCadence: maybe,
  calories: maybe,
  parentId: z.union([z.number(), z.string()]).nullish(),
  deviceId: z.union([z.number(), z.string()]).nullish(),
})

/** QUIRK(garmin): lengths in centimetres, times in milliseconds, speeds in tenths of m/s, the steps of one foot. */
export function normaliseExportActivity(payload: unknown): Outcome<ActivityFact> {
  const row = read(activity, payload)
  if (!row.ok) return row
  const a = row.value
  if (a.beginTimestamp === null || a.duration === null) return { ok: false, missing: ['beginTimestamp'] }
  const times = (value: number | null | undefined, factor: number) =>
    typeof value === 'number' ? value * factor : null
  const startS = a.beginTimestamp / 1000
  const timerS = a.duration / 1000
  return {
    ok: true,
    value: {
      vendorActivityId: String(a.activityId),
      name: a.name?.trim() || null,
      sport: sportOf(a.activityType ?? ''),
      startS,
      utcOffsetS:
        typeof a.startTimeLocal === 'number' ? Math.round((a.startTimeLocal - a.beginTimestamp) / 1000) : null,
      elapsedS: Math.max(timerS, times(a.elapsedDuration, 0.001) ?? 0),
      timerS,
      movingS: times(a.movingDuration, 0.001),
      distanceM: times(a.distance, 0.01),
      ascentM: times(a.elevationGain, 0.01),
      descentM: times(a.elevationLoss, 0.01),
      avgHrBpm: a.avgHr || null,
      maxHrBpm: a.maxHr || null,
      avgPowerW: a.avgPower ?? null,
      maxPowerW: a.maxPower ?? null,
      avgSpeedMps: times(a.avgSpeed, 10),
      maxSpeedMps: times(a.maxSpeed, 10),
      avgCadenceRpm: a.avgRunCadence ?? a.avgBikeCadence ?? null,
      caloriesKcal: a.calories ?? null,
      isLeg: a.parentId !== null && a.parentId !== undefined,
      deviceSerial: a.deviceId ? String(a.deviceId) : null,
    },
  }
}
