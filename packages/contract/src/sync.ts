import { datasets, dayStates, doors, errorCodes, vendors } from '@rc/domain'
import { z } from 'zod'
import { dayRange, idParam, instant, json, localDate, page, route, vendorParam } from './route.ts'

/** How far one dataset has come. Days from the beginning of the history until today. */
export const DatasetProgress = z
  .object({
    dataset: z.enum(datasets),
    /** The door that serves it; null when none that is open can. */
    door: z.enum(doors).nullable(),
    /** `snapshot`: not by day, only as it is now. */
    kind: z.enum(['days', 'snapshot']),
    days: z.object({ total: z.int(), have: z.int(), empty: z.int(), failed: z.int(), left: z.int() }),
    /** Activities, nights, readings … that came. */
    items: z.int(),
    /** Days that were asked about in the last five minutes, per minute. */
    ratePerMin: z.number(),
    /** Seconds until the rest is here at that pace; null while unknown or done. */
    etaS: z.number().nullable(),
    lastAskedAt: instant.nullable(),
    /** Answers that were kept but not understood. */
    quarantined: z.int(),
  })
  .meta({ id: 'DatasetProgress' })
export type DatasetProgress = z.infer<typeof DatasetProgress>

export const SyncStatus = z
  .object({
    vendor: z.enum(vendors),
    /** `idle`: all is here, the next look is at `nextSyncAt`. `waiting`: the vendor asked for patience until `waitingUntil`. `no_door`: nothing is open. */
    state: z.enum(['no_door', 'paused', 'queued', 'running', 'waiting', 'idle']),
    waitingUntil: instant.nullable(),
    reason: z.enum(errorCodes).nullable(),
    /** What exactly the vendor did, in the words of its client. */
    cause: z.string().nullable(),
    historyFrom: localDate.nullable(),
    syncedAt: instant.nullable(),
    nextSyncAt: instant.nullable(),
    datasets: z.array(DatasetProgress),
    /** The original files of the activities. */
    files: z.object({ wanted: z.int(), have: z.int(), none: z.int(), failed: z.int(), etaS: z.number().nullable() }),
    etaS: z.number().nullable(),
    failures: z.int(),
  })
  .meta({ id: 'SyncStatus' })
export type SyncStatus = z.infer<typeof SyncStatus>

export const getSync = route({
  method: 'get',
  path: '/sync/{vendor}',
  request: { params: vendorParam },
  responses: { 200: json(SyncStatus) },
})

const change = (verb: 'pause' | 'resume' | 'run', summary: string) =>
  route({
    method: 'post',
    path: `/sync/{vendor}/${verb}`,
    summary,
    request: { params: vendorParam },
    responses: { 200: json(SyncStatus) },
  })
export const pauseSync = change('pause', 'Ask nothing more until it is resumed')
export const resumeSync = change('resume', 'Go on where it stopped')
export const runSync = change('run', 'Look for what is new now')

/** Days of one state that follow each other. */
export const DaySpan = z.object({ from: localDate, to: localDate, state: z.enum([...dayStates, 'unasked']) })
export type DaySpan = z.infer<typeof DaySpan>

/** Days that can be asked about again with few calls. */
export const Refill = z
  .object({
    dataset: z.enum(datasets),
    from: localDate,
    to: localDate,
    days: z.int(),
    calls: z.int(),
    door: z.enum(doors),
  })
  .meta({ id: 'Refill' })
export type Refill = z.infer<typeof Refill>

export const getGaps = route({
  method: 'get',
  path: '/sync/{vendor}/gaps',
  summary: 'For each dataset which days are here, empty at the vendor, failed or not asked about yet',
  request: { params: vendorParam, query: dayRange },
  responses: {
    200: json(
      z.object({
        datasets: z.array(z.object({ dataset: z.enum(datasets), spans: z.array(DaySpan) })),
        /** The cheapest way to fill what failed or was not asked about, cheapest first. */
        refills: z.array(Refill),
      }),
    ),
  },
})

export const refillGap = route({
  method: 'post',
  path: '/sync/{vendor}/refill',
  summary: 'Ask about these days again, whatever is known of them',
  request: { params: vendorParam, body: json(z.object({ dataset: z.enum(datasets), from: localDate, to: localDate })) },
  responses: { 200: json(SyncStatus) },
})

export const SyncFailure = z
  .object({
    id: z.int(),
    dataset: z.enum(datasets),
    /** Days, or the vendor's number of an activity. */
    subject: z.string(),
    door: z.enum(doors),
    errorCode: z.enum(errorCodes),
    reason: z.string(),
    attempts: z.int(),
    /** It will be asked again with the next work. */
    rerun: z.boolean(),
    failedAt: instant,
  })
  .meta({ id: 'SyncFailure' })
export type SyncFailure = z.infer<typeof SyncFailure>

export const listSyncFailures = route({
  method: 'get',
  path: '/sync/{vendor}/failures',
  request: {
    params: vendorParam,
    query: z.object(page(50, 200)),
  },
  responses: { 200: json(z.object({ failures: z.array(SyncFailure), nextCursor: z.string().nullable() })) },
})

export const rerunSyncFailures = route({
  method: 'post',
  path: '/sync/{vendor}/failures/rerun',
  summary: 'Ask again: those with these ids, or all',
  request: {
    params: vendorParam,
    body: json(z.object({ ids: z.array(idParam.shape.id).max(500).optional() })),
  },
  responses: { 200: json(SyncStatus) },
})
