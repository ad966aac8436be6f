import type { LocalDate } from '@rc/domain'
import type { Deps } from '../deps.ts'
import { enqueueJob } from '../work/manage-jobs.ts'

/**
 * To be called after the athlete changed a threshold, birth year or sex: what depends on it is recomputed. Which
 * activities that are, the hashes of their inputs tell; `_fromDate` is the first day on which something may differ.
 */
export async function markThresholdsChanged(
  deps: Pick<Deps, 'database' | 'queue' | 'log'>,
  userId: number,
  _fromDate: LocalDate,
): Promise<void> {
  await enqueueJob(deps, userId, 'own.metrics.recompute', {}, 'metrics')
}
