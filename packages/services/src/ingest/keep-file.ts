import type { Tenant } from '@rc/db'
import { insertItem, type BatchState, type ImportItemState } from '@rc/db/queries/imports'
import { insertRawFile } from '@rc/db/queries/raw'
import type { FileFormat } from '@rc/domain'
import type { JobAnnouncement } from '@rc/jobs'
import { notifyUser } from '../work/notify-user.ts'
import { putJob } from '../work/put-job.ts'

export interface KeptFile {
  batchId: number
  batchState: BatchState
  parentId: number | null
  name: string
  sha256: string
  bytes: number
  format: FileFormat
}

/**
 * Notes bytes that lie in the raw store as a file of an import, with the work that understands them. Bytes that the
 * athlete has already are a duplicate; the very same file of the very same import is what it was before.
 */
export async function keepFile(
  tenant: Tenant,
  file: KeptFile,
): Promise<{ itemId: number; job: JobAnnouncement | null }> {
  const raw = await insertRawFile(tenant, file)
  const state: ImportItemState = raw.isNew ? 'queued' : 'duplicate'
  const item = await insertItem(tenant, { ...file, rawFileId: raw.id, state })
  await notifyUser(tenant, { type: 'import', batchId: file.batchId })
  if (!raw.isNew || !item.isNew) return { itemId: item.id, job: null }
  const delayS = file.batchState === 'paused' ? Infinity : 0
  const payload = { rawFileId: raw.id, itemId: item.id }
  const job =
    file.format === 'zip'
      ? await putJob(tenant, 'import.archive.unpack', payload, String(item.id), delayS)
      : await putJob(tenant, 'import.file.read', payload, String(raw.id), delayS)
  return { itemId: item.id, job: delayS === 0 ? job : null }
}
