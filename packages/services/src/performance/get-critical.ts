import { criticalOfBests, criticalSwimSpeedOf } from '@rc/analytics'
import type { Tenant } from '@rc/db'
import { listFastestEfforts, listPowerBests, type EffortRow } from '@rc/db/queries/performance'
import { addDays, sportsOf, type LocalDate } from '@rc/domain'
import type { Deps } from '../deps.ts'
import { readToday } from '../insights/today.ts'

const EVIDENCE_DAYS = 90
const cssDistancesM = [200, 400]

interface Effort {
  timeS: number
  amount: number
  activityId: number
  localDate: LocalDate
}

const metres = ({ timeS, distanceM, activityId, localDate }: EffortRow): Effort => ({
  timeS,
  amount: distanceM,
  activityId,
  localDate,
})

function present(family: 'run' | 'bike', bests: Effort[]) {
  const { fit, efforts } = criticalOfBests(bests)
  return {
    family,
    value: fit?.slope ?? null,
    reserve: fit?.intercept ?? null,
    standardError: fit?.slopeSe ?? null,
    efforts,
    confidence: efforts.length >= 3 ? ('estimated' as const) : ('low' as const),
    missing: fit ? [] : [efforts.length < 2 ? 'too_few_efforts' : 'efforts_contradict'],
  }
}

/** CSS is the line through the best 200 and 400 m of pools; its intercept is not reliable and is left out. */
function presentSwim(bests: Effort[]) {
  const efforts = bests.filter(({ amount }) => cssDistancesM.includes(amount))
  const value = criticalSwimSpeedOf(efforts.map(({ timeS, amount }) => ({ timeS, distanceM: amount })))
  return {
    family: 'swim' as const,
    value,
    reserve: null,
    standardError: null,
    efforts,
    confidence: 'estimated' as const,
    missing: value === null ? [efforts.length < 2 ? 'too_few_efforts' : 'efforts_contradict'] : [],
  }
}

/** Critical speed and power from the training bests of the 90 days up to `today`. */
export async function readCritical(tenant: Tenant, today: LocalDate) {
  const from = addDays(today, 1 - EVIDENCE_DAYS)
  const [runs, powers, swims] = await Promise.all([
    listFastestEfforts(tenant, ['run', 'trail_run'], from),
    listPowerBests(tenant, sportsOf('bike'), from),
    listFastestEfforts(tenant, ['pool_swim'], from),
  ])
  const work = powers.map(({ durationS, powerW, activityId, localDate }) => ({
    timeS: durationS,
    amount: powerW * durationS,
    activityId,
    localDate,
  }))
  return [present('run', runs.map(metres)), present('bike', work), presentSwim(swims.map(metres))]
}

export function getCritical(deps: Pick<Deps, 'database' | 'now'>, userId: number) {
  return deps.database.asReader(userId, async (tenant) => ({
    fits: await readCritical(tenant, (await readToday(tenant, deps.now())).today),
  }))
}
