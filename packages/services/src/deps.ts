import type { Config, Logger } from '@rc/config'
import type { Database } from '@rc/db'
import type { JobQueue } from '@rc/jobs'
import type { RawStore } from './raw-store.ts'

/** What a service may reach for. Each function asks for the part it needs: `Pick<Deps, 'database'>`. */
export interface Deps {
  config: Config
  database: Database
  log: Logger
  queue: JobQueue
  rawStore: RawStore
  now: () => Date
}
