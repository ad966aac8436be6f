import { AppError, type LocalDate } from '@rc/domain'
import type { Deps } from '../deps.ts'

/** To be called after the athlete changed a threshold, birth year or sex: what depends on it is recomputed. */
export async function markThresholdsChanged(
  _deps: Pick<Deps, 'database' | 'queue' | 'log'>,
  _userId: number,
  _fromDate: LocalDate,
): Promise<void> {
  throw new AppError('internal', 'not built yet')
}
