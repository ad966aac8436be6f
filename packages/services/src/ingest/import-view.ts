import type { BatchRow, ImportItemState, ItemRow } from '@rc/db/queries/imports'

export type { ImportItemState }

/** One import as the page shows it. */
export interface ImportBatchView extends Omit<BatchRow, 'createdAt' | 'recent'> {
  createdAt: string
  /** Seconds until the rest is done at the pace of the last minute; null while unknown or finished. */
  etaS: number | null
}

export type ImportItemView = ItemRow

export function presentBatch({ recent, createdAt, ...batch }: BatchRow): ImportBatchView {
  const left = batch.counts.queued + batch.counts.working
  const moves = batch.state === 'running' && left > 0 && recent.items > 0
  return {
    ...batch,
    createdAt: createdAt.toISOString(),
    etaS: moves ? Math.ceil((left * recent.seconds) / recent.items) : null,
  }
}
