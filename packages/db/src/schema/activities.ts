import type { Channel, Confidence, RecordingEdit, Sport, SportFamily } from '@rc/domain'
import {
  bigint,
  boolean,
  date,
  doublePrecision,
  integer,
  jsonb,
  pgTable,
  pgView,
  primaryKey,
  real,
  smallint,
  text,
} from 'drizzle-orm/pg-core'
import { instant, owned } from './columns.ts'

const totals = () => ({
  startedAt: instant(),
  timestampAt: instant(),
  elapsedS: doublePrecision(),
  timerS: doublePrecision(),
  distanceM: doublePrecision(),
  avgHrBpm: real(),
  maxHrBpm: real(),
  avgPowerW: real(),
  maxPowerW: real(),
  avgSpeedMps: doublePrecision(),
  maxSpeedMps: doublePrecision(),
  avgCadenceRpm: real(),
  ascentM: doublePrecision(),
  descentM: doublePrecision(),
  caloriesKcal: real(),
})

export const activities = pgTable('activities', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  rawFileId: integer(),
  recordingIndex: smallint().notNull().default(0),
  rawEventId: integer(),
  source: text().$type<'fit' | 'tcx' | 'gpx' | 'csv' | 'summary' | 'manual'>().notNull(),
  duplicateOf: integer(),
  duplicateDecided: boolean().notNull().default(false),
  sport: text().$type<Sport>().notNull(),
  name: text(),
  clock: text().$type<'set' | 'unknown'>().notNull().default('set'),
  startedAt: instant().notNull(),
  endedAt: instant().notNull(),
  recordedStartAt: instant(),
  timeZone: text(),
  utcOffsetS: integer(),
  localDate: date({ mode: 'string' }),
  elapsedS: doublePrecision(),
  timerS: doublePrecision(),
  movingS: doublePrecision(),
  distanceM: doublePrecision(),
  ascentM: doublePrecision(),
  descentM: doublePrecision(),
  avgHrBpm: real(),
  maxHrBpm: real(),
  avgPowerW: real(),
  maxPowerW: real(),
  avgSpeedMps: doublePrecision(),
  avgCadenceRpm: real(),
  caloriesKcal: real(),
  rpe: doublePrecision(),
  feeling: smallint(),
  pain: smallint(),
  notes: text(),
  excludedFromLoad: boolean().notNull().default(false),
  tags: text().array().notNull().default([]),
  sampleCount: integer().notNull().default(0),
  samplesFrom: instant(),
  samplesTo: instant(),
  channels: text().array().notNull().default([]),
  track: doublePrecision().array(),
  spark: text(),
  pauses: doublePrecision().array().notNull().default([]),
  sessionsRecorded: boolean().notNull().default(true),
  deviceManufacturer: text(),
  deviceProduct: text(),
  deviceSerial: text(),
  flags: text().array().notNull().default([]),
  readerVersion: integer().notNull(),
  ...owned(),
})

export const activitySessions = pgTable(
  'activity_sessions',
  {
    activityId: integer().notNull(),
    sessionIndex: smallint().notNull(),
    sport: text().$type<Sport>().notNull(),
    fitSport: smallint(),
    fitSubSport: smallint(),
    ...totals(),
    poolLengthM: doublePrecision(),
    numLaps: integer(),
    numLengths: integer(),
    ...owned(),
  },
  (t) => [primaryKey({ columns: [t.activityId, t.sessionIndex] })],
)

export const activitySummaries = pgTable('activity_summaries', {
  activityId: integer().primaryKey(),
  sports: text().$type<Sport>().array().notNull(),
  sessions: jsonb().notNull(),
  madeWith: text().notNull(),
  inputsHash: text().notNull(),
  ...owned(),
})

export const activityLaps = pgTable(
  'activity_laps',
  {
    activityId: integer().notNull(),
    lapIndex: integer().notNull(),
    trigger: text(),
    intensity: text(),
    ...totals(),
    ...owned(),
  },
  (t) => [primaryKey({ columns: [t.activityId, t.lapIndex] })],
)

export const activityLengths = pgTable(
  'activity_lengths',
  {
    activityId: integer().notNull(),
    lengthIndex: integer().notNull(),
    startedAt: instant(),
    elapsedS: doublePrecision(),
    timerS: doublePrecision(),
    active: boolean().notNull(),
    strokes: integer(),
    stroke: text(),
    avgSpeedMps: doublePrecision(),
    ...owned(),
  },
  (t) => [primaryKey({ columns: [t.activityId, t.lengthIndex] })],
)

export const activityEvents = pgTable(
  'activity_events',
  {
    activityId: integer().notNull(),
    eventIndex: integer().notNull(),
    time: instant(),
    event: smallint().notNull(),
    eventType: smallint().notNull(),
    data: bigint({ mode: 'number' }),
    ...owned(),
  },
  (t) => [primaryKey({ columns: [t.activityId, t.eventIndex] })],
)

export const activityRr = pgTable('activity_rr', {
  activityId: integer().primaryKey(),
  rrMs: real().array().notNull(),
  ...owned(),
})

export const activityDeveloperChannels = pgTable(
  'activity_developer_channels',
  {
    activityId: integer().notNull(),
    channel: text().$type<Channel>().notNull(),
    value: doublePrecision().array().notNull(),
    ...owned(),
  },
  (t) => [primaryKey({ columns: [t.activityId, t.channel] })],
)

/** What the app role sees of `activity_samples`; rows come in by COPY (see queries/samples.ts). */
export const ownActivitySamples = pgView('own_activity_samples', {
  userId: integer().notNull(),
  activityId: integer().notNull(),
  seq: integer().notNull(),
  time: instant().notNull(),
}).existing()

const metric = () => ({
  metricId: text().notNull(),
  version: smallint().notNull(),
  value: doublePrecision(),
  unit: text().notNull(),
  method: text().notNull(),
  coverage: doublePrecision(),
  confidence: text().$type<Confidence>().notNull(),
  missing: text().array().notNull().default([]),
  detail: jsonb().$type<Record<string, unknown>>(),
})

export const activityMetrics = pgTable(
  'activity_metrics',
  {
    activityId: integer().notNull(),
    sessionIndex: smallint().notNull().default(-1),
    ...metric(),
    inputsHash: text().notNull(),
    ...owned(),
  },
  (t) => [primaryKey({ columns: [t.activityId, t.sessionIndex, t.metricId, t.version] })],
)

export const fitnessMetricsDaily = pgTable(
  'fitness_metrics_daily',
  {
    localDate: date({ mode: 'string' }).notNull(),
    ...metric(),
    inputsHash: text().notNull().default(''),
    ...owned(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.metricId, t.version, t.localDate] })],
)

export const savedFilters = pgTable(
  'saved_filters',
  { name: text().notNull(), filters: jsonb().$type<Record<string, string>>().notNull(), ...owned() },
  (t) => [primaryKey({ columns: [t.userId, t.name] })],
)

export const activityEdits = pgTable('activity_edits', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  rawFileId: integer().notNull(),
  recordingIndex: smallint().notNull(),
  edit: jsonb().$type<RecordingEdit>().notNull(),
  revertedAt: instant(),
  ...owned(),
})

export const activityRoutes = pgTable('activity_routes', {
  activityId: integer().primaryKey(),
  version: smallint().notNull(),
  spark: text().notNull(),
  family: text().$type<SportFamily>().notNull(),
  lengthM: doublePrecision().notNull(),
  startLatDeg: doublePrecision().notNull(),
  startLonDeg: doublePrecision().notNull(),
  routeOf: integer(),
  ...owned(),
})
