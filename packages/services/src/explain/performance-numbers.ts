import { paceShares, type Formula, type TrainingPaces } from '@rc/analytics'
import type { EvidenceGrade } from '@rc/domain'

export interface PerformanceNumber {
  id: string
  unit: string
  version: number
  method: string
  evidence: EvidenceGrade
  source: string
  formula: Formula
}

const critical = (id: string, unit: string, of: string): PerformanceNumber => ({
  id,
  unit,
  version: 1,
  method: 'least_squares_of_bests_90_days',
  evidence: 'B',
  source: 'Monod & Scherrer 1965; two efforts ≈ three, Kordi et al. 2019',
  formula: `${of} = slope · t + {reserve} over {efforts} efforts of 2–25 min`,
})

/** `race_time_10000_s`: what is expected over so many metres; the value is the fast end of the range. */
export const race = (distanceM: number): PerformanceNumber => ({
  id: `race_time_${distanceM}_s`,
  unit: 's',
  version: 1,
  method: 'riegel_and_vdot',
  evidence: 'B',
  source: 'Riegel 1981, Am Sci 69:285; Daniels & Gilbert 1979; marathon: Vickers & Vertosick 2016',
  formula:
    '{fastS}…{slowS} s: {fromS} · ({distanceM} / {fromM})^{exponent} and the time of the same VDOT; beyond the half marathon also with an exponent of 1.15',
})
const swimCritical = (id: string): PerformanceNumber => ({
  ...critical(id, 'm/s', 'distance'),
  method: 'css_400_200',
  source: 'Wakayoshi et al. 1992; sustainable for 14–39 min',
  formula: '(400 − 200) / (t400 − t200), best times of 90 days in pools',
})

/** `pace_threshold_s_per_km`: a pace of training, of the present VDOT. */
export const paceId = (name: string): string =>
  `pace_${name.replaceAll(/[A-Z]/g, (big) => `_${big.toLowerCase()}`)}_s_per_km`
const pace = (name: keyof TrainingPaces): PerformanceNumber => ({
  id: paceId(name),
  unit: 's/km',
  version: 1,
  method: 'share_of_vdot',
  evidence: 'C',
  source: 'Daniels’ Running Formula; shares within his ranges are our own choice',
  formula:
    name === 'marathon'
      ? 'time of VDOT {vdot} over 42.195 km / 42.195'
      : '60000 / v, −4.60 + 0.182258 v + 0.000104 v² = {share} · {vdot}',
})
export const paceNames = Object.keys(paceShares) as (keyof TrainingPaces)[]

export const raceDistancesM = [5000, 10_000, 21_097.5, 42_195]

/** Numbers of the form of a day, made when they are asked for. */
export const performanceNumbers: readonly PerformanceNumber[] = [
  {
    id: 'vdot',
    unit: 'ml/kg/min',
    version: 1,
    method: 'best_effort_90_days',
    evidence: 'B',
    source: 'Daniels & Gilbert 1979, Oxygen Power; break: FVDOT-1 of VDOT O2',
    formula:
      '(−4.60 + 0.182258 v + 0.000104 v²) / (0.8 + 0.1894393 e^(−0.012778 t) + 0.2989558 e^(−0.1932605 t)) · {share}, v = {distanceM} / t m/min, t = {timeS} / 60 min, {daysOff} days since the last run',
  },
  critical('critical_speed_mps', 'm/s', 'distance'),
  critical('critical_speed_reserve_m', 'm', 'distance'),
  critical('critical_power_w', 'W', 'work'),
  critical('critical_power_reserve_j', 'J', 'work'),
  swimCritical('critical_swim_mps'),
  // Where the athlete has set none.
  swimCritical('css_mps'),
  ...raceDistancesM.map(race),
  ...paceNames.map(pace),
]
