import { sql } from 'drizzle-orm'
import { bigint, boolean, date, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { bytea, instant, owned } from './columns.ts'

const generated = sql`gen_random_uuid()::text`
const micro = () => bigint({ mode: 'number' })

export const aiSettings = pgTable('ai_settings', {
  ...owned(),
  userId: integer().primaryKey(),
  provider: text().$type<'off' | 'openai' | 'compatible'>().notNull(),
  baseUrl: text().notNull(),
  keySealed: bytea(),
  chatModel: text().notNull(),
  planModel: text().notNull(),
  capMicroUsd: micro().notNull(),
  retentionDays: integer().notNull(),
  signals: text().array().notNull(),
  probe: jsonb().$type<unknown>(),
  agreedAt: instant(),
  embedModel: text(),
  embedDimensions: integer(),
  embedFailure: text(),
})

/** Millionths of a dollar for a million tokens. */
export const aiPrices = pgTable(
  'ai_prices',
  {
    model: text().notNull(),
    validFrom: date({ mode: 'string' }).notNull(),
    input: micro().notNull(),
    cachedInput: micro().notNull(),
    cacheWrite: micro().notNull(),
    output: micro().notNull(),
    source: text().notNull(),
    createdAt: instant().notNull().defaultNow(),
    updatedAt: instant().notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.model, t.validFrom] })],
)

export const aiConversations = pgTable(
  'ai_conversations',
  {
    id: integer().generatedAlwaysAsIdentity(),
    title: text().notNull(),
    planId: text(),
    talkKey: text().notNull().default(generated),
    memo: jsonb().$type<unknown>(),
    memoThrough: integer().notNull().default(0),
    ...owned(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.id] })],
)

export const aiMessages = pgTable(
  'ai_messages',
  {
    id: integer().generatedAlwaysAsIdentity(),
    conversationId: integer().notNull(),
    role: text().$type<'athlete' | 'coach'>().notNull(),
    state: text().$type<'waiting' | 'streaming' | 'done' | 'failed'>().notNull(),
    text: text().notNull(),
    about: jsonb().$type<unknown>().notNull().default({}),
    stopAsked: boolean().notNull().default(false),
    ...owned(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.id] })],
)

export const aiRuns = pgTable(
  'ai_runs',
  {
    runId: text().notNull(),
    messageId: integer(),
    kind: text().$type<'turn' | 'again' | 'probe' | 'embed' | 'question'>().notNull(),
    state: text().$type<'reserved' | 'settled'>().notNull(),
    month: text().notNull(),
    provider: text().notNull(),
    host: text().notNull(),
    modelRequested: text().notNull(),
    modelReported: text(),
    promptVersion: text().notNull(),
    rulesVersion: text().notNull(),
    request: text(),
    requestSha256: text('request_sha256').notNull(),
    response: text(),
    requestId: text(),
    stopReason: text(),
    errorCode: text(),
    inputTokens: integer(),
    cachedInputTokens: integer(),
    cacheWriteTokens: integer(),
    outputTokens: integer(),
    reasoningTokens: integer(),
    price: jsonb().$type<unknown>().notNull(),
    reservedMicroUsd: micro().notNull(),
    costMicroUsd: micro(),
    tries: integer().notNull().default(0),
    latencyMs: integer(),
    ...owned(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.runId] })],
)
