import type { ErrorCode, FileKind } from '@rc/domain'

export type ImportItemState = 'queued' | 'working' | 'done' | 'duplicate' | 'failed'

/** One import as the page shows it. */
export interface ImportBatchView {
  id: number
  source: 'upload' | 'folder'
  name: string
  state: 'running' | 'paused' | 'undone'
  createdAt: string
  counts: Record<ImportItemState, number>
  activities: number
  etaS: number | null
}

export interface ImportItemView {
  id: number
  name: string
  bytes: number
  state: ImportItemState
  kind: FileKind | null
  title: string | null
  errorCode: ErrorCode | null
  reasons: string[]
  flags: string[]
  activityIds: number[]
}
