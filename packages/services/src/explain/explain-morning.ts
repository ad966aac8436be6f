import { assessMorning, type MorningAssessment } from '@rc/analytics'
import type { Tenant } from '@rc/db'
import { listNightSources, listReadingSources } from '@rc/db/queries/explain'
import { addDays, type Confidence, type LocalDate } from '@rc/domain'
import { hrvOn, morningSeriesOn, readWellness, type WellnessDays } from '../recovery/wellness-days.ts'
import { explain, type ExplainInput, type Explanation, type Quantity } from './explanation.ts'
import { morningNumbers, type MorningNumber, type Night } from './morning-numbers.ts'

export const isMorningNumber = (metricId: string): boolean => morningNumbers.some(({ id }) => id === metricId)

/** Why a morning has this number. */
export async function explainMorning(
  tenant: Tenant,
  now: Date,
  metricId: string,
  date: LocalDate,
): Promise<Explanation> {
  const number = morningNumbers.find(({ id }) => id === metricId)!
  const wellness = await readWellness(tenant, now, { from: date, to: date })
  const series = morningSeriesOn(wellness, date)
  const morning = assessMorning(series)
  const hours = series.sleepH.at(-1) ?? NaN
  const lastMs = series.hrvMs.at(-1) ?? NaN
  const night: Night = {
    hrvMs: lastMs > 0 ? lastMs : null,
    hours: Number.isNaN(hours) ? null : hours,
    efficiencyPct: series.sleepEfficiencyPct,
    napH: (wellness.nights.get(date)?.napS ?? 0) / 3600,
    needH: series.sleepNeedH,
  }
  const value = number.valueOf(morning, night)
  const inputs = await readInputs(tenant, wellness, date, number.of)
  return explain(
    { grain: 'day', key: date },
    number,
    {
      value,
      method: metricId === 'sleep_h' && night.napH > 0 ? 'device_with_naps' : number.method,
      coverage: metricId === 'readiness' ? morning.readiness.confidence : null,
      confidence: confidenceOf(morning),
      missing: value === null ? number.of.filter((part) => !inputs.some(({ part: has }) => has === part)) : [],
      detail: null,
      inputs: inputs.flatMap(({ rows }) => rows),
      inputCount: inputs.reduce((sum, { count }) => sum + count, 0),
    },
    (name) => quantityOf(name, morning, night, wellness, date),
  )
}

const confidenceOf = ({ readiness, isStale }: MorningAssessment): Confidence =>
  readiness.confidence >= 0.85 && !isStale ? 'high' : readiness.confidence >= 0.4 ? 'estimated' : 'low'

function quantityOf(
  name: string,
  morning: MorningAssessment,
  night: Night,
  wellness: WellnessDays,
  date: LocalDate,
): Quantity {
  const other = morningNumbers.find(({ id }) => id === name)
  if (other) {
    const value = other.valueOf(morning, night)
    // A term of the score without its data adds nothing.
    const isTerm = name.startsWith('readiness_') && morning.readiness.score !== null
    return {
      value: value ?? (isTerm ? 0 : null),
      unit: other.unit,
      metric: { grain: 'day', key: date, metricId: name },
    }
  }
  const inBedS = wellness.nights.get(date)?.inBedS ?? null
  const all: Record<string, unknown> = {
    ...morning.hrv,
    ...morning.restingHr,
    hrvZ: morning.hrvZ,
    needH: night.needH,
    asleepH: night.hours === null ? null : night.hours - night.napH,
    napH: night.napH,
    inBedH: inBedS === null ? null : inBedS / 3600,
  }
  const value = all[name]
  return { value: typeof value === 'number' ? value : null }
}

interface Part {
  part: 'hrv' | 'rhr' | 'sleep'
  rows: ExplainInput[]
  count: number
}

const MOST_INPUTS = 14

async function readInputs(
  tenant: Tenant,
  wellness: WellnessDays,
  date: LocalDate,
  parts: MorningNumber['of'],
): Promise<Part[]> {
  const found: Part[] = []
  const range = { from: addDays(date, -60), to: date, limit: MOST_INPUTS }
  const { source } = hrvOn(wellness, date)
  if (parts.includes('hrv') && source) {
    const { rows, count } = await listReadingSources(tenant, {
      ...range,
      metricIds: ['hrv_rmssd_ms', 'hrv_sdnn_ms'],
      vendor: source.vendor,
    })
    found.push({ part: 'hrv', rows: rows.map((row) => ({ ...row, kind: 'reading', unit: 'ms' })), count })
  }
  if (parts.includes('rhr') && wellness.restingHrVendor !== null) {
    const { rows, count } = await listReadingSources(tenant, {
      ...range,
      metricIds: ['resting_hr_bpm'],
      vendor: wellness.restingHrVendor,
    })
    found.push({ part: 'rhr', rows: rows.map((row) => ({ ...row, kind: 'reading', unit: 'bpm' })), count })
  }
  if (parts.includes('sleep')) {
    const { rows, count } = await listNightSources(tenant, { from: addDays(date, -13), to: date })
    if (count > 0) found.push({ part: 'sleep', rows: rows.map((row) => ({ ...row, kind: 'night', unit: 'h' })), count })
  }
  return found
}
