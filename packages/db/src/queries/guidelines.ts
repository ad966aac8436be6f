import postgres from 'postgres'
import type { Tenant } from '../database.ts'
import { guidelineLibrary } from '../schema/index.ts'
import { wire } from '../wire.ts'

type Stamped = 'createdAt' | 'updatedAt'
export type LibraryRow = Omit<typeof guidelineLibrary.$inferSelect, Stamped>

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
const meaningWeight = 1.5

/**
 * The nearest chunks of the library and of the athlete's own documents: all of them compared by embedding and by the
 * likeness of their letters, and the two orders fused. An exact scan: with as many chunks as a person has, an index would
 * only lose some.
 */
export async function findChunks(
  { sql, userId }: Tenant,
  asked: { question: string; embedding: string; locale: 'ko' | 'en'; limit: number },
): Promise<FoundRow[]> {
  const { question, embedding, locale, limit } = asked
  const [title, text] = locale === 'ko' ? ['title_ko', 'text_ko'] : ['title_en', 'text_en']
  return sql<FoundRow[]>`
    with compared as (
      select key, null::text as document_id, null::smallint as place, embedding <=> ${embedding}::halfvec(1024) as distance,
        word_similarity(${question}, words) as likeness
      from guideline_library
      union all
      select document_id || ':' || place, document_id, place, embedding <=> ${embedding}::halfvec(1024),
        word_similarity(${question}, text)
      from guideline_chunks where user_id = ${userId}
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
