import type { ErrorCode } from '@rc/domain'
import { bigint, pgTable, smallint, text, jsonb } from 'drizzle-orm/pg-core'
import { instant, owned } from './columns.ts'

export const syncJobs = pgTable('sync_jobs', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  kind: text().notNull(),
  dedupeKey: text().notNull(),
  payload: jsonb().$type<Record<string, unknown>>().notNull().default({}),
  state: text().$type<'queued' | 'running' | 'done' | 'failed' | 'cancelled'>().notNull().default('queued'),
  attempts: smallint().notNull().default(0),
  maxAttempts: smallint().notNull().default(5),
  runAfter: instant().notNull().defaultNow(),
  leaseOwner: text(),
  leasedUntil: instant(),
  errorCode: text().$type<ErrorCode>(),
  errorMessage: text(),
  progress: jsonb().$type<Record<string, unknown>>().notNull().default({}),
  startedAt: instant(),
  finishedAt: instant(),
  ...owned(),
})
