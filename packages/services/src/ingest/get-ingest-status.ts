import { countIngested } from '@rc/db/queries/imports'
import { readDirtyDays } from '@rc/db/queries/ingestion-state'
import { countJobs } from '@rc/db/queries/jobs'
import type { LocalDate } from '@rc/domain'
import type { Deps } from '../deps.ts'

export interface IngestStatus {
  rawFiles: number
  unreadableFiles: number
  activities: number
  samples: number
  jobs: { queued: number; running: number; failed: number }
  recomputingFrom: string | null
  newestDay: LocalDate | null
  lastImportAt: string | null
  importFolder: string | null
}

export async function getIngestStatus(
  { database, config }: Pick<Deps, 'database' | 'config'>,
  userId: number,
): Promise<IngestStatus> {
  return database.asUser(userId, async (tenant) => {
    const { lastImportAt, ...counts } = await countIngested(tenant)
    return {
      ...counts,
      jobs: await countJobs(tenant),
      recomputingFrom: (await readDirtyDays(tenant))?.from ?? null,
      lastImportAt: lastImportAt?.toISOString() ?? null,
      importFolder: config.RC_IMPORT_FOLDER ? config.importDir : null,
    }
  })
}
