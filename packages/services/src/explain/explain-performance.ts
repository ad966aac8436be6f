import { paceShares, type TrainingPaces } from '@rc/analytics'
import type { Tenant } from '@rc/db'
import { readActivitySource } from '@rc/db/queries/explain'
import { AppError, type Confidence, type LocalDate } from '@rc/domain'
import { readCritical } from '../performance/get-critical.ts'
import { readRunPerformance } from '../performance/get-run-performance.ts'
import { explain, type ExplainInput, type Explanation, type Quantity } from './explanation.ts'
import { paceId, paceNames, performanceNumbers, race, raceDistancesM } from './performance-numbers.ts'

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
  const name = paceNames.find((each) => paceId(each) === metricId)
  if (name) return paceOn(tenant, name, date)
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

async function paceOn(tenant: Tenant, name: keyof TrainingPaces, date: LocalDate): Promise<Standing> {
  const [standing, { paces }] = await Promise.all([vdotOn(tenant, date), readRunPerformance(tenant, date)])
  return {
    ...standing,
    value: paces?.[name] ?? null,
    quantities: { vdot: standing.value, share: paceShares[name] },
  }
}

async function criticalOn(tenant: Tenant, metricId: string, date: LocalDate): Promise<Standing> {
  const family = metricId.startsWith('critical_speed') ? 'run' : metricId.startsWith('critical_power') ? 'bike' : 'swim'
  const fit = (await readCritical(tenant, date)).find((each) => each.family === family)
  if (!fit) throw new AppError('not_found', 'no such number')
  return {
    value: /_reserve_/.test(metricId) ? fit.reserve : fit.value,
    confidence: fit.confidence,
    missing: fit.missing,
    efforts: fit.efforts.map(({ amount, ...effort }) => ({
      ...effort,
      name: family === 'bike' ? `${Math.round(amount)} J` : `${amount} m`,
    })),
    quantities: { reserve: fit.reserve, efforts: fit.efforts.length },
  }
}
