import { channelNames, confidences, sports } from '@rc/domain'
import { z } from 'zod'
import { idParam, instant, json, localDate, route } from './route.ts'

const maybe = z.number().nullable()
export const ActivityTag = z.string().trim().min(1).max(40)

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

export const getActivity = route({
  method: 'get',
  path: '/activities/{id}',
  request: { params: idParam },
  responses: { 200: json(ActivityDetail) },
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
