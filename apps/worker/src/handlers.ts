import { jobKinds, type JobKind, type QueueName } from '@rc/jobs'
import type { Deps } from '@rc/services/deps'
import type { FileReader } from '@rc/services/ingest/file-reader'
import type { JobHandler } from '@rc/services/work/job-run'
import type { JobHandlers } from '@rc/services/work/run-job'

/** What a handler may reach for. */
export type WorkerDeps = Deps & { reader: FileReader }

/** The kinds of one queue. */
export type Handlers<Q extends QueueName> = {
  [K in JobKind as K extends `${Q}.${string}` ? K : never]: JobHandler<K, WorkerDeps>
}

/** Puts the handlers of all queues together. Throws when a declared kind has none, or two, or when one serves no kind. */
export function collectHandlers(...parts: Partial<JobHandlers<WorkerDeps>>[]): JobHandlers<WorkerDeps> {
  const served = parts.flatMap((part) => Object.keys(part))
  const declared = Object.keys(jobKinds)
  const wrong = [
    ...declared.filter((kind) => !served.includes(kind)).map((kind) => `nobody does ${kind}`),
    ...served.filter((kind) => !declared.includes(kind)).map((kind) => `${kind} is not declared`),
    ...served.filter((kind, i) => served.indexOf(kind) !== i).map((kind) => `two do ${kind}`),
  ]
  if (wrong.length > 0) throw new Error(wrong.join('; '))
  return Object.assign({}, ...parts) as JobHandlers<WorkerDeps>
}
