import type { Formula, MorningAssessment } from '@rc/analytics'
import type { EvidenceGrade } from '@rc/domain'

export interface MorningNumber {
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

export interface Night {
  hrvMs: number | null
  hours: number | null
  efficiencyPct: number | null
  /** Part of `hours`. */
  napH: number
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

const pointsOf = ({ drivers }: MorningAssessment['readiness'], id: 'hrv' | 'rhr' | 'sleep'): number | null =>
  drivers.find((each) => each.id === id)?.points ?? null

const inMs = (ln: number | null): number | null => (ln === null ? null : Math.exp(ln))

/** The numbers of a morning. They are made when they are asked for, from the readings as they are then. */
export const morningNumbers: readonly MorningNumber[] = [
  {
    id: 'readiness',
    unit: '1',
    version: 1,
    method: 'own_60_days',
    evidence: 'D',
    source: 'Our own score; single markers are weak, Bosquet et al. 2008, Br J Sports Med 42:709',
    formula: '70 + {readiness_hrv_points} + {readiness_rhr_points} + {readiness_sleep_points}, 0…100',
    of: ['hrv', 'rhr', 'sleep'],
    valueOf: ({ readiness }) => readiness.score,
  },
  measured('hrv_ms', 'ms', 'hrv', (_, { hrvMs }) => hrvMs),
  {
    id: 'readiness_hrv_points',
    unit: '1',
    version: 1,
    method: 'own_60_days',
    evidence: 'D',
    source: 'Our own weights; HRV against the own 60 days, Plews et al. 2014',
    formula: 'clamp(15 · {hrvZ}, −40, +15), {hrvZ} = mean of tonight’s and the week’s distance from 60 days in SD',
    of: ['hrv'],
    valueOf: ({ readiness }) => pointsOf(readiness, 'hrv'),
  },
  {
    id: 'readiness_rhr_points',
    unit: '1',
    version: 1,
    method: 'own_60_days',
    evidence: 'D',
    source: 'Our own weights; small changes are noise, Bosquet et al. 2008',
    formula: 'clamp(−8 · {resting_hr_z}, −20, +8)',
    of: ['rhr'],
    valueOf: ({ readiness }) => pointsOf(readiness, 'rhr'),
  },
  {
    id: 'readiness_sleep_points',
    unit: '1',
    version: 1,
    method: 'last_night_and_14',
    evidence: 'D',
    source: 'Our own weights; normal efficiency from 85 %',
    formula:
      'clamp(5 · ({sleep_h} − {needH}), −10, +5) + clamp(−0.5 · ({sleep_debt_h} − 5), −5, 0) + clamp(0.4 · ({sleep_efficiency_pct} − 85), −4, +2)',
    of: ['sleep'],
    valueOf: ({ readiness }) => pointsOf(readiness, 'sleep'),
  },
  measured('resting_hr_bpm', 'bpm', 'rhr', ({ restingHr }) => restingHr.todayBpm),
  {
    ...measured('sleep_h', 'h', 'sleep', (_, { hours }) => hours),
    formula: [
      ['device_with_naps', '{asleepH} + {napH}'],
      ['device', 'as the device measured it'],
    ],
  },
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
    id: 'resting_hr_usual_bpm',
    unit: 'bpm',
    version: 1,
    method: 'mean_60_days',
    evidence: 'C',
    source: 'Own 60 days, as of HRV',
    formula: 'mean of {n60} of the 60 days before',
    of: ['rhr'],
    valueOf: ({ restingHr }) => restingHr.mean60Bpm,
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
