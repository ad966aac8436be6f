import { sleepAverage14H, sleepDebtH } from '@rc/analytics'
import type { LocalDate } from '@rc/domain'
import type { Deps } from '../deps.ts'
import { requireRange } from './require-range.ts'
import { daysOf, morningSeriesOn, readWellness } from './wellness-days.ts'

/** Each night in sums; debt and mean of the 14 nights up to each day. */
export async function getSleepSummary(
  deps: Pick<Deps, 'database' | 'now'>,
  userId: number,
  range: { from: LocalDate; to: LocalDate },
) {
  requireRange(range)
  const wellness = await deps.database.asReader(userId, (tenant) => readWellness(tenant, deps.now(), range, ['sleep']))
  return {
    needH: wellness.sleepNeedH,
    nights: daysOf(range).flatMap((date) => wellness.nights.get(date) ?? []),
    days: daysOf(range).map((localDate) => {
      const { sleepH, sleepNeedH } = morningSeriesOn(wellness, localDate)
      return { localDate, debtH: sleepDebtH(sleepH, sleepNeedH), average14H: sleepAverage14H(sleepH) }
    }),
  }
}
