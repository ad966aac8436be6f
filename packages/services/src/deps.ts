import type { Config, Logger } from '@rc/config'
import type { Database } from '@rc/db'
import type { JobQueue } from '@rc/jobs'
import type { DiskRoom } from './health/disk-room.ts'
import type { RawStore } from './raw-store.ts'

/** What a service may reach for. Each function asks for the part it needs: `Pick<Deps, 'database'>`. */
export interface Deps {
  config: Config
  database: Database
  log: Logger
  queue: JobQueue
  rawStore: RawStore
  /** Room on the disk of the data folder. */
  readDisk: () => Promise<DiskRoom>
  now: () => Date
}
