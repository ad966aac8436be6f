import { and, asc, desc, eq, like, sql as drizzleSql } from 'drizzle-orm'
import postgres from 'postgres'
import type { Tenant } from '../database.ts'
import { guidelineChunks, guidelineDocuments, guidelineLibrary, guidelineVectors } from '../schema/index.ts'
import { wire } from '../wire.ts'

type Stamped = 'createdAt' | 'updatedAt'
export type LibraryRow = Omit<typeof guidelineLibrary.$inferSelect, Stamped>
export type ChunkRow = Omit<typeof guidelineChunks.$inferSelect, 'userId' | Stamped>

/**
 * Brings the library of a database to these rows, as rc_owner; nobody else may write it. False where it holds them already.
 * Rows that are no longer in it go.
 */
export async function replaceLibrary(adminUrl: string, version: string, rows: LibraryRow[]): Promise<boolean> {
  const sql = postgres(adminUrl, { ...wire, max: 1, onnotice: () => {} })
  try {
    return await sql.begin(async (tx) => {
      await tx`set local role rc_owner`
      // Two that start at once come one after the other.
      await tx`lock table guideline_library in share row exclusive mode`
      const standing = await tx`select from guideline_library where version = ${version}`
      if (standing.length === rows.length) return false
      await tx`delete from guideline_library`
      await tx`
        insert into guideline_library (key, topic, title_ko, text_ko, title_en, text_en, source, words, embedding, version)
        select r.key, r.topic, r."titleKo", r."textKo", r."titleEn", r."textEn", r.source, r.words, r.embedding::halfvec(1024), r.version
        from json_to_recordset(${JSON.stringify(rows)}::text::json) as r(key text, topic text, "titleKo" text, "textKo" text,
          "titleEn" text, "textEn" text, source text, words text, embedding text, version text)`
      return true
    })
  } finally {
    await sql.end()
  }
}

export interface FoundRow {
  chunkId: string
  key: string
  title: string
  text: string
  source: string
  isUploaded: boolean
  score: number
}

/** Of reciprocal rank fusion (Cormack et al. 2009): how slowly places lose worth, and what meaning counts beside letters. */
const rankOffset = 60
const meaningWeight = 3

/** Letters are compared in so many of the nearest only: that takes a hundred times as long as to compare embeddings. */
const candidates = 60

/**
 * The nearest chunks of the library and of the athlete's own documents: all of them compared by embedding (each of length 1), the nearest of
 * them by the likeness of their letters too, and the two orders fused. An exact scan: with as many chunks as a person has,
 * an index would only lose some. `space`: the embedding is one of a model, and so are those it is compared with.
 */
export async function findChunks(
  tenant: Tenant,
  asked: { question: string; embedding: string; locale: 'ko' | 'en'; limit: number; space?: FoundSpace },
): Promise<FoundRow[]> {
  const { sql, userId } = tenant
  const { question, locale, limit } = asked
  const [title, text] = locale === 'ko' ? ['title_ko', 'text_ko'] : ['title_en', 'text_en']
  return sql<FoundRow[]>`
    with nearest as materialized (
      ${asked.space ? distancesOfModel(tenant, asked.embedding, asked.space) : distances(tenant, asked.embedding)}
      order by distance limit ${candidates}
    ), compared as (
      select coalesce(n.key, n.document_id || ':' || n.place) as key, n.document_id, n.place, n.distance,
        word_similarity(${question}, coalesce(l.words, c.text)) as likeness
      from nearest n
      left join guideline_library l on l.key = n.key
      left join guideline_chunks c on c.user_id = ${userId} and c.document_id = n.document_id and c.place = n.place
      where coalesce(l.words, c.text) is not null
    ), ranked as (
      select *, rank() over (order by distance) as by_meaning, rank() over (order by likeness desc) as by_letters
      from compared
    ), best as (
      select *, ${meaningWeight}::float8 / (${rankOffset}::int + by_meaning) + 1.0 / (${rankOffset}::int + by_letters) as score
      from ranked order by score desc, key limit ${limit}
    )
    select b.key as "chunkId", b.key, b.score, b.document_id is not null as "isUploaded",
      coalesce(l.${sql(title!)}, c.title) as title, coalesce(l.${sql(text!)}, c.text) as text,
      coalesce(l.source, d.title) as source
    from best b
    left join guideline_library l on b.document_id is null and l.key = b.key
    left join guideline_chunks c on c.user_id = ${userId} and c.document_id = b.document_id and c.place = b.place
    left join guideline_documents d on d.user_id = ${userId} and d.document_id = b.document_id
    order by b.score desc, b.key`
}

const distances = ({ sql, userId }: Tenant, embedding: string) => sql`
  select key, null::text as document_id, null::smallint as place, embedding <#> ${embedding}::halfvec(1024) as distance
  from guideline_library
  union all
  select null, document_id, place, embedding <#> ${embedding}::halfvec(1024)
  from guideline_chunks where user_id = ${userId}`

export interface FoundSpace {
  model: string
  dimensions: number
}

// Without a look at the texts, which only the nearest are for.
const distancesOfModel = ({ sql, userId }: Tenant, embedding: string, { model, dimensions }: FoundSpace) => sql`
  select case when version <> 'document' then chunk_key end as key,
    case when version = 'document' then split_part(chunk_key, ':', 1) end as document_id,
    case when version = 'document' then split_part(chunk_key, ':', 2)::smallint end as place,
    embedding <#> ${embedding}::halfvec as distance
  from guideline_vectors where user_id = ${userId} and model = ${model} and dimensions = ${dimensions}`

export function listLibrary({ tx }: Tenant) {
  return tx
    .select({
      key: guidelineLibrary.key,
      topic: guidelineLibrary.topic,
      titleKo: guidelineLibrary.titleKo,
      textKo: guidelineLibrary.textKo,
      titleEn: guidelineLibrary.titleEn,
      textEn: guidelineLibrary.textEn,
      source: guidelineLibrary.source,
    })
    .from(guidelineLibrary)
    .orderBy(asc(guidelineLibrary.key))
}

const shown = {
  documentId: guidelineDocuments.documentId,
  title: guidelineDocuments.title,
  kind: guidelineDocuments.kind,
  bytes: guidelineDocuments.bytes,
  sha256: guidelineDocuments.sha256,
  state: guidelineDocuments.state,
  reason: guidelineDocuments.reason,
  pages: guidelineDocuments.pages,
  createdAt: guidelineDocuments.createdAt,
}

export function listDocuments({ tx, userId }: Tenant) {
  return tx
    .select({ ...shown, chunks: drizzleSql<number>`count(${guidelineChunks.place})::int` })
    .from(guidelineDocuments)
    .leftJoin(
      guidelineChunks,
      and(
        eq(guidelineChunks.userId, guidelineDocuments.userId),
        eq(guidelineChunks.documentId, guidelineDocuments.documentId),
      ),
    )
    .where(eq(guidelineDocuments.userId, userId))
    .groupBy(guidelineDocuments.userId, guidelineDocuments.documentId)
    .orderBy(desc(guidelineDocuments.createdAt), asc(guidelineDocuments.documentId))
}

type NewDocument = Pick<
  typeof guidelineDocuments.$inferInsert,
  'documentId' | 'title' | 'kind' | 'bytes' | 'sha256' | 'original'
>

/** False where these very bytes are among the athlete's documents already. */
export async function addDocument({ tx, userId }: Tenant, document: NewDocument): Promise<boolean> {
  const added = await tx
    .insert(guidelineDocuments)
    .values({ userId, ...document })
    .onConflictDoNothing()
    .returning({ documentId: guidelineDocuments.documentId })
  return added.length > 0
}

/** How much the athlete has added so far. */
export async function countDocuments({ sql, userId }: Tenant): Promise<{ documents: number; chunks: number }> {
  const [row] = await sql<{ documents: number; chunks: number }[]>`
    select (select count(*)::int from guideline_documents where user_id = ${userId}) as documents,
      (select count(*)::int from guideline_chunks where user_id = ${userId}) as chunks`
  return row!
}

const isIt = (userId: number, documentId: string) =>
  and(eq(guidelineDocuments.userId, userId), eq(guidelineDocuments.documentId, documentId))

/** What is still to be read of a document; null: nothing any more. */
export async function readOriginal({ tx, userId }: Tenant, documentId: string) {
  const [row] = await tx
    .select({ title: guidelineDocuments.title, kind: guidelineDocuments.kind, original: guidelineDocuments.original })
    .from(guidelineDocuments)
    .where(and(isIt(userId, documentId), eq(guidelineDocuments.state, 'reading')))
  return row?.original ? { ...row, original: row.original } : null
}

/** What was read takes the place of the bytes. */
export async function finishDocument(
  { tx, userId }: Tenant,
  documentId: string,
  read: { text: string; pages: number | null; chunks: Omit<ChunkRow, 'documentId' | 'place'>[] },
): Promise<void> {
  await tx
    .update(guidelineDocuments)
    .set({ state: 'ready', reason: null, original: null, text: read.text, pages: read.pages })
    .where(isIt(userId, documentId))
  await tx
    .delete(guidelineChunks)
    .where(and(eq(guidelineChunks.userId, userId), eq(guidelineChunks.documentId, documentId)))
  const rows = read.chunks.map((chunk, place) => ({ userId, documentId, place, ...chunk }))
  if (rows.length > 0) await tx.insert(guidelineChunks).values(rows)
}

export async function failDocument({ tx, userId }: Tenant, documentId: string, reason: string): Promise<void> {
  await tx
    .update(guidelineDocuments)
    .set({ state: 'failed', reason, original: null })
    .where(and(isIt(userId, documentId), eq(guidelineDocuments.state, 'reading')))
}

export async function removeDocument({ tx, userId }: Tenant, documentId: string): Promise<boolean> {
  const removed = await tx
    .delete(guidelineDocuments)
    .where(isIt(userId, documentId))
    .returning({ documentId: guidelineDocuments.documentId })
  await tx
    .delete(guidelineVectors)
    .where(and(eq(guidelineVectors.userId, userId), like(guidelineVectors.chunkKey, `${documentId}:%`)))
  return removed.length > 0
}

/** One document as it was read; null: not theirs. */
export async function readDocument({ tx, userId }: Tenant, documentId: string) {
  const [row] = await tx
    .select({ ...shown, text: guidelineDocuments.text })
    .from(guidelineDocuments)
    .where(isIt(userId, documentId))
  return row ?? null
}

/** Documents that were read and of which there are no chunks. */
export function listUnfound({ sql, userId }: Tenant) {
  return sql<{ documentId: string; title: string; text: string; pages: number | null }[]>`
    select document_id as "documentId", title, text, pages from guideline_documents d
    where user_id = ${userId} and state = 'ready' and not exists (
      select from guideline_chunks c where c.user_id = d.user_id and c.document_id = d.document_id)`
}
