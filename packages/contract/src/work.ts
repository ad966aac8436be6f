import { z } from 'zod'
import { idParam, instant, jobStarted, json, localDate, page, route } from './route.ts'

export const jobStates = ['queued', 'running', 'done', 'failed', 'cancelled'] as const

export const SyncJob = z
  .object({
    id: z.int(),
    kind: z.string(),
    /** What it works on, in words of the data: a file name, a date. */
    subject: z.string().nullable(),
    state: z.enum(jobStates),
    attempts: z.int(),
    maxAttempts: z.int(),
    runAfter: instant,
    errorCode: z.string().nullable(),
    startedAt: instant.nullable(),
    finishedAt: instant.nullable(),
    createdAt: instant,
  })
  .meta({ id: 'SyncJob' })
export type SyncJob = z.infer<typeof SyncJob>

export const listJobs = route({
  method: 'get',
  path: '/sync-jobs',
  request: {
    query: z.object({
      ...page(50, 200),
      state: z.enum(jobStates).optional(),
    }),
  },
  responses: {
    200: json(
      z.object({
        jobs: z.array(SyncJob),
        counts: z.object({ queued: z.int(), running: z.int(), failed: z.int() }),
        nextCursor: z.string().nullable(),
      }),
    ),
  },
})

export const rerunJob = route({
  method: 'post',
  path: '/sync-jobs/{id}/rerun',
  request: { params: idParam },
  responses: { 200: json(SyncJob) },
})

export const IngestStatus = z
  .object({
    rawFiles: z.int(),
    unreadableFiles: z.int(),
    activities: z.int(),
    samples: z.number(),
    jobs: z.object({ queued: z.int(), running: z.int(), failed: z.int() }),
    /** First day whose daily numbers are about to be recomputed; null when all is up to date. */
    recomputingFrom: z.string().nullable(),
    /** The day of the newest activity. */
    newestDay: localDate.nullable(),
    lastImportAt: instant.nullable(),
    importFolder: z.string().nullable(),
  })
  .meta({ id: 'IngestStatus' })
export type IngestStatus = z.infer<typeof IngestStatus>

export const getIngestStatus = route({
  method: 'get',
  path: '/ingest/status',
  responses: { 200: json(IngestStatus) },
})

export const runIngest = route({
  method: 'post',
  path: '/ingest/run',
  summary: 'Look into the drop folder now, or rebuild everything from the raw files',
  request: { body: json(z.object({ task: z.enum(['scan_folder', 'reparse']) })) },
  responses: { 202: jobStarted },
})

/**
 * One stream per browser. Events: `import` {batchId}, `activity` {activityId}, `metrics` {from}, `job` {jobId},
 * `connection` {vendor}, `sync` {vendor}, `journal` {date}, `morning` {date}, `plan` {planId};
 * each says only that something changed, the page asks for what it shows. `resync` {} comes first, and again whenever
 * events may have been missed.
 */
export const getEvents = route({
  method: 'get',
  path: '/events',
  scope: 'session',
  responses: { 200: { description: 'Server-sent events', content: { 'text/event-stream': { schema: z.string() } } } },
})
