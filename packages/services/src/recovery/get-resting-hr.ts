import { isRestingHrRaised, restingHrBaseline, type RestingHrBaseline } from '@rc/analytics'
import type { LocalDate } from '@rc/domain'
import type { Deps } from '../deps.ts'
import { requireRange } from './require-range.ts'
import { daysOf, restingHrOn, readWellness } from './wellness-days.ts'

export const presentRestingHr = (localDate: LocalDate, baseline: RestingHrBaseline) => ({
  localDate,
  bpm: baseline.todayBpm,
  mean60Bpm: baseline.mean60Bpm,
  sd60Bpm: baseline.sd60Bpm,
  z: baseline.z,
  isRaised: isRestingHrRaised(baseline),
})

/** The resting heart rate of each day against the 60 days before it. */
export async function getRestingHr(
  deps: Pick<Deps, 'database' | 'now'>,
  userId: number,
  range: { from: LocalDate; to: LocalDate },
) {
  requireRange(range)
  const wellness = await deps.database.asReader(userId, (tenant) => readWellness(tenant, deps.now(), range, ['rhr']))
  return { days: daysOf(range).map((date) => presentRestingHr(date, restingHrBaseline(restingHrOn(wellness, date)))) }
}
