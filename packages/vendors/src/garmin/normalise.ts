import type { Dataset, Outcome } from '@rc/domain'
import { noFacts, type DayFacts } from '../facts.ts'
import { readDevices, readGear, readRecords } from './normalise/belongings.ts'
import {
  normaliseBattery,
  normaliseHeartRate,
  normaliseHrv,
  normaliseRespiration,
  normaliseSpo2,
  normaliseSteps,
  normaliseStress,
  normaliseSummary,
  normaliseWeight,
  type DayContext,
} from './normalise/daily.ts'
import {
  normalisePredictions,
  normaliseReadiness,
  normaliseStatus,
  normaliseThresholds,
  normaliseVo2Max,
  normaliseZones,
} from './normalise/performance.ts'
import { normaliseSleep } from './normalise/sleep.ts'

type Normaliser = (payload: unknown, context: DayContext) => Outcome<DayFacts>

/** Kept as it came and read when a page asks for it: no table holds it, but its shape is looked at. */
const keptOnly =
  (readIt: (payload: unknown) => Outcome<unknown>): Normaliser =>
  (payload) => {
    const seen = readIt(payload)
    return seen.ok ? { ok: true, value: noFacts() } : seen
  }

const normalisers: Record<Exclude<Dataset, 'activities'>, Normaliser> = {
  daily_summary: normaliseSummary,
  sleep: normaliseSleep,
  hrv: normaliseHrv,
  heart_rate: normaliseHeartRate,
  stress: normaliseStress,
  body_battery: normaliseBattery,
  steps: normaliseSteps,
  weight: normaliseWeight,
  spo2: normaliseSpo2,
  respiration: normaliseRespiration,
  training_readiness: normaliseReadiness,
  training_status: normaliseStatus,
  vo2max: normaliseVo2Max,
  race_predictions: normalisePredictions,
  personal_records: keptOnly(readRecords),
  thresholds: normaliseThresholds,
  heart_rate_zones: normaliseZones,
  devices: keptOnly(readDevices),
  gear: keptOnly(readGear),
}

/**
 * What one stored answer says about one day; `missing` names the fields that made it unreadable. Never throws: a dataset
 * of a later version, brought by an export, says nothing yet.
 */
export function normaliseDay(
  dataset: Exclude<Dataset, 'activities'>,
  payload: unknown,
  context: DayContext,
): Outcome<DayFacts> {
  return Object.hasOwn(normalisers, dataset) ? normalisers[dataset](payload, context) : { ok: true, value: noFacts() }
}
