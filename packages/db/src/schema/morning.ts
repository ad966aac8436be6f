import type { AlertLevel, AlertRuleId, TrainingSettings } from '@rc/domain'
import { boolean, date, doublePrecision, jsonb, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core'
import { bytea, instant, owned } from './columns.ts'

export const trainingSettings = pgTable(
  'training_settings',
  {
    morningMin: smallint().notNull().default(450),
    sleepNeedH: doublePrecision().notNull().default(8),
    gapModel: text().$type<TrainingSettings['gapModel']>().notNull().default('minetti2002'),
    elevationFeetPerMile: smallint().notNull().default(750),
    srpeScale: doublePrecision(),
    ...owned(),
  },
  (t) => [primaryKey({ columns: [t.userId] })],
)

export const mutedAlerts = pgTable(
  'muted_alerts',
  {
    ruleId: text().$type<AlertRuleId>().notNull(),
    mutedUntil: date({ mode: 'string' }),
    ...owned(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.ruleId] })],
)

export const morningRuns = pgTable(
  'morning_runs',
  { localDate: date({ mode: 'string' }).notNull(), ...owned() },
  (t) => [primaryKey({ columns: [t.userId, t.localDate] })],
)

export const riskAssessments = pgTable(
  'risk_assessments',
  {
    localDate: date({ mode: 'string' }).notNull(),
    level: text().$type<AlertLevel>().notNull(),
    previousLevel: text().$type<AlertLevel>(),
    flags: jsonb()
      .$type<{ rule: AlertRuleId; name: string; domain: string; version: number; points: number }[]>()
      .notNull(),
    unknown: text().array().$type<AlertRuleId[]>().notNull().default([]),
    muted: text().array().$type<AlertRuleId[]>().notNull().default([]),
    facts: jsonb().$type<Record<string, number | string | boolean | null>>().notNull(),
    readiness: jsonb().$type<Record<string, unknown>>().notNull(),
    revision: smallint().notNull().default(1),
    checkedAt: instant().notNull(),
    ...owned(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.localDate] })],
)

export const notificationKinds = ['email', 'webhook', 'ntfy'] as const
export type NotificationKind = (typeof notificationKinds)[number]

export const notificationChannels = pgTable(
  'notification_channels',
  {
    kind: text().$type<NotificationKind>().notNull(),
    isEnabled: boolean().notNull().default(true),
    settings: jsonb().$type<Record<string, string | number>>().notNull(),
    urlSealed: bytea(),
    secretSealed: bytea(),
    lastSentAt: instant(),
    lastError: text(),
    ...owned(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.kind] })],
)

export const notices = pgTable(
  'notices',
  {
    localDate: date({ mode: 'string' }).notNull(),
    kind: text().$type<NotificationKind>().notNull(),
    level: text().$type<AlertLevel>().notNull(),
    state: text().$type<'sending' | 'sent' | 'failed'>().notNull(),
    ...owned(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.localDate, t.kind] })],
)
