import { doublePrecision, integer, pgTable, smallint, text, date } from 'drizzle-orm/pg-core'
import type { Sex, ThresholdKind } from '@rc/domain'
import { bytea, instant, owned } from './columns.ts'

export const users = pgTable('users', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  login: text().notNull(),
  displayName: text().notNull(),
  passwordHash: text().notNull(),
  role: text().$type<'owner' | 'member'>().notNull().default('member'),
  locale: text().$type<'ko' | 'en'>().notNull().default('ko'),
  timeZone: text().notNull().default('Asia/Seoul'),
  birthYear: smallint(),
  sex: text().$type<Sex>().notNull().default('unspecified'),
  profileCompletedAt: instant(),
  createdAt: instant().notNull().defaultNow(),
  updatedAt: instant().notNull().defaultNow(),
})

export const loginSessions = pgTable('login_sessions', {
  id: integer().notNull().generatedAlwaysAsIdentity(),
  tokenSha256: bytea().primaryKey(),
  userAgent: text().notNull().default(''),
  lastSeenAt: instant().notNull().defaultNow(),
  expiresAt: instant().notNull(),
  ...owned(),
})

export const athleteThresholds = pgTable('athlete_thresholds', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  kind: text().$type<ThresholdKind>().notNull(),
  value: doublePrecision().notNull(),
  validFrom: date({ mode: 'string' }).notNull(),
  source: text().$type<'athlete' | 'suggested'>().notNull().default('athlete'),
  ...owned(),
})
