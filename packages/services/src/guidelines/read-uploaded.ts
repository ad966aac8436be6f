import type { Tenant } from '@rc/db'
import { failDocument, finishDocument, readOriginal } from '@rc/db/queries/guidelines'
import { lockHeldJob } from '@rc/db/queries/jobs'
import { AppError } from '@rc/domain'
import type { Deps } from '../deps.ts'
import type { FileReader } from '../ingest/file-reader.ts'
import { finishJob, type ClaimedJob, type JobEnded } from '../work/job-run.ts'
import { notifyUser } from '../work/notify-user.ts'

type Job = ClaimedJob<'own.guideline.read'>

/** One uploaded document from bytes to chunks that are found. */
export async function readUploaded(
  { database, reader }: Pick<Deps, 'database'> & { reader: FileReader },
  job: Job,
): Promise<JobEnded> {
  const { documentId } = job.payload
  const document = await database.asUser(job.userId, (tenant) => readOriginal(tenant, documentId))
  const read =
    document === null
      ? null
      : await reader.readDocument({ title: document.title, kind: document.kind, bytes: document.original })
  if (read?.ok === false)
    throw new AppError('file_unreadable', read.missing.join(', '), { details: { reasons: read.missing } })
  return database.asUser(job.userId, async (tenant) => {
    await lockHeldJob(tenant, job)
    // Removed or read meanwhile: nothing is brought back.
    if (read !== null && (await readOriginal(tenant, documentId)) !== null) {
      await finishDocument(tenant, documentId, read.value)
      await notifyUser(tenant, { type: 'guideline', documentId })
    }
    return finishJob(tenant, job)
  })
}

export async function noteUnreadableDocument(
  tenant: Tenant,
  { payload }: Pick<Job, 'payload'>,
  { reasons }: { reasons: string[] },
): Promise<void> {
  await failDocument(tenant, payload.documentId, reasons[0] ?? 'document_damaged')
  await notifyUser(tenant, { type: 'guideline', documentId: payload.documentId })
}
