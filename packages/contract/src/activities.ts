import { channelNames, confidences, sports } from '@rc/domain'
import { z } from 'zod'
import { idParam, instant, json, localDate, noContent, page, route } from './route.ts'

const maybe = z.number().nullable()
const tag = z.string().trim().min(1).max(40)

export const ActivitySummary = z
  .object({
    id: z.int(),
    sport: z.enum(sports),
    name: z.string().nullable(),
    startedAt: instant,
    /** Null when the watch did not know the date. */
    localDate: localDate.nullable(),
    utcOffsetS: z.number().nullable(),
    timerS: maybe,
    movingS: maybe,
    distanceM: maybe,
    ascentM: maybe,
    avgHrBpm: maybe,
    avgPowerW: maybe,
    avgSpeedMps: maybe,
    load: maybe,
    loadMethod: z.string().nullable(),
    source: z.enum(['fit', 'tcx', 'gpx', 'csv', 'summary', 'manual']),
    flags: z.array(z.string()),
    /** The way as an encoded polyline of few points; null without one. */
    spark: z.string().nullable(),
    /** The athlete keeps it out of the load curve. */
    excludedFromLoad: z.boolean(),
    /** Words of the athlete's own. */
    tags: z.array(z.string()),
  })
  .meta({ id: 'ActivitySummary' })
export type ActivitySummary = z.infer<typeof ActivitySummary>

export const MetricView = z
  .object({
    metricId: z.string(),
    sessionIndex: z.int(),
    version: z.int(),
    value: maybe,
    unit: z.string(),
    method: z.string(),
    coverage: maybe,
    confidence: z.enum(confidences),
    /** Why there is no value, or what was assumed; threshold kinds link to the settings. */
    missing: z.array(z.string()),
    detail: z.record(z.string(), z.unknown()).nullable(),
  })
  .meta({ id: 'MetricView' })
export type MetricView = z.infer<typeof MetricView>

const stretch = {
  startedAt: instant.nullable(),
  elapsedS: maybe,
  timerS: maybe,
  distanceM: maybe,
  avgHrBpm: maybe,
  maxHrBpm: maybe,
  avgPowerW: maybe,
  maxPowerW: maybe,
  avgSpeedMps: maybe,
  maxSpeedMps: maybe,
  avgCadenceRpm: maybe,
  ascentM: maybe,
  descentM: maybe,
  caloriesKcal: maybe,
}

export const SessionView = z.object({ ...stretch, sport: z.enum(sports), poolLengthM: maybe }).meta({ id: 'Session' })
export const LapView = z
  .object({ ...stretch, trigger: z.string().nullable(), intensity: z.string().nullable() })
  .meta({ id: 'Lap' })
export const LengthView = z
  .object({
    startedAt: instant.nullable(),
    timerS: maybe,
    active: z.boolean(),
    strokes: maybe,
    stroke: z.string().nullable(),
  })
  .meta({ id: 'Length' })

export const SourceView = z
  .object({
    activityId: z.int(),
    source: z.string(),
    fileName: z.string().nullable(),
    sha256: z.string().nullable(),
    flags: z.array(z.string()),
    device: z.string().nullable(),
    canonical: z.boolean(),
  })
  .meta({ id: 'ActivitySource' })

export const ActivityDetail = ActivitySummary.extend({
  endedAt: instant,
  elapsedS: maybe,
  descentM: maybe,
  maxHrBpm: maybe,
  maxPowerW: maybe,
  avgCadenceRpm: maybe,
  caloriesKcal: maybe,
  rpe: maybe,
  device: z.string().nullable(),
  channels: z.array(z.string()),
  sampleCount: z.int(),
  /** Offsets from the start, seconds: the timer stood still in between. */
  pauses: z.array(z.tuple([z.number(), z.number()])),
  sessions: z.array(SessionView),
  laps: z.array(LapView),
  lengths: z.array(LengthView),
  metrics: z.array(MetricView),
  /** Every recording of this same activity, the canonical one first. */
  sources: z.array(SourceView),
  duplicateOf: z.int().nullable(),
  hasFile: z.boolean(),
}).meta({ id: 'ActivityDetail' })
export type ActivityDetail = z.infer<typeof ActivityDetail>

const measure = z.coerce.number().min(0).max(10_000_000).optional()

/** What a list can be narrowed by; ranges hold both ends, and what has no such value is in none of them. */
const filter = {
  from: localDate.optional(),
  to: localDate.optional(),
  sport: z.enum(sports).optional(),
  source: ActivitySummary.shape.source.optional(),
  tag: tag.optional(),
  q: z.string().max(100).optional().meta({ description: 'Part of a name; Korean first consonants will do' }),
  /** Those of the sports, comma separated, are found by `q` too where they have no name of their own. */
  namedBySport: z.string().max(400).optional(),
  minDistanceM: measure,
  maxDistanceM: measure,
  minTimerS: measure,
  maxTimerS: measure,
  minSpeedMps: measure,
  maxSpeedMps: measure,
  minHrBpm: measure,
  maxHrBpm: measure,
  minLoad: measure,
  maxLoad: measure,
  undated: z.enum(['0', '1']).optional(),
}
/** What a list can be sorted by; `speed` says it the other way round than a pace. */
export const activitySorts = ['date', 'distance', 'time', 'speed', 'hr', 'ascent', 'load'] as const
export type ActivitySort = (typeof activitySorts)[number]

const idList = z
  .string()
  .regex(/^\d{1,9}(,\d{1,9}){0,499}$/)
  .meta({ description: 'Comma separated' })

export const listActivities = route({
  method: 'get',
  path: '/activities',
  summary:
    'Newest first, or by a value; what has none comes last. Activities without a date come only with `undated=1`',
  request: {
    query: z.object({
      ...filter,
      ...page(50, 200),
      sort: z.enum(activitySorts).default('date'),
      order: z.enum(['desc', 'asc']).default('desc'),
    }),
  },
  responses: { 200: json(z.object({ activities: z.array(ActivitySummary), nextCursor: z.string().nullable() })) },
})

const sums = { count: z.int(), distanceM: maybe, timerS: maybe, load: maybe }

export const sumActivities = route({
  method: 'get',
  path: '/activities/sums',
  summary: 'How much there is of what a list would hold, month by month, newest first',
  request: { query: z.object(filter) },
  responses: {
    200: json(z.object({ ...sums, months: z.array(z.object({ month: z.string().nullable(), ...sums })) })),
  },
})

export const listTags = route({
  method: 'get',
  path: '/activities/tags',
  responses: { 200: json(z.object({ tags: z.array(z.object({ tag: z.string(), count: z.int() })) })) },
})

export const exportActivities = route({
  method: 'get',
  path: '/activities/csv',
  summary: 'The list as a table for spreadsheets: these activities, or all that the filter wants',
  request: { query: z.object({ ...filter, only: idList.optional() }) },
  responses: { 200: { description: 'CSV', content: { 'text/csv': { schema: z.any() } } } },
})

const some = z.array(z.int().positive()).min(1).max(200)

export const changeActivities = route({
  method: 'post',
  path: '/activities/changes',
  summary: 'The same change for several activities, all or none',
  request: {
    body: json(
      z.object({
        ids: some,
        /** An edit beside each recording; all of them need one. */
        sport: z.enum(sports).optional(),
        rpe: z.number().min(0).max(10).nullable().optional(),
        excludedFromLoad: z.boolean().optional(),
        addedTag: tag.optional(),
        removedTag: tag.optional(),
      }),
    ),
  },
  responses: { 204: noContent },
})

export const removeActivities = route({
  method: 'post',
  path: '/activities/removals',
  summary: 'Delete several activities, one after the other',
  request: { body: json(z.object({ ids: some })) },
  responses: { 204: noContent },
})

export const SavedFilter = z
  .object({
    name: z.string().trim().min(1).max(60),
    /** As the list takes them. */
    filters: z.record(z.string().max(40), z.string().max(400)),
  })
  .meta({ id: 'SavedFilter' })
export type SavedFilter = z.infer<typeof SavedFilter>

export const listSavedFilters = route({
  method: 'get',
  path: '/saved-filters',
  responses: { 200: json(z.object({ saved: z.array(SavedFilter) })) },
})

export const saveFilter = route({
  method: 'put',
  path: '/saved-filters',
  summary: 'Keep filters under a name; the same name again replaces them',
  request: { body: json(SavedFilter) },
  responses: { 204: noContent },
})

export const forgetFilter = route({
  method: 'delete',
  path: '/saved-filters/{name}',
  request: { params: SavedFilter.pick({ name: true }) },
  responses: { 204: noContent },
})

export const createActivity = route({
  method: 'post',
  path: '/activities',
  summary: 'A session without a file: sport, start and duration',
  request: {
    body: json(
      z.object({
        sport: z.enum(sports),
        startedAt: instant,
        durationS: z
          .number()
          .positive()
          .max(7 * 86_400),
        distanceM: z.number().nonnegative().max(2_000_000).optional(),
        avgHrBpm: z.number().min(30).max(230).optional(),
        rpe: z.number().min(0).max(10).optional(),
        name: z.string().trim().max(200).optional(),
      }),
    ),
  },
  responses: { 201: json(ActivityDetail) },
})

export const getActivity = route({
  method: 'get',
  path: '/activities/{id}',
  request: { params: idParam },
  responses: { 200: json(ActivityDetail) },
})

export const updateActivity = route({
  method: 'patch',
  path: '/activities/{id}',
  request: {
    params: idParam,
    body: json(
      z.object({
        name: z.string().trim().max(200).nullable().optional(),
        rpe: z.number().min(0).max(10).nullable().optional(),
        excludedFromLoad: z.boolean().optional(),
        /** All of them, instead of those there are. */
        tags: z.array(tag).max(20).optional(),
        /** The canonical activity this one repeats, or null: it stands for itself. */
        duplicateOf: z.int().positive().nullable().optional(),
        /** Dates an activity whose watch did not know the time. */
        startedAt: instant.optional(),
      }),
    ),
  },
  responses: { 200: json(ActivityDetail) },
})

export const removeActivity = route({
  method: 'delete',
  path: '/activities/{id}',
  request: { params: idParam },
  responses: { 204: noContent },
})

export const TrackView = z
  .object({
    id: z.int(),
    sport: z.enum(sports),
    name: z.string().nullable(),
    localDate: localDate.nullable(),
    distanceM: maybe,
    /** The thinned track as an encoded polyline of five decimals. */
    line: z.string(),
  })
  .meta({ id: 'Track' })
export type TrackView = z.infer<typeof TrackView>

export const listTracks = route({
  method: 'get',
  path: '/tracks',
  summary: 'Where every activity went, newest first',
  responses: { 200: json(z.object({ tracks: z.array(TrackView) })) },
})

export const ActivitySamples = z
  .object({
    /** `raw`: every sample, all series of equal length. `lttb`: each series thinned by itself. */
    mode: z.enum(['raw', 'lttb']),
    sampleCount: z.int(),
    startedAt: instant,
    /** Seconds since the start; a null value breaks the line. */
    series: z.array(
      z.object({
        channel: z.enum(channelNames as [string, ...string[]]),
        /** `developer`: measured by a sensor app, where the device itself recorded no such channel. */
        source: z.enum(['device', 'developer']),
        timeS: z.array(z.number()),
        value: z.array(maybe),
      }),
    ),
    /** Beat-to-beat intervals, ms, where they fill the recording. */
    rr: z.object({ timeS: z.array(z.number()), value: z.array(maybe) }).nullable(),
    track: z
      .object({
        timeS: z.array(z.number()),
        latDeg: z.array(z.number()),
        lonDeg: z.array(z.number()),
        /** The first or last place is not where it began or ended: that lies in a privacy zone. */
        hiddenStart: z.boolean(),
        hiddenEnd: z.boolean(),
      })
      .nullable(),
  })
  .meta({ id: 'ActivitySamples' })
export type ActivitySamples = z.infer<typeof ActivitySamples>

export const getActivitySamples = route({
  method: 'get',
  path: '/activities/{id}/samples',
  request: {
    params: idParam,
    query: z.object({
      points: z.coerce.number().int().min(10).max(20_000).optional().meta({ description: 'Omit for raw' }),
      channels: z
        .string()
        .max(400)
        .optional()
        .meta({ description: 'Comma separated; all by default. `rrMs`: heartbeats' }),
    }),
  },
  responses: { 200: json(ActivitySamples) },
})

export const getActivityFile = route({
  method: 'get',
  path: '/activities/{id}/fit',
  summary: 'The original bytes as they came in',
  request: { params: idParam },
  responses: { 200: { description: 'File', content: { 'application/octet-stream': { schema: z.any() } } } },
})

export const RouteFellow = ActivitySummary.pick({
  id: true,
  name: true,
  sport: true,
  localDate: true,
  startedAt: true,
  distanceM: true,
  timerS: true,
  avgSpeedMps: true,
  avgHrBpm: true,
}).meta({ id: 'RouteFellow' })
export type RouteFellow = z.infer<typeof RouteFellow>

export const getRouteFellows = route({
  method: 'get',
  path: '/activities/{id}/route',
  summary: 'The activities that went the same way, this one included, newest first',
  request: { params: idParam },
  responses: { 200: json(z.object({ fellows: z.array(RouteFellow) })) },
})
