import { availableParallelism } from 'node:os'
import { setTimeout } from 'node:timers/promises'
import { createJobConsumer, queueNames, type JobConsumer, type QueueName } from '@rc/jobs'
import type { Deps } from '@rc/services/deps'
import { createFileReader } from '@rc/services/ingest/file-reader'
import { watchFolder } from '@rc/services/ingest/watch-folder'
import { announceDueJobs } from '@rc/services/work/announce-due-jobs'
import { createLeases } from '@rc/services/work/leases'
import { runJob } from '@rc/services/work/run-job'
import { collectHandlers } from './handlers.ts'
import { aiHandlers } from './handlers/ai.ts'
import { garminHandlers } from './handlers/garmin.ts'
import { importHandlers } from './handlers/import.ts'
import { ownHandlers } from './handlers/own.ts'

/** Longer than any single step; Compose waits longer still. */
const STOP_GRACE_MS = 25_000

export interface RunningWorker {
  /** Takes no more jobs; what was taken ends, or is given back after a while. */
  stop(): Promise<void>
}

/** Starts to do jobs. Throws when a kind of job has no handler, or Valkey would throw jobs away. */
export async function startWorker(deps: Deps): Promise<RunningWorker> {
  const { config, log } = deps
  const handlers = collectHandlers(importHandlers, garminHandlers, aiHandlers, ownHandlers)
  // One core stays for the database, which has as much to do with a file.
  const threads = Math.min(config.RC_DECODE_THREADS, Math.max(1, availableParallelism() - 1))
  const reader = createFileReader({ threads })
  const workerDeps = { ...deps, reader }
  const leases = createLeases(deps)
  const atOnce: Record<QueueName, number> = { import: config.RC_WORKER_CONCURRENCY, garmin: 2, ai: 2, own: 1 }

  const consumers: JobConsumer[] = await Promise.all(
    queueNames.map((queue) =>
      createJobConsumer({
        url: config.redisUrl(),
        queue,
        concurrency: atOnce[queue],
        log,
        run: (jobId) => runJob(workerDeps, handlers, leases, jobId),
      }),
    ),
  )
  const unwatch = config.RC_IMPORT_FOLDER ? await watchFolder(deps) : () => {}
  await deps.rawStore.sweep()
  await announceDueJobs(deps).catch((error: unknown) => log.warn({ err: error }, 'due jobs wait for the scheduler'))
  log.info({ owner: leases.owner }, 'worker is ready')

  return {
    stop: async () => {
      unwatch()
      leases.stop()
      const ended = Promise.all(consumers.map((consumer) => consumer.close()))
      await Promise.race([ended, setTimeout(STOP_GRACE_MS, undefined, { ref: false })])
      await leases.release()
      await reader.close()
    },
  }
}
