import type { Dataset, DayState, Door, ErrorCode, LoginFailure, LoginState, Vendor } from '@rc/domain'
import { boolean, date, integer, jsonb, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core'
import { bytea, instant, owned } from './columns.ts'

export const vendorAccounts = pgTable(
  'vendor_accounts',
  {
    vendor: text().$type<Vendor>().notNull(),
    paused: boolean().notNull().default(false),
    historyFrom: date({ mode: 'string' }),
    syncedAt: instant(),
    nextSyncAt: instant().notNull().defaultNow(),
    loginAllowedAt: instant(),
    loginRefusals: smallint().notNull().default(0),
    ...owned(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.vendor] })],
)

/** What one endpoint answered when it was tried: no value of the athlete's is in it. */
export interface ProbeLine {
  dataset: Dataset | null
  path: string
  status: number
  ms: number
  /** Names and types of the top level. */
  shape: string
  rateLimitHeaders: string[]
}

export const connections = pgTable('connections', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  vendor: text().$type<Vendor>().notNull(),
  door: text().$type<Door>().notNull(),
  state: text().$type<'verifying' | 'active' | 'reauth_required'>().notNull().default('verifying'),
  enabled: boolean().notNull().default(true),
  credentialKind: text().$type<'personal_key' | 'di' | 'oauth1' | 'bearer'>().notNull(),
  generation: integer().notNull().default(1),
  accountName: text(),
  credentialSealed: bytea().notNull(),
  previousSealed: bytea(),
  accessSealed: bytea(),
  accessExpiresAt: instant(),
  expiresAt: instant(),
  remindedDays: smallint(),
  authFailures: smallint().notNull().default(0),
  pausedUntil: instant(),
  pauseReason: text().$type<ErrorCode>(),
  pauseStep: smallint().notNull().default(0),
  lastSuccessAt: instant(),
  lastErrorAt: instant(),
  lastErrorCode: text().$type<ErrorCode>(),
  lastErrorReason: text(),
  probe: jsonb().$type<ProbeLine[]>(),
  probedAt: instant(),
  ...owned(),
})

export const pendingLogins = pgTable('pending_logins', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  vendor: text().$type<Vendor>().notNull(),
  state: text().$type<LoginState>().notNull().default('queued'),
  flowSealed: bytea(),
  codeSealed: bytea(),
  codeMethod: text(),
  codeTarget: text(),
  failure: text().$type<LoginFailure>(),
  posts: smallint().notNull().default(0),
  expiresAt: instant().notNull(),
  ...owned(),
})

export const syncDays = pgTable(
  'sync_days',
  {
    vendor: text().$type<Vendor>().notNull(),
    dataset: text().$type<Dataset>().notNull(),
    localDate: date({ mode: 'string' }).notNull(),
    state: text().$type<DayState>().notNull(),
    door: text().$type<Door>().notNull(),
    items: smallint().notNull().default(0),
    askedAt: instant().notNull().defaultNow(),
    ...owned(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.vendor, t.dataset, t.localDate] })],
)

export const vendorActivities = pgTable(
  'vendor_activities',
  {
    vendor: text().$type<Vendor>().notNull(),
    vendorActivityId: text().notNull(),
    localDate: date({ mode: 'string' }).notNull(),
    name: text(),
    rawEventId: integer(),
    rawFileId: integer(),
    fileState: text().$type<'wanted' | 'have' | 'damaged' | 'none' | 'failed'>().notNull().default('wanted'),
    isExcluded: boolean().notNull().default(false),
    goneAt: instant(),
    ...owned(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.vendor, t.vendorActivityId] })],
)

export const syncFailures = pgTable('sync_failures', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  vendor: text().$type<Vendor>().notNull(),
  dataset: text().$type<Dataset>().notNull(),
  subject: text().notNull(),
  fromDate: date({ mode: 'string' }),
  toDate: date({ mode: 'string' }),
  door: text().$type<Door>().notNull(),
  errorCode: text().$type<ErrorCode>().notNull(),
  reason: text().notNull().default(''),
  attempts: smallint().notNull().default(1),
  rerun: boolean().notNull().default(false),
  failedAt: instant().notNull().defaultNow(),
  ...owned(),
})
