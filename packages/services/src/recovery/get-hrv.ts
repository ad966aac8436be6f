import { hrvStatus, type HrvSource, type HrvStatus } from '@rc/analytics'
import type { LocalDate } from '@rc/domain'
import type { Deps } from '../deps.ts'
import { requireRange } from './require-range.ts'
import { daysOf, hrvOn, readWellness } from './wellness-days.ts'

const inMs = (ln: number | null): number | null => (ln === null ? null : Math.exp(ln))

/** One morning's HRV (`series` ends with it) and range, the logarithms turned back into milliseconds. */
export function presentHrv(localDate: LocalDate, series: Float64Array, { ln7, lower, upper, status }: HrvStatus) {
  const today = series.at(-1)!
  return {
    localDate,
    valueMs: today > 0 ? today : null,
    mean7Ms: inMs(ln7),
    lowerMs: inMs(lower),
    upperMs: inMs(upper),
    status,
  }
}

/** HRV night by night, each judged by the source that spoke then; which source speaks now, and which others did. */
export async function getHrv(
  deps: Pick<Deps, 'database' | 'now'>,
  userId: number,
  range: { from: LocalDate; to: LocalDate },
) {
  requireRange(range)
  const wellness = await deps.database.asReader(userId, (tenant) => readWellness(tenant, deps.now(), range, ['hrv']))
  const { source } = hrvOn(wellness, range.to)
  const all = new Map(
    wellness.hrv.map(({ vendor, statistic, window }) => [
      [vendor, statistic, window].join(' '),
      { vendor, statistic, window } satisfies HrvSource,
    ]),
  )
  if (source) all.delete([source.vendor, source.statistic, source.window].join(' '))
  return {
    source,
    others: [...all.values()],
    days: daysOf(range).map((date) => {
      const { series } = hrvOn(wellness, date)
      return presentHrv(date, series, hrvStatus(series))
    }),
  }
}
