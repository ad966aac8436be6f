import type { ErrorCode, FileFormat, FileKind } from '@rc/domain'
import { bigint, boolean, integer, jsonb, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core'
import { owned } from './columns.ts'

export const importBatches = pgTable('import_batches', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  source: text().$type<'upload' | 'folder' | 'sync'>().notNull(),
  name: text().notNull().default(''),
  state: text().$type<'running' | 'paused' | 'undone'>().notNull().default('running'),
  ...owned(),
})

export const garminRawFiles = pgTable('garmin_raw_files', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  vendor: text().notNull().default('file'),
  sha256: text().notNull(),
  bytes: bigint({ mode: 'number' }).notNull(),
  name: text().notNull(),
  importBatchId: integer(),
  format: text().$type<FileFormat>(),
  kind: text().$type<FileKind>(),
  title: text(),
  state: text().$type<'stored' | 'understood' | 'unreadable'>().notNull().default('stored'),
  reasons: text().array().notNull().default([]),
  flags: text().array().notNull().default([]),
  report: jsonb().$type<Record<string, unknown>>(),
  readerVersion: integer(),
  excludedRecordings: smallint().array().notNull().default([]),
  ...owned(),
})

export const garminRawEvents = pgTable('garmin_raw_events', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  vendor: text().notNull(),
  dataset: text().notNull(),
  naturalKey: text().notNull(),
  sha256: text().notNull(),
  payload: jsonb().$type<Record<string, unknown>>().notNull(),
  isCurrent: boolean().notNull().default(true),
  importBatchId: integer(),
  quarantined: text(),
  ...owned(),
})

export const importItems = pgTable('import_items', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  batchId: integer().notNull(),
  parentId: integer(),
  name: text().notNull(),
  bytes: bigint({ mode: 'number' }).notNull().default(0),
  rawFileId: integer(),
  state: text().$type<'queued' | 'working' | 'done' | 'duplicate' | 'failed'>().notNull().default('queued'),
  errorCode: text().$type<ErrorCode>(),
  reasons: text().array().notNull().default([]),
  activityCount: smallint().notNull().default(0),
  ...owned(),
})

export const ingestionState = pgTable(
  'ingestion_state',
  {
    vendor: text().notNull(),
    dataset: text().notNull(),
    state: text().notNull().default('idle'),
    cursor: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    ...owned(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.vendor, t.dataset] })],
)
