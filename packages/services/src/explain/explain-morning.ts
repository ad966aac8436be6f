import { assessMorning, type Formula, type MorningAssessment } from '@rc/analytics'
import type { Tenant } from '@rc/db'
import { listNightSources, listReadingSources } from '@rc/db/queries/explain'
import { addDays, type Confidence, type EvidenceGrade, type LocalDate } from '@rc/domain'
import { hrvOn, morningSeriesOn, readWellness, type WellnessDays } from '../recovery/wellness-days.ts'
import { explain, type ExplainInput, type Explanation, type Quantity } from './explanation.ts'

interface MorningNumber {
  id: string
  unit: string
  version: number
  method: string
  evidence: EvidenceGrade
  source: string
  formula: Formula
  of: readonly ('hrv' | 'rhr' | 'sleep')[]
  valueOf: (morning: MorningAssessment, night: Night) => number | null
}

interface Night {
  hrvMs: number | null
  hours: number | null
  efficiencyPct: number | null
  needH: number
}

/** As the device measured it; what is told of it is where it came from. */
const measured = (
  id: string,
  unit: string,
  part: MorningNumber['of'][number],
  valueOf: MorningNumber['valueOf'],
): MorningNumber => ({
  id,
  unit,
  version: 1,
  method: 'device',
  evidence: 'C',
  source: 'The device’s own measurement',
  formula: 'as the device measured it',
  of: [part],
  valueOf,
})

const inMs = (ln: number | null): number | null => (ln === null ? null : Math.exp(ln))

/** The numbers of a morning. They are made when they are asked for, from the readings as they are then. */
const morningNumbers: readonly MorningNumber[] = [
  {
    id: 'readiness',
    unit: '1',
    version: 1,
    method: 'own_60_days',
    evidence: 'D',
    source: 'Our own score; single markers are weak, Bosquet et al. 2008, Br J Sports Med 42:709',
    formula: '70 + {hrvPoints} + {rhrPoints} + {sleepPoints}, 0…100',
    of: ['hrv', 'rhr', 'sleep'],
    valueOf: ({ readiness }) => readiness.score,
  },
  measured('hrv_ms', 'ms', 'hrv', (_, { hrvMs }) => hrvMs),
  measured('resting_hr_bpm', 'bpm', 'rhr', ({ restingHr }) => restingHr.todayBpm),
  measured('sleep_h', 'h', 'sleep', (_, { hours }) => hours),
  {
    id: 'hrv_7d_ms',
    unit: 'ms',
    version: 1,
    method: 'mean_of_ln_7_days',
    evidence: 'B',
    source: 'Plews et al. 2014, Int J Sports Physiol Perform 9:783; Buchheit 2014, Front Physiol 5:73',
    formula:
      'e^({ln7}), {ln7} = mean of ln over {n7} of 7 nights; range e^({lower})…e^({upper}) = mean ± 0.5 SD of {n60} of 60 nights',
    of: ['hrv'],
    valueOf: ({ hrv }) => inMs(hrv.ln7),
  },
  {
    id: 'resting_hr_z',
    unit: '1',
    version: 1,
    method: 'own_60_days',
    evidence: 'C',
    source: 'Own 60 days, SD of at least 1.5 bpm; raised: Bosquet et al. 2008',
    formula: '({todayBpm} − {mean60Bpm}) / max({sd60Bpm}, 1.5)',
    of: ['rhr'],
    valueOf: ({ restingHr }) => restingHr.z,
  },
  {
    id: 'sleep_debt_h',
    unit: 'h',
    version: 1,
    method: 'sum_14_nights',
    evidence: 'D',
    source: 'Need: NSF 2015, AASM 2015; limits and repayment are our own choice',
    formula: 'max(0, −Σ clamp(sleep − {needH}, −4, +1)) over 14 nights',
    of: ['sleep'],
    valueOf: ({ sleepDebtH }) => sleepDebtH,
  },
  {
    id: 'sleep_average_14_h',
    unit: 'h',
    version: 1,
    method: 'mean_14_nights',
    evidence: 'B',
    source: 'Johnston et al. 2019, J Sci Med Sport',
    formula: 'mean of the known ones of 14 nights',
    of: ['sleep'],
    valueOf: ({ sleepAverage14H }) => sleepAverage14H,
  },
  {
    id: 'sleep_efficiency_pct',
    unit: '%',
    version: 1,
    method: 'asleep_over_in_bed',
    evidence: 'C',
    source: 'Clinical convention: from 85 % normal',
    formula: '100 · {asleepH} / {inBedH}',
    of: ['sleep'],
    valueOf: (_, { efficiencyPct }) => efficiencyPct,
  },
]

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
    needH: series.sleepNeedH,
  }
  const value = number.valueOf(morning, night)
  const inputs = await readInputs(tenant, wellness, date, number.of)
  return explain(
    { grain: 'day', key: date },
    number,
    {
      value,
      method: number.method,
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
  const points = (id: 'hrv' | 'rhr' | 'sleep'): Quantity => ({
    // A term without its data adds nothing.
    value:
      morning.readiness.score === null ? null : (morning.readiness.drivers.find((each) => each.id === id)?.points ?? 0),
    metric: {
      grain: 'day',
      key: date,
      metricId: { hrv: 'hrv_7d_ms', rhr: 'resting_hr_z', sleep: 'sleep_debt_h' }[id],
    },
  })
  if (name === 'hrvPoints') return points('hrv')
  if (name === 'rhrPoints') return points('rhr')
  if (name === 'sleepPoints') return points('sleep')
  const inBedS = wellness.nights.get(date)?.inBedS ?? null
  const all: Record<string, unknown> = {
    ...morning.hrv,
    ...morning.restingHr,
    needH: night.needH,
    asleepH: night.hours,
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
