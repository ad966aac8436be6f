import { and, desc, eq, isNull, lt, sql as say } from 'drizzle-orm'
import type { Tenant } from '../database.ts'
import { aiSettings, guidelineSearches, guidelineVectors } from '../schema/index.ts'

export type SearchRow = Omit<typeof guidelineSearches.$inferSelect, 'userId' | 'createdAt' | 'updatedAt'>

/** Whose numbers: those of one model in one length. */
export interface VectorSpace {
  model: string
  /** Null: as long as the model makes them, all alike. */
  dimensions: number | null
}

/** A text that is compared with questions. */
export interface ChunkText {
  chunkKey: string
  version: string
  text: string
}

/** Every text that questions are compared with: the library in both languages, then the athlete's own documents. */
const texts = ({ sql, userId }: Tenant) => sql`(
  select key as chunk_key, version, words as text, false as is_own from guideline_library
  union all
  select document_id || ':' || place, 'document', title || E'\n' || text, true from guideline_chunks where user_id = ${userId})`

const isThere = ({ sql, userId }: Tenant, { model, dimensions }: VectorSpace) => sql`exists (
  select from guideline_vectors v where v.user_id = ${userId} and v.chunk_key = t.chunk_key and v.version = t.version
    and v.model = ${model} and v.dimensions = coalesce(${dimensions}::int, v.dimensions))`

export interface TextSums {
  /** Of the library, and of the athlete's own documents. */
  library: number
  own: number
  /** How many of both have no vector yet, and how much text that is. */
  missing: number
  missingCharacters: number
  missingBytes: number
}

/** How many texts there are, and what of them is still to be embedded; without a model all is. */
export async function countTexts(tenant: Tenant, space: VectorSpace | null): Promise<TextSums> {
  const { sql } = tenant
  const isMissing = space === null ? sql`true` : sql`not ${isThere(tenant, space)}`
  const [row] = await sql<TextSums[]>`
    with t as (select t.*, ${isMissing} as is_missing from ${texts(tenant)} t)
    select count(*) filter (where not is_own)::int as library, count(*) filter (where is_own)::int as own,
      count(*) filter (where is_missing)::int as missing,
      coalesce(sum(length(text)) filter (where is_missing), 0)::int as "missingCharacters",
      coalesce(sum(octet_length(text)) filter (where is_missing), 0)::int as "missingBytes"
    from t`
  return row!
}

/** Some of the texts that have no vector yet, always in the same order. */
export function listUnembedded(tenant: Tenant, space: VectorSpace, limit: number): Promise<ChunkText[]> {
  const { sql } = tenant
  return sql<ChunkText[]>`
    select chunk_key as "chunkKey", version, text from ${texts(tenant)} t where not ${isThere(tenant, space)}
    order by is_own, chunk_key limit ${limit}`
}

/** How long the vectors of a model are that are there; null: there are none. */
export async function readDimensions({ tx, userId }: Tenant, model: string): Promise<number | null> {
  const [row] = await tx
    .select({ dimensions: guidelineVectors.dimensions })
    .from(guidelineVectors)
    .where(and(eq(guidelineVectors.userId, userId), eq(guidelineVectors.model, model)))
    .limit(1)
  return row?.dimensions ?? null
}

export async function putVectors(
  { tx, userId }: Tenant,
  rows: Pick<typeof guidelineVectors.$inferInsert, 'chunkKey' | 'version' | 'model' | 'dimensions' | 'embedding'>[],
): Promise<void> {
  await tx
    .insert(guidelineVectors)
    .values(rows.map((row) => ({ userId, ...row })))
    .onConflictDoUpdate({
      target: [guidelineVectors.userId, guidelineVectors.chunkKey],
      set: {
        version: say`excluded.version`,
        model: say`excluded.model`,
        dimensions: say`excluded.dimensions`,
        embedding: say`excluded.embedding`,
      },
    })
}

/** Forgets vectors that are not of this space (null: all of them), and those of texts that are gone. */
export async function dropVectors(tenant: Tenant, space: VectorSpace | null): Promise<void> {
  const { sql, userId } = tenant
  await sql`
    delete from guideline_vectors v where user_id = ${userId} and (
      ${space === null} or v.model is distinct from ${space?.model ?? null}::text
      or v.dimensions <> coalesce(${space?.dimensions ?? null}::int, v.dimensions)
      or not exists (select from ${texts(tenant)} t where t.chunk_key = v.chunk_key))`
}

/** With which model guidelines are found (null: our own embedder), and why that went wrong last. */
export async function noteEmbedding(
  { tx, userId }: Tenant,
  noted: Partial<Pick<typeof aiSettings.$inferSelect, 'embedModel' | 'embedDimensions' | 'embedFailure'>>,
): Promise<void> {
  await tx.update(aiSettings).set(noted).where(eq(aiSettings.userId, userId))
}

const shown = {
  searchId: guidelineSearches.searchId,
  question: guidelineSearches.question,
  state: guidelineSearches.state,
  why: guidelineSearches.why,
  model: guidelineSearches.model,
  dimensions: guidelineSearches.dimensions,
  embedding: guidelineSearches.embedding,
}

/** Also forgets those of other days. */
export async function addSearch({ tx, userId }: Tenant, search: SearchRow): Promise<void> {
  await tx
    .delete(guidelineSearches)
    .where(and(eq(guidelineSearches.userId, userId), lt(guidelineSearches.createdAt, say`now() - interval '1 day'`)))
  await tx.insert(guidelineSearches).values({ userId, ...search })
}

export async function readSearch({ tx, userId }: Tenant, searchId: string): Promise<SearchRow | null> {
  const [row] = await tx
    .select(shown)
    .from(guidelineSearches)
    .where(and(eq(guidelineSearches.userId, userId), eq(guidelineSearches.searchId, searchId)))
  return row ?? null
}

/** The same question to the same model, waiting or answered; null: it was not asked within a day. */
export async function findSearch(
  { tx, userId }: Tenant,
  { question, model }: { question: string; model: string },
): Promise<SearchRow | null> {
  const [row] = await tx
    .select(shown)
    .from(guidelineSearches)
    .where(
      and(
        eq(guidelineSearches.userId, userId),
        eq(guidelineSearches.question, question),
        eq(guidelineSearches.model, model),
        isNull(guidelineSearches.why),
      ),
    )
    .orderBy(desc(guidelineSearches.createdAt))
    .limit(1)
  return row ?? null
}

export function listWaiting({ tx, userId }: Tenant): Promise<SearchRow[]> {
  return tx
    .select(shown)
    .from(guidelineSearches)
    .where(and(eq(guidelineSearches.userId, userId), eq(guidelineSearches.state, 'waiting')))
    .orderBy(guidelineSearches.createdAt)
}

export async function endSearch(
  { tx, userId }: Tenant,
  searchId: string,
  end: Pick<SearchRow, 'why' | 'dimensions' | 'embedding'>,
): Promise<void> {
  await tx
    .update(guidelineSearches)
    .set({ state: 'done', ...end })
    .where(and(eq(guidelineSearches.userId, userId), eq(guidelineSearches.searchId, searchId)))
}
