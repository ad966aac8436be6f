import type { Outcome } from '@rc/domain'
import { z } from 'zod'
import { noFacts, type DayFacts } from '../../facts.ts'
import { collect, instantS, maybe, maybeText, read, there } from './answer-schema.ts'

/** When a value of a whole day is said to be: the athlete's noon. */
export interface DayContext {
  date: string
  noonS: number
}
type Normalised = Outcome<DayFacts>

const summary = z.looseObject({
  totalSteps: there,
  restingHeartRate: there,
  minHeartRate: there,
  maxHeartRate: there,
  privacyProtected: z.boolean().nullish(),
  totalDistanceMeters: maybe,
  activeKilocalories: maybe,
  bmrKilocalories: maybe,
  moderateIntensityMinutes: maybe,
  vigorousIntensityMinutes: maybe,
  floorsAscended: maybe,
  averageStressLevel: maybe,
  maxStressLevel: maybe,
  bodyBatteryHighestValue: maybe,
  bodyBatteryLowestValue: maybe,
  bodyBatteryChargedValue: maybe,
  bodyBatteryDrainedValue: maybe,
  averageSpo2: maybe,
  lowestSpo2: maybe,
  avgWakingRespirationValue: maybe,
  highestRespirationValue: maybe,
  lowestRespirationValue: maybe,
})

const part = <S extends z.ZodRawShape>(shape: S) => z.looseObject(shape).nullish()
const valued = part({ value: maybe })
/** Known from third parties only: any of its groups may be called otherwise, but not all of them. */
const summaryV2 = z
  .looseObject({
    heartRate: part({ minValue: maybe, maxValue: maybe, restingValue: maybe }),
    movement: part({
      steps: valued,
      distance: valued,
      intensityMinutes: part({ moderate: maybe, vigorous: maybe }),
      floors: part({ ascended: maybe }),
    }),
    calories: part({ active: maybe, bmr: maybe }),
    stress: part({ avgLevel: maybe, maxLevel: maybe }),
    bodyBattery: part({ minValue: maybe, maxValue: maybe, chargedValue: maybe, drainedValue: maybe }),
  })
  .refine((row) => 'heartRate' in row || 'movement' in row || 'stress' in row || 'bodyBattery' in row)

/** A day at a glance, in either of its two shapes. */
export function normaliseSummary(payload: unknown, { noonS }: DayContext): Normalised {
  const { readings, say } = collect(noonS)
  const isOld = typeof payload === 'object' && payload !== null && 'totalSteps' in payload
  if (!isOld) {
    const row = read(summaryV2, payload)
    if (!row.ok) return row
    const { heartRate, movement, calories, stress, bodyBattery } = row.value
    // QUIRK(garmin): without a resting heart rate the field repeats the lowest one of the day.
    if (heartRate?.restingValue !== heartRate?.minValue)
      say('resting_hr_bpm', heartRate?.restingValue, '', '', { above: 0 })
    say('hr_bpm', heartRate?.minValue, 'min', 'day', { above: 0 })
    say('hr_bpm', heartRate?.maxValue, 'max', 'day', { above: 0 })
    say('steps', movement?.steps?.value, 'sum', 'day')
    say('day_distance_m', movement?.distance?.value, 'sum', 'day')
    say('moderate_activity_min', movement?.intensityMinutes?.moderate, 'sum', 'day')
    say('vigorous_activity_min', movement?.intensityMinutes?.vigorous, 'sum', 'day')
    say('floors_climbed', movement?.floors?.ascended, 'sum', 'day')
    say('active_calories_kcal', calories?.active, 'sum', 'day')
    say('resting_calories_kcal', calories?.bmr, 'sum', 'day')
    say('stress', stress?.avgLevel, 'mean', 'day', { above: -1 })
    say('stress', stress?.maxLevel, 'max', 'day', { above: -1 })
    say('body_battery', bodyBattery?.minValue, 'min', 'day', { above: 0 })
    say('body_battery', bodyBattery?.maxValue, 'max', 'day', { above: 0 })
    say('body_battery_charged', bodyBattery?.chargedValue, 'sum', 'day')
    say('body_battery_drained', bodyBattery?.drainedValue, 'sum', 'day')
    return { ok: true, value: { ...noFacts(), readings } }
  }
  const row = read(summary, payload)
  if (!row.ok) return row
  const day = row.value
  // QUIRK(garmin): a wrong name in the path gets an answer as well, with nothing in it.
  if (day.privacyProtected) return { ok: false, missing: ['privacyProtected'] }
  say('resting_hr_bpm', day.restingHeartRate, '', '', { above: 0 })
  say('hr_bpm', day.minHeartRate, 'min', 'day', { above: 0 })
  say('hr_bpm', day.maxHeartRate, 'max', 'day', { above: 0 })
  say('steps', day.totalSteps, 'sum', 'day')
  say('day_distance_m', day.totalDistanceMeters, 'sum', 'day')
  say('moderate_activity_min', day.moderateIntensityMinutes, 'sum', 'day')
  say('vigorous_activity_min', day.vigorousIntensityMinutes, 'sum', 'day')
  say('floors_climbed', day.floorsAscended, 'sum', 'day')
  say('active_calories_kcal', day.activeKilocalories, 'sum', 'day')
  say('resting_calories_kcal', day.bmrKilocalories, 'sum', 'day')
  say('stress', day.averageStressLevel, 'mean', 'day', { above: -1 })
  say('stress', day.maxStressLevel, 'max', 'day', { above: -1 })
  say('body_battery', day.bodyBatteryLowestValue, 'min', 'day', { above: 0 })
  say('body_battery', day.bodyBatteryHighestValue, 'max', 'day', { above: 0 })
  say('body_battery_charged', day.bodyBatteryChargedValue, 'sum', 'day')
  say('body_battery_drained', day.bodyBatteryDrainedValue, 'sum', 'day')
  say('spo2_pct', day.averageSpo2, 'mean', 'day', { above: 0 })
  say('spo2_pct', day.lowestSpo2, 'min', 'day', { above: 0 })
  say('respiration_brpm', day.avgWakingRespirationValue, 'mean', 'waking', { above: 0 })
  say('respiration_brpm', day.lowestRespirationValue, 'min', 'day', { above: 0 })
  say('respiration_brpm', day.highestRespirationValue, 'max', 'day', { above: 0 })
  return { ok: true, value: { ...noFacts(), readings } }
}

const stress = z.looseObject({
  values: z
    .looseObject({
      overallStressLevel: there,
      restStressDuration: maybe,
      lowStressDuration: maybe,
      mediumStressDuration: maybe,
      highStressDuration: maybe,
    })
    .nullable(),
})

export function normaliseStress(payload: unknown, { noonS }: DayContext): Normalised {
  const row = read(stress, payload)
  if (!row.ok) return row
  const { readings, say } = collect(noonS)
  const day = row.value.values
  // The average stands in the summary as well; one reading of it is enough.
  say('stress_rest_s', day?.restStressDuration, 'sum', 'day', { above: -1 })
  say('stress_low_s', day?.lowStressDuration, 'sum', 'day', { above: -1 })
  say('stress_medium_s', day?.mediumStressDuration, 'sum', 'day', { above: -1 })
  say('stress_high_s', day?.highStressDuration, 'sum', 'day', { above: -1 })
  if (day?.overallStressLevel !== null && readings.length === 0)
    say('stress', day?.overallStressLevel, 'mean', 'day', { above: -1 })
  return { ok: true, value: { ...noFacts(), readings } }
}

const steps = z.looseObject({ totalSteps: there, totalDistance: maybe })

/** Steps alone; the summary has the same number, but not of every device. */
export function normaliseSteps(payload: unknown, { noonS }: DayContext): Normalised {
  const row = read(steps, payload)
  if (!row.ok) return row
  const { readings, say } = collect(noonS)
  say('steps', row.value.totalSteps, 'sum', 'day')
  say('day_distance_m', row.value.totalDistance, 'sum', 'day')
  return { ok: true, value: { ...noFacts(), readings } }
}

const curve = z.array(z.array(z.union([z.number(), z.string(), z.null()]))).nullish()
const battery = z.looseObject({
  charged: there,
  drained: there,
  bodyBatteryValuesArray: curve,
  bodyBatteryValueDescriptorDTOList: z
    .array(z.looseObject({ bodyBatteryValueDescriptorIndex: z.number(), bodyBatteryValueDescriptorKey: z.string() }))
    .nullish(),
})

/** The level over the day, as often as the watch has sent it, and what came and went. */
export function normaliseBattery(payload: unknown, { noonS }: DayContext): Normalised {
  const row = read(battery, payload)
  if (!row.ok) return row
  const { readings, say } = collect(noonS)
  const { charged, drained, bodyBatteryValuesArray, bodyBatteryValueDescriptorDTOList } = row.value
  say('body_battery_charged', charged, 'sum', 'day')
  say('body_battery_drained', drained, 'sum', 'day')
  const at =
    bodyBatteryValueDescriptorDTOList?.find((d) => /level$/i.test(d.bodyBatteryValueDescriptorKey))
      ?.bodyBatteryValueDescriptorIndex ?? 1
  for (const sample of bodyBatteryValuesArray ?? []) {
    const [ms, level] = [sample[0], sample[at]]
    if (typeof ms === 'number' && typeof level === 'number')
      say('body_battery', level, '', '', { above: 0, atS: ms / 1000 })
  }
  return { ok: true, value: { ...noFacts(), readings } }
}

const heartRate = z.looseObject({
  restingHeartRate: there,
  minHeartRate: there,
  maxHeartRate: there,
  heartRateValues: z.array(z.tuple([z.number(), there]).rest(z.unknown())).nullable(),
})

/** Every two minutes, and the day's resting value. The extremes stand in the summary. */
export function normaliseHeartRate(payload: unknown, { noonS }: DayContext): Normalised {
  const row = read(heartRate, payload)
  if (!row.ok) return row
  const { readings, say } = collect(noonS)
  say('resting_hr_bpm', row.value.restingHeartRate, '', '', { above: 0 })
  const seen = new Map<number, number>()
  for (const [ms, bpm] of row.value.heartRateValues ?? [])
    if (bpm !== null && bpm > 0 && bpm < 300) seen.set(ms / 1000, Math.round(bpm))
  return { ok: true, value: { ...noFacts(), readings, heartRates: [...seen].map(([timeS, bpm]) => ({ timeS, bpm })) } }
}

const hrv = z.looseObject({
  weeklyAvg: there,
  lastNightAvg: there,
  lastNight5MinHigh: maybe,
  baseline: z.looseObject({ lowUpper: maybe, balancedLow: maybe, balancedUpper: maybe }).nullish(),
  status: maybeText,
  createTimeStamp: maybeText,
})
const statuses = ['NONE', 'POOR', 'LOW', 'UNBALANCED', 'BALANCED']

/** The night's HRV, under the day of waking. */
export function normaliseHrv(payload: unknown, { noonS }: DayContext): Normalised {
  const row = read(hrv, payload)
  if (!row.ok) return row
  const night = row.value
  const { readings, say } = collect(instantS(night.createTimeStamp) ?? noonS)
  say('hrv_rmssd_ms', night.lastNightAvg, 'mean', 'night', { above: 0 })
  say('hrv_rmssd_ms', night.lastNight5MinHigh, 'max_5min', 'night', { above: 0 })
  say('hrv_rmssd_ms', night.weeklyAvg, 'mean', '7d', { above: 0 })
  say('hrv_baseline_low_upper_ms', night.baseline?.lowUpper, 'device', '', { above: 0 })
  say('hrv_baseline_balanced_lower_ms', night.baseline?.balancedLow, 'device', '', { above: 0 })
  say('hrv_baseline_balanced_upper_ms', night.baseline?.balancedUpper, 'device', '', { above: 0 })
  const status = statuses.indexOf(night.status ?? '')
  if (status > 0) say('hrv_status', status, 'device', '')
  return { ok: true, value: { ...noFacts(), readings } }
}

const weighIn = z.looseObject({
  weight: there,
  timestampGMT: z.union([z.number(), z.string(), z.null()]).optional(),
  bmi: maybe,
  bodyFat: maybe,
  bodyWater: maybe,
  boneMass: maybe,
  muscleMass: maybe,
})
const weights = z.looseObject({ allWeightMetrics: z.array(weighIn).nullish(), latestWeight: weighIn.nullish() })

/** Every weighing of a day; grams become kilograms. */
export function normaliseWeight(payload: unknown, { noonS }: DayContext): Normalised {
  const row = read(weights, payload)
  if (!row.ok) return row
  const { allWeightMetrics, latestWeight } = row.value
  const { readings, say } = collect(noonS)
  for (const entry of allWeightMetrics ?? (latestWeight ? [latestWeight] : [])) {
    const atS = instantS(entry.timestampGMT) ?? noonS
    const kg = (grams: number | null | undefined) => (typeof grams === 'number' ? grams / 1000 : null)
    say('weight_kg', kg(entry.weight), '', '', { above: 0, atS })
    say('bmi', entry.bmi, '', '', { above: 0, atS })
    say('body_fat_pct', entry.bodyFat, '', '', { above: 0, atS })
    say('body_water_pct', entry.bodyWater, '', '', { above: 0, atS })
    say('bone_mass_kg', kg(entry.boneMass), '', '', { above: 0, atS })
    say('muscle_mass_kg', kg(entry.muscleMass), '', '', { above: 0, atS })
  }
  return { ok: true, value: { ...noFacts(), readings } }
}

const spo2 = z.looseObject({ averageSpO2: there, lowestSpO2: there, avgSleepSpO2: maybe })

export function normaliseSpo2(payload: unknown, { noonS }: DayContext): Normalised {
  const row = read(spo2, payload)
  if (!row.ok) return row
  const { readings, say } = collect(noonS)
  say('spo2_pct', row.value.averageSpO2, 'mean', 'day', { above: 0 })
  say('spo2_pct', row.value.lowestSpO2, 'min', 'day', { above: 0 })
  say('spo2_pct', row.value.avgSleepSpO2, 'mean', 'night', { above: 0 })
  return { ok: true, value: { ...noFacts(), readings } }
}

const respiration = z.looseObject({
  avgWakingRespirationValue: there,
  avgSleepRespirationValue: maybe,
  lowestRespirationValue: maybe,
  highestRespirationValue: maybe,
})

export function normaliseRespiration(payload: unknown, { noonS }: DayContext): Normalised {
  const row = read(respiration, payload)
  if (!row.ok) return row
  const { readings, say } = collect(noonS)
  say('respiration_brpm', row.value.avgWakingRespirationValue, 'mean', 'waking', { above: 0 })
  say('respiration_brpm', row.value.avgSleepRespirationValue, 'mean', 'night', { above: 0 })
  say('respiration_brpm', row.value.lowestRespirationValue, 'min', 'day', { above: 0 })
  say('respiration_brpm', row.value.highestRespirationValue, 'max', 'day', { above: 0 })
  return { ok: true, value: { ...noFacts(), readings } }
}
