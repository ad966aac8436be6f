import type { Vendor } from '@rc/domain'
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
import { bytea, instant, owned } from './columns.ts'

const day = () => date({ mode: 'string' })

export const planDeliveries = pgTable(
  'plan_deliveries',
  {
    planId: text().notNull(),
    vendor: text().$type<Vendor>().notNull(),
    isEnabled: boolean().notNull().default(true),
    hash: text().notNull(),
    nextRunAt: instant().notNull().defaultNow(),
    lastRunAt: instant(),
    lastErrorCode: text(),
    lastErrorReason: text(),
    ...owned(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.planId] })],
)

export const deliveryStates = ['sent', 'held', 'failed', 'moved_outside', 'deleted_outside', 'changed_outside'] as const
export type DeliveryState = (typeof deliveryStates)[number]

export const deliveredWorkouts = pgTable(
  'delivered_workouts',
  {
    planId: text().notNull(),
    key: text().notNull(),
    state: text().$type<DeliveryState>().notNull(),
    vendorWorkoutId: text(),
    vendorScheduleId: text(),
    localDate: day(),
    outsideDate: day(),
    contentHash: text(),
    vendorStamp: text(),
    reasons: text().array().notNull().default([]),
    verifiedAt: instant(),
    ...owned(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.planId, t.key] })],
)

export const deliveryIntents = pgTable('delivery_intents', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  planId: text().notNull(),
  key: text().notNull(),
  action: text().$type<'create' | 'update' | 'schedule' | 'unschedule' | 'delete'>().notNull(),
  planHash: text().notNull(),
  contentHash: text(),
  vendorWorkoutId: text(),
  vendorScheduleId: text(),
  localDate: day(),
  state: text().$type<'begun' | 'done' | 'refused'>().notNull().default('begun'),
  ...owned(),
})

export const calendarFeeds = pgTable('calendar_feeds', { tokenSha256: bytea().notNull(), ...owned() }, (t) => [
  primaryKey({ columns: [t.userId] }),
])

export const workoutAdjustments = pgTable(
  'workout_adjustments',
  {
    localDate: day().notNull(),
    planId: text().notNull(),
    key: text().notNull(),
    decision: text().$type<'accepted' | 'declined' | 'reverted'>().notNull(),
    why: text().notNull(),
    drivers: jsonb().$type<Record<string, unknown>>().notNull(),
    before: jsonb().$type<unknown>().notNull(),
    after: jsonb().$type<unknown>(),
    baseVersion: integer().notNull(),
    version: integer(),
    decidedAt: instant().notNull(),
    ...owned(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.localDate, t.planId, t.key] })],
)

export const workoutResults = pgTable(
  'workout_results',
  {
    planId: text().notNull(),
    key: text().notNull(),
    localDate: day().notNull(),
    week: smallint().notNull(),
    state: text().$type<'done' | 'missed' | 'skipped'>().notNull(),
    skipReason: text(),
    isHard: boolean().notNull(),
    activityId: integer(),
    method: text(),
    version: smallint().notNull(),
    compliancePct: smallint(),
    sizeShare: doublePrecision(),
    onTargetShare: doublePrecision(),
    plannedLoad: doublePrecision().notNull(),
    plannedS: integer().notNull(),
    plannedM: doublePrecision().notNull(),
    doneLoad: doublePrecision(),
    steps: jsonb().$type<unknown[]>().notNull(),
    inputsHash: text().notNull(),
    ...owned(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.planId, t.key] })],
)
