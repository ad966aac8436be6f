import { listWeights } from '@rc/db/queries/recovery'
import type { LocalDate } from '@rc/domain'
import type { Deps } from '../deps.ts'
import { requireRange } from './require-range.ts'

/** One weight a day: what the athlete wrote, else what a scale said. */
export async function getWeight(
  deps: Pick<Deps, 'database'>,
  userId: number,
  range: { from: LocalDate; to: LocalDate },
) {
  requireRange(range)
  const rows = await deps.database.asReader(userId, (tenant) => listWeights(tenant, range.from, range.to))
  return { days: rows.map(({ localDate, massKg, source }) => ({ localDate, massKg, source })) }
}
