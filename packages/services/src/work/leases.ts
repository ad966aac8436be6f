import { hostname } from 'node:os'
import { extendLeases, requeueJob, type ClaimedRow } from '@rc/db/queries/jobs'
import { AppError } from '@rc/domain'
import { leaseS } from '@rc/jobs'
import type { Deps } from '../deps.ts'

/** The jobs that this worker holds. It says every few seconds that it is alive; who is silent loses them. */
export interface Leases {
  owner: string
  seconds: number
  /** True once the worker has been asked to stop. */
  readonly stopping: boolean
  /** The signal fires when the job is lost or the worker stops. */
  hold(job: ClaimedRow): AbortSignal
  drop(jobId: number): void
  /** Asks all work of many steps to stop at the next one. */
  stop(): void
  /** Gives back what is still held, for others to take at once. */
  release(): Promise<void>
}

export function createLeases({ database, log }: Pick<Deps, 'database' | 'log'>): Leases {
  const owner = `${hostname()}/${process.pid}/${crypto.randomUUID()}`
  const held = new Map<number, { job: ClaimedRow; abort: AbortController }>()
  let stopping = false

  const renew = async () => {
    const ids = [...held.keys()]
    if (ids.length === 0) return
    const kept = await extendLeases(database, ids, owner, leaseS)
    for (const id of ids)
      if (!kept.has(id))
        held.get(id)?.abort.abort(new AppError('conflict', 'the job is no longer held', { retry: true }))
  }
  const timer = setInterval(
    () => void renew().catch((error: unknown) => log.warn({ err: error }, 'leases could not be renewed')),
    (leaseS * 1000) / 3,
  )

  return {
    owner,
    seconds: leaseS,
    get stopping() {
      return stopping
    },
    hold: (job) => {
      const abort = new AbortController()
      if (stopping) abort.abort(stopped())
      held.set(job.id, { job, abort })
      return abort.signal
    },
    drop: (jobId) => void held.delete(jobId),
    stop: () => {
      stopping = true
      for (const { abort } of held.values()) abort.abort(stopped())
    },
    release: async () => {
      clearInterval(timer)
      for (const { job } of held.values())
        await database
          .asUser(job.userId, (tenant) => requeueJob(tenant, job, { delayS: 0, spent: false }))
          .catch((error: unknown) => log.warn({ err: error, jobId: job.id }, 'a job could not be put back'))
    },
  }
}

const stopped = () => new AppError('unavailable', 'the worker stops', { retry: true })
