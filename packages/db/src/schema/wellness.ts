import { bigint, date, doublePrecision, integer, jsonb, pgTable, smallint, text } from 'drizzle-orm/pg-core'
import { instant, owned } from './columns.ts'

export const sleep = pgTable('sleep', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  vendor: text().notNull().default('file'),
  rawFileId: integer(),
  rawEventId: integer(),
  wakeDate: date({ mode: 'string' }).notNull(),
  startedAt: instant(),
  endedAt: instant(),
  asleepS: integer(),
  awakeS: integer(),
  lightS: integer(),
  deepS: integer(),
  remS: integer(),
  unmeasurableS: integer(),
  efficiencyPct: doublePrecision(),
  score: smallint(),
  stageStartS: doublePrecision().array().notNull().default([]),
  stage: smallint().array().notNull().default([]),
  detail: jsonb().$type<Record<string, unknown>>(),
  ...owned(),
})

export const healthMetrics = pgTable('health_metrics', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  vendor: text().notNull().default('file'),
  rawFileId: integer(),
  rawEventId: integer(),
  metricId: text().notNull(),
  time: instant().notNull(),
  localDate: date({ mode: 'string' }).notNull(),
  value: doublePrecision().notNull(),
  statistic: text().notNull().default(''),
  measurementWindow: text().notNull().default(''),
  ...owned(),
})

export const hrRecords = pgTable('hr_records', {
  rawFileId: integer(),
  rawEventId: integer(),
  seq: integer().notNull(),
  time: instant().notNull(),
  bpm: smallint().notNull(),
  ...owned(),
})
