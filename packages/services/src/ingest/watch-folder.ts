import { watch } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { listUserIds } from '@rc/db/queries/users'
import type { Deps } from '../deps.ts'
import { enqueueJob } from '../work/manage-jobs.ts'
import { listDropped, QUIET_MS } from './scan-folder.ts'

/** Network folders send no events, so that somebody looks now and then anyway. */
const LOOK_EVERY_MS = 60_000

/**
 * Has the drop folder scanned once a while has passed without a change in it. Its files are the first athlete's.
 * Returns what ends the watch.
 */
export async function watchFolder(deps: Pick<Deps, 'config' | 'database' | 'queue' | 'log'>): Promise<() => void> {
  const { importDir } = deps.config
  await mkdir(importDir, { recursive: true })
  const look = async () => {
    if ((await listDropped(importDir)).length === 0) return
    const [userId] = await listUserIds(deps.database)
    if (userId !== undefined) await enqueueJob(deps, userId, 'import.folder.scan', {}, 'folder')
  }
  const lookAndWarn = () => void look().catch((error: unknown) => deps.log.warn({ err: error }, 'drop folder'))

  let timer: NodeJS.Timeout | undefined
  const settle = () => {
    clearTimeout(timer)
    timer = setTimeout(lookAndWarn, QUIET_MS + 500)
  }
  const watcher = watch(importDir, { recursive: true }, settle)
  watcher.on('error', (error) => deps.log.warn({ err: error }, 'the drop folder is only looked into now and then'))
  const interval = setInterval(lookAndWarn, LOOK_EVERY_MS)
  settle()
  return () => {
    clearTimeout(timer)
    clearInterval(interval)
    watcher.close()
  }
}
