import { type Formula } from '@rc/analytics'
import type { Tenant } from '@rc/db'
import { readActivitySource } from '@rc/db/queries/explain'
import { AppError, type Confidence, type EvidenceGrade, type LocalDate } from '@rc/domain'
import { readCritical } from '../performance/get-critical.ts'
import { readRunPerformance } from '../performance/get-run-performance.ts'
import { explain, type ExplainInput, type Explanation, type Quantity } from './explanation.ts'

interface PerformanceNumber {
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
  formula: `slope of ${of} = slope · t + {reserve} over {efforts} efforts of 2–25 min`,
})

/** `race_time_10000_s`: what is expected over so many metres; the value is the fast end of the range. */
const race = (distanceM: number): PerformanceNumber => ({
  id: `race_time_${distanceM}_s`,
  unit: 's',
  version: 1,
  method: 'riegel_and_vdot',
  evidence: 'B',
  source: 'Riegel 1981, Am Sci 69:285; Daniels & Gilbert 1979; marathon: Vickers & Vertosick 2016',
  formula:
    '{fastS}…{slowS}: {fromS} · ({distanceM} / {fromM})^{exponent} and the time of the same VDOT; beyond the half marathon also with an exponent of 1.15',
})
const raceDistancesM = [5000, 10_000, 21_097.5, 42_195]

/** Numbers of the form of a day, made when they are asked for. */
const performanceNumbers: readonly PerformanceNumber[] = [
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
  critical('critical_power_w', 'W', 'work'),
  {
    ...critical('css_mps', 'm/s', 'distance'),
    method: 'css_400_200',
    source: 'Wakayoshi et al. 1992; sustainable for 14–39 min',
    formula: '(400 − 200) / (t400 − t200), best times of 90 days in pools',
  },
  ...raceDistancesM.map(race),
]

export const isPerformanceNumber = (metricId: string): boolean => performanceNumbers.some(({ id }) => id === metricId)

async function sourcesOf(
  tenant: Tenant,
  efforts: readonly { activityId: number; localDate: LocalDate; timeS: number; name: string }[],
): Promise<ExplainInput[]> {
  const inputs: ExplainInput[] = []
  for (const { activityId, localDate, timeS, name } of efforts) {
    const source = await readActivitySource(tenant, activityId)
    inputs.push({
      kind: 'activity',
      id: activityId,
      name,
      localDate,
      value: timeS,
      unit: 's',
      sha256: source?.sha256 ?? null,
    })
  }
  return inputs
}

/** Why the athlete stands there on that day. */
export async function explainPerformance(tenant: Tenant, metricId: string, date: LocalDate): Promise<Explanation> {
  const number = performanceNumbers.find(({ id }) => id === metricId)!
  const { value, confidence, missing, efforts, quantities } = await standingOf(tenant, metricId, date)
  return explain(
    { grain: 'day', key: date },
    number,
    {
      value,
      method: number.method,
      coverage: null,
      confidence,
      missing,
      detail: null,
      inputs: await sourcesOf(tenant, efforts),
    },
    (name): Quantity => ({ value: quantities[name] ?? null }),
  )
}

interface Standing {
  value: number | null
  confidence: Confidence
  missing: string[]
  efforts: { activityId: number; localDate: LocalDate; timeS: number; name: string }[]
  quantities: Record<string, number | null>
}

function standingOf(tenant: Tenant, metricId: string, date: LocalDate): Promise<Standing> {
  if (metricId === 'vdot') return vdotOn(tenant, date)
  const distanceM = raceDistancesM.find((each) => race(each).id === metricId)
  return distanceM === undefined ? criticalOn(tenant, metricId, date) : raceOn(tenant, distanceM, date)
}

async function raceOn(tenant: Tenant, distanceM: number, date: LocalDate): Promise<Standing> {
  const { predictions, exponent, vdot } = await readRunPerformance(tenant, date)
  const found = predictions.find((each) => each.distanceM === distanceM)
  if (!found) return { value: null, confidence: 'low', missing: ['too_few_efforts'], efforts: [], quantities: {} }
  const { from, fastS, slowS } = found
  return {
    value: fastS,
    confidence: vdot?.confidence ?? 'low',
    missing: [],
    efforts: [{ ...from, name: `${from.distanceM} m` }],
    quantities: { fastS, slowS, distanceM, fromM: from.distanceM, fromS: from.timeS, exponent: exponent.value },
  }
}

async function vdotOn(tenant: Tenant, date: LocalDate): Promise<Standing> {
  const { vdot } = await readRunPerformance(tenant, date)
  if (!vdot) return { value: null, confidence: 'low', missing: ['too_few_efforts'], efforts: [], quantities: {} }
  const { effort, value, beforeBreak, daysOff, confidence } = vdot
  return {
    value,
    confidence,
    missing: [],
    efforts: [{ ...effort, name: `${effort.distanceM} m` }],
    quantities: { distanceM: effort.distanceM, timeS: effort.timeS, share: value / beforeBreak, daysOff },
  }
}

async function criticalOn(tenant: Tenant, metricId: string, date: LocalDate): Promise<Standing> {
  const family = { critical_speed_mps: 'run', critical_power_w: 'bike', css_mps: 'swim' }[metricId]
  const fit = (await readCritical(tenant, date)).find((each) => each.family === family)
  if (!fit) throw new AppError('not_found', 'no such number')
  return {
    value: fit.value,
    confidence: fit.confidence,
    missing: fit.missing,
    efforts: fit.efforts.map(({ amount, ...effort }) => ({
      ...effort,
      name: family === 'bike' ? `${Math.round(amount)} J` : `${amount} m`,
    })),
    quantities: { reserve: fit.reserve, efforts: fit.efforts.length },
  }
}
