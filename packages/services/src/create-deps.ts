import { createLogger, type Config, type DatabaseRole } from '@rc/config'
import { openDatabase } from '@rc/db'
import { createJobQueue } from '@rc/jobs'
import type { Deps } from './deps.ts'
import { readDiskRoom } from './health/disk-room.ts'
import { createRawStore } from './raw-store.ts'

export interface ServiceOptions {
  service: string
  config: Config
  /** `rc_ingest` logs in as itself and works as rc_app: only the worker does. */
  role: Exclude<DatabaseRole, 'rc_owner'>
  maxConnections?: number
}

/** Opens what a process needs; nothing is connected before its first use but the queue. */
export function createDeps({
  service,
  config,
  role,
  maxConnections,
}: ServiceOptions): Deps & { close(): Promise<void> } {
  const log = createLogger(service, config.RC_LOG_LEVEL)
  const database = openDatabase({
    url: config.databaseUrl(role),
    workAsApp: role === 'rc_ingest',
    applicationName: `rc-${service}`,
    ...(maxConnections === undefined ? {} : { maxConnections }),
  })
  const queue = createJobQueue({ url: config.redisUrl(), log })
  const rawStore = createRawStore(config.rawDir)
  return {
    config,
    database,
    log,
    queue,
    rawStore,
    readDisk: () => readDiskRoom(config.dataDir),
    now: () => new Date(),
    close: async () => {
      await queue.close()
      await database.close()
    },
  }
}
