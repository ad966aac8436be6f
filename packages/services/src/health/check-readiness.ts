import { statfs } from 'node:fs/promises'
import { schemaVersion } from '@rc/db'
import { sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'

/** Below this an import could not be kept any more. */
const LEAST_FREE_BYTES = 500 * 2 ** 20

const TIME_LIMIT_MS = 3_000

/** `ok`, or in one word what is wrong. */
export interface Readiness {
  database: 'ok' | 'unreachable' | 'schema_differs'
  queue: 'ok' | 'unreachable' | 'evicts'
  disk: 'ok' | 'nearly_full' | 'unreachable'
}

type Needs = Pick<Deps, 'config' | 'database' | 'queue'>

/** Asks everything the appliance cannot work without. */
export async function checkReadiness(deps: Needs): Promise<Readiness> {
  const [database, queue, disk] = await Promise.all([
    inTime(checkDatabase(deps)),
    inTime(deps.queue.check()),
    inTime(checkDisk(deps)),
  ])
  return { database, queue, disk }
}

export const freeDiskBytes = async ({ config }: Pick<Deps, 'config'>): Promise<number> => {
  const { bavail, bsize } = await statfs(config.dataDir)
  return bavail * bsize
}

async function checkDatabase({ database }: Pick<Deps, 'database'>): Promise<'ok' | 'schema_differs'> {
  const [row] = await database.db.execute<{ version: string | null }>(
    sql`select max(name) as version from schema_migrations`,
  )
  return row?.version === schemaVersion() ? 'ok' : 'schema_differs'
}

const checkDisk = async (deps: Pick<Deps, 'config'>): Promise<'ok' | 'nearly_full'> =>
  (await freeDiskBytes(deps)) < LEAST_FREE_BYTES ? 'nearly_full' : 'ok'

/** Whatever fails or does not answer soon cannot be reached. */
const inTime = <T>(check: Promise<T>): Promise<T | 'unreachable'> =>
  Promise.race([
    check.catch(() => 'unreachable' as const),
    new Promise<'unreachable'>((resolve) => setTimeout(resolve, TIME_LIMIT_MS, 'unreachable').unref()),
  ])
