import { dayMetrics, type DailyStanding } from '@rc/analytics'
import type { Tenant } from '@rc/db'
import { listDay, readFirstDay, type StoredDay } from '@rc/db/queries/metrics-write'
import type { LocalDate } from '@rc/domain'

/**
 * Where the stored rows stand on the evening of `date`. Null where nothing can go on from them: the history begins later,
 * or a formula is not the one they were made with.
 */
export async function readStanding(tenant: Tenant, date: LocalDate): Promise<DailyStanding | null> {
  const [firstDate, stored] = await Promise.all([readFirstDay(tenant), listDay(tenant, date)])
  if (firstDate === null || firstDate > date) return null
  const rows = new Map(stored.map((row) => [`${row.metricId}@${row.version}`, row]))
  if (!dayMetrics.every(({ id, version }) => rows.has(`${id}@${version}`))) return null
  const rowOf = (metricId: string): StoredDay | undefined => stored.find((row) => row.metricId === metricId)
  const averagesOf = (prefix: string) => {
    const [ctl, atl] = [rowOf(`${prefix}ctl`)?.value, rowOf(`${prefix}atl`)?.value]
    const { acute, chronic } = rowOf(`${prefix}acwr_ewma`)?.detail ?? {}
    const isThere = typeof ctl === 'number' && typeof atl === 'number'
    if (!isThere || typeof acute !== 'number' || typeof chronic !== 'number') return null
    return { ctl, atl, acuteEwma: acute, chronicEwma: chronic }
  }
  const [load, trimp] = [averagesOf(''), averagesOf('trimp_')]
  return load && trimp && { firstDate, date, load, trimp }
}
