import { AppError } from '@rc/domain'
import type { Deps } from '../deps.ts'

export interface IngestStatus {
  rawFiles: number
  unreadableFiles: number
  activities: number
  samples: number
  jobs: { queued: number; running: number; failed: number }
  recomputingFrom: string | null
  lastImportAt: string | null
  importFolder: string | null
}

export async function getIngestStatus(
  _deps: Pick<Deps, 'database' | 'config'>,
  _userId: number,
): Promise<IngestStatus> {
  throw new AppError('internal', 'not built yet')
}
