import { setTimeout } from 'node:timers/promises'
import { Queue } from 'bullmq'
import { queueNames, queueOf, type JobKind } from './kinds.ts'
import { connect, readEvictionPolicy, readUsedRatio, type QueueLog } from './redis.ts'

export interface JobAnnouncement {
  id: number
  kind: JobKind
  attempts: number
}

/** Transport of job ids; losing its content loses nothing, because the reconciler offers every due job again. */
export interface JobQueue {
  /** Announces jobs that already stand in `sync_jobs`. Never throws: a lost announcement is found by the reconciler. */
  announce(jobs: JobAnnouncement[]): Promise<void>
  /** Whether the transport keeps what it is given. Rejects while it is out of reach. */
  check(): Promise<'ok' | 'evicts'>
  /** Used part of the memory it may use; 0 without a limit. Rejects while it is out of reach. */
  usedRatio(): Promise<number>
  close(): Promise<void>
}

/** From here on a store takes no more work: what is left it needs to hand out what it has. */
const FULL_RATIO = 0.8
const LOOK_EVERY_MS = 500

/** How long a caller waits for the transport before it leaves the job to the reconciler. */
const PATIENCE_MS = 1_000

export function createJobQueue({ url, log }: { url: string; log: QueueLog }): JobQueue {
  const redis = connect(url, log)
  const queues = new Map(
    queueNames.map((name) => {
      const queue = new Queue<{ id: number }>(name, {
        connection: redis,
        prefix: 'rc',
        defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
        streams: { events: { maxLen: 100 } },
      })
      queue.on('error', (error) => log.warn({ err: error }, 'queue'))
      return [name, queue]
    }),
  )

  const add = (jobs: JobAnnouncement[]) =>
    Promise.all(
      [...queues].map(async ([name, queue]) => {
        const mine = jobs.filter((job) => queueOf(job.kind) === name)
        // The same announcement twice is one: a job that waits to be taken is not queued again.
        const entries = mine.map(({ id, kind, attempts }) => ({
          name: kind,
          data: { id },
          opts: { jobId: `${id}-${attempts}` },
        }))
        if (entries.length > 0) await queue.addBulk(entries)
      }),
    )

  let seen = { atMs: -Infinity, ratio: 0 }
  const usedRatio = async () => {
    if (performance.now() - seen.atMs > LOOK_EVERY_MS)
      seen = { ratio: await readUsedRatio(redis), atMs: performance.now() }
    return seen.ratio
  }
  /** A full store is told nothing more; the reconciler offers the same jobs when it has emptied. */
  const offer = async (jobs: JobAnnouncement[]) => {
    if ((await usedRatio()) < FULL_RATIO) await add(jobs)
    else log.warn({ jobs: jobs.length }, 'valkey is nearly full, jobs wait in the database')
  }

  return {
    usedRatio: async () => {
      if (redis.status !== 'ready') throw new Error(`valkey: ${redis.status}`)
      return usedRatio()
    },
    announce: async (jobs) => {
      if (jobs.length === 0 || ['reconnecting', 'close', 'end'].includes(redis.status)) return
      const added = offer(jobs).catch((error: unknown) => log.warn({ err: error }, 'jobs could not be announced'))
      await Promise.race([added, setTimeout(PATIENCE_MS, undefined, { ref: false })])
    },
    check: async () => {
      if (redis.status !== 'ready') throw new Error(`valkey: ${redis.status}`)
      return (await readEvictionPolicy(redis)) === 'noeviction' ? 'ok' : 'evicts'
    },
    close: async () => {
      await Promise.all([...queues.values()].map((queue) => queue.close().catch(() => {})))
      redis.disconnect()
    },
  }
}
