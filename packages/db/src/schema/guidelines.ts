import { customType, integer, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core'
import { bytea, instant, owned } from './columns.ts'

/** As the text pgvector reads: `[0.1,0.2]`. */
const embedding = customType<{ data: string }>({ dataType: () => 'halfvec(1024)' })
/** Of a model: as long as the model makes it. */
const anyEmbedding = customType<{ data: string }>({ dataType: () => 'halfvec' })

export const guidelineLibrary = pgTable('guideline_library', {
  key: text().primaryKey(),
  topic: text().notNull(),
  titleKo: text().notNull(),
  textKo: text().notNull(),
  titleEn: text().notNull(),
  textEn: text().notNull(),
  source: text().notNull(),
  words: text().notNull(),
  embedding: embedding().notNull(),
  version: text().notNull(),
  createdAt: instant().notNull().defaultNow(),
  updatedAt: instant().notNull().defaultNow(),
})

export const guidelineDocuments = pgTable(
  'guideline_documents',
  {
    documentId: text().notNull(),
    title: text().notNull(),
    kind: text().$type<'text' | 'markdown' | 'pdf'>().notNull(),
    bytes: integer().notNull(),
    sha256: text().notNull(),
    state: text().$type<'reading' | 'ready' | 'failed'>().notNull().default('reading'),
    reason: text(),
    pages: smallint(),
    original: bytea(),
    text: text().notNull().default(''),
    ...owned(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.documentId] })],
)

export const guidelineChunks = pgTable(
  'guideline_chunks',
  {
    documentId: text().notNull(),
    place: smallint().notNull(),
    title: text().notNull(),
    text: text().notNull(),
    embedding: embedding().notNull(),
    ...owned(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.documentId, t.place] })],
)

export const guidelineVectors = pgTable(
  'guideline_vectors',
  {
    chunkKey: text().notNull(),
    version: text().notNull(),
    model: text().notNull(),
    dimensions: integer().notNull(),
    embedding: anyEmbedding().notNull(),
    ...owned(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.chunkKey] })],
)

export const guidelineSearches = pgTable(
  'guideline_searches',
  {
    searchId: text().notNull(),
    question: text().notNull(),
    state: text().$type<'waiting' | 'done'>().notNull(),
    why: text(),
    model: text(),
    dimensions: integer(),
    embedding: anyEmbedding(),
    ...owned(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.searchId] })],
)
