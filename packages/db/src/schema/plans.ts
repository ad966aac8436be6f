import {
  boolean,
  date,
  doublePrecision,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
} from 'drizzle-orm/pg-core'
import { instant, owned } from './columns.ts'

const day = () => date({ mode: 'string' }).notNull()

export const plans = pgTable(
  'plans',
  {
    planId: text().notNull(),
    title: text().notNull(),
    goal: text().notNull(),
    state: text().$type<'draft' | 'approved' | 'archived'>().notNull(),
    startsOn: day(),
    endsOn: day(),
    version: integer().notNull(),
    approvedVersion: integer(),
    ...owned(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.planId] })],
)

export const planRevisions = pgTable(
  'plan_revisions',
  {
    planId: text().notNull(),
    version: integer().notNull(),
    content: jsonb().$type<unknown>().notNull(),
    hash: text().notNull(),
    origin: text().notNull(),
    operations: jsonb().$type<unknown>(),
    verdict: jsonb().$type<unknown>().notNull(),
    rulesVersion: text().notNull(),
    approvedAt: instant(),
    confirmed: text().array().notNull().default([]),
    ...owned(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.planId, t.version] })],
)

export const planWeeks = pgTable(
  'plan_weeks',
  {
    planId: text().notNull(),
    week: smallint().notNull(),
    startsOn: day(),
    phase: text().notNull(),
    isDeload: boolean().notNull(),
    durationS: integer().notNull(),
    distanceM: doublePrecision().notNull(),
    load: doublePrecision().notNull(),
    ...owned(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.planId, t.week] })],
)

export const workouts = pgTable(
  'workouts',
  {
    planId: text().notNull(),
    key: text().notNull(),
    sport: text().notNull(),
    type: text().notNull(),
    title: text().notNull(),
    purpose: text().notNull(),
    steps: jsonb().$type<unknown>().notNull(),
    durationS: integer().notNull(),
    distanceM: doublePrecision().notNull(),
    load: doublePrecision().notNull(),
    ...owned(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.planId, t.key] })],
)

export const workoutSchedule = pgTable(
  'workout_schedule',
  {
    planId: text().notNull(),
    key: text().notNull(),
    localDate: day(),
    place: smallint().notNull(),
    ...owned(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.planId, t.key] })],
)
