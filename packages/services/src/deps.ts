import type { Config, Logger } from '@rc/config'
import type { Database } from '@rc/db'
import type { JobQueue } from '@rc/jobs'

/** What a service may reach for. Each function asks for the part it needs: `Pick<Deps, 'database'>`. */
export interface Deps {
  config: Config
  database: Database
  log: Logger
  queue: JobQueue
  rawStore: RawStore
  now: () => Date
}

/** Immutable bytes under their SHA-256 (hex). The only place that knows where they lie. */
export interface RawStore {
  /** Streams bytes in; returns what they are called. Storing the same bytes twice is one file. */
  put(bytes: AsyncIterable<Uint8Array>, limitBytes: number): Promise<{ sha256: string; bytes: number }>
  /** Path of the stored file for reading. Throws `not_found`. */
  path(sha256: string): Promise<string>
  remove(sha256: string): Promise<void>
}
