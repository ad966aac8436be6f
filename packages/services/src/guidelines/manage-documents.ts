import { createHash, randomUUID } from 'node:crypto'
import type { Tenant } from '@rc/db'
import { lockAccount } from '@rc/db/queries/accounts'
import {
  addDocument as insertDocument,
  countDocuments,
  finishDocument,
  listDocuments as listRows,
  listUnfound,
  readDocument,
  removeDocument as deleteDocument,
} from '@rc/db/queries/guidelines'
import { AppError } from '@rc/domain'
import { plainText } from '@rc/planning/guidelines'
import type { Deps } from '../deps.ts'
import { requireDiskRoom } from '../health/disk-room.ts'
import { putJob } from '../work/put-job.ts'
import { chunksOf, documentLimits } from './read-document.ts'

type Row = NonNullable<Awaited<ReturnType<typeof readDocument>>>

const present = ({ documentId, createdAt, sha256: _sha256, ...row }: Omit<Row, 'text'>) => ({
  id: documentId,
  ...row,
  createdAt: createdAt.toISOString(),
})

export const listDocuments = async ({ database }: Pick<Deps, 'database'>, userId: number) => ({
  documents: (await database.asReader(userId, listRows)).map(({ chunks, ...row }) => ({ ...present(row), chunks })),
})

/** One document with its text. Throws `not_found`. */
export const getDocument = ({ database }: Pick<Deps, 'database'>, userId: number, documentId: string) =>
  database.asReader(userId, async (tenant) => {
    const row = await readDocument(tenant, documentId)
    if (!row) throw new AppError('not_found', 'no such document')
    const { text, ...rest } = row
    return { ...present(rest), text }
  })

/**
 * Keeps a document until it has been read; the same bytes again are the same document. Throws `invalid_input` where it is
 * too large or one too many.
 */
export async function addDocument(
  deps: Pick<Deps, 'database' | 'queue' | 'readDisk'>,
  userId: number,
  { name, bytes }: { name: string; bytes: AsyncIterable<Uint8Array> },
) {
  await requireDiskRoom(deps)
  const original = await gather(bytes)
  const sha256 = createHash('sha256').update(original).digest('hex')
  const title = plainText(name).replaceAll('\n', ' ').slice(0, 120) || 'document'
  const documentId = randomUUID()
  const jobs = await deps.database.asUser(userId, async (tenant) => {
    await lockAccount(tenant)
    const { documents, chunks } = await countDocuments(tenant)
    if (documents >= documentLimits.documents || chunks >= documentLimits.chunks) throw refuse('too_many_documents')
    const document = { documentId, title, kind: kindOf(name, original), bytes: original.length, sha256, original }
    return (await insertDocument(tenant, document))
      ? [await putJob(tenant, 'own.guideline.read', { documentId }, documentId)]
      : []
  })
  await deps.queue.announce(jobs)
  const rows = await deps.database.asReader(userId, listRows)
  const { chunks, ...row } = rows.find((each) => each.sha256 === sha256)!
  return { ...present(row), chunks }
}

/** Throws `not_found`. */
export const removeDocument = async (
  { database }: Pick<Deps, 'database'>,
  userId: number,
  documentId: string,
): Promise<void> => {
  const isGone = await database.asUser(userId, (tenant) => deleteDocument(tenant, documentId))
  if (!isGone) throw new AppError('not_found', 'no such document')
}

/** Makes the chunks of documents that came with an export, which holds their text only. */
export async function indexDocuments(tenant: Tenant): Promise<void> {
  for (const { documentId, title, text, pages } of await listUnfound(tenant))
    await finishDocument(tenant, documentId, { text, pages, chunks: chunksOf(title, text) })
}

const refuse = (reason: string): AppError => new AppError('invalid_input', reason, { details: { reasons: [reason] } })

async function gather(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of bytes) {
    size += part.byteLength
    if (size > documentLimits.bytes) throw refuse('too_large')
    parts.push(part)
  }
  if (size === 0) throw refuse('document_no_text')
  return Buffer.concat(parts)
}

function kindOf(name: string, bytes: Uint8Array): 'text' | 'markdown' | 'pdf' {
  if (Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-') return 'pdf'
  return /\.(?:md|markdown)$/i.test(name) ? 'markdown' : 'text'
}
