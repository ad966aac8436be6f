import { createReadStream } from 'node:fs'
import { mkdir, readdir, rename, stat } from 'node:fs/promises'
import { basename, dirname, join, relative, sep } from 'node:path'
import { findFolderBatch } from '@rc/db/queries/imports'
import { getAthleteContext } from '@rc/db/queries/raw'
import { AppError, localDateOf } from '@rc/domain'
import type { Deps } from '../deps.ts'
import { DISK_PAUSE_S, isDiskNearlyFull } from '../health/disk-room.ts'
import { finishJob, putBack, type ClaimedJob, type JobEnded } from '../work/job-run.ts'
import { addFile } from './add-file.ts'
import { openImport } from './manage-imports.ts'

type Needs = Pick<Deps, 'config' | 'database' | 'queue' | 'rawStore' | 'log' | 'now' | 'readDisk'>

/** A file that nobody has touched for so long is complete. */
export const QUIET_MS = 3_000
/** Where files go when they are kept, and where those that are not taken go. */
const shelves = { kept: 'done', refused: 'refused' } as const
const unfinished = /\.(part|partial|tmp|crdownload|download)$/i

/** The files that wait in the drop folder, also in folders of it; what is hidden or being downloaded is left alone. */
export async function listDropped(importDir: string): Promise<string[]> {
  const entries = await readdir(importDir, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isFile() && !unfinished.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const parts = relative(importDir, path).split(sep)
      return !parts.some((part) => part.startsWith('.')) && !Object.values<string>(shelves).includes(parts[0]!)
    })
    .sort()
}

/**
 * Takes in what lies in the drop folder. Each file is kept first and then moved to `done/` (or to `refused/`, when it is
 * larger than any file may be), so that nothing is taken twice and nothing is ever deleted. All files of one day are one
 * import. What is still being written waits for the next look.
 */
export async function scanFolder(
  deps: Needs,
  job: ClaimedJob<'import.folder.scan'>,
  signal: AbortSignal,
): Promise<JobEnded> {
  const { importDir } = deps.config
  for (const path of await listDropped(importDir)) {
    signal.throwIfAborted()
    if (await isDiskNearlyFull(deps))
      return deps.database.asUser(job.userId, (tenant) => putBack(tenant, job, DISK_PAUSE_S))
    if (!(await isQuiet(path))) continue
    const name = relative(importDir, path).replaceAll(sep, '/')
    const shelf = await takeFile(deps, job.userId, path, name)
    await moveTo(join(importDir, shelves[shelf], name), path)
  }
  return deps.database.asUser(job.userId, (tenant) => finishJob(tenant, job))
}

/** Writing changes ctime, whatever a copying program then claims about mtime. */
async function isQuiet(path: string): Promise<boolean> {
  const seen = await stat(path).catch(() => null)
  return seen !== null && Date.now() - Math.max(seen.ctimeMs, seen.mtimeMs) >= QUIET_MS
}

async function takeFile(deps: Needs, userId: number, path: string, name: string): Promise<keyof typeof shelves> {
  try {
    await addFile(deps, userId, await batchOfToday(deps, userId), { name, bytes: createReadStream(path) })
    return 'kept'
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'invalid_input')) throw error
    deps.log.warn({ err: error, name }, 'a file in the drop folder was refused')
    return 'refused'
  }
}

async function batchOfToday(deps: Needs, userId: number): Promise<number> {
  const { name, known } = await deps.database.asUser(userId, async (tenant) => {
    const { timeZone } = await getAthleteContext(tenant)
    const name = localDateOf(deps.now().getTime() / 1000, timeZone)
    return { name, known: await findFolderBatch(tenant, name) }
  })
  return known ?? (await openImport(deps, userId, { source: 'folder', name })).id
}

/** A name that is taken gets a number. */
async function moveTo(wanted: string, from: string): Promise<void> {
  await mkdir(dirname(wanted), { recursive: true })
  const dot = basename(wanted).lastIndexOf('.')
  const at = dot <= 0 ? wanted.length : wanted.length - (basename(wanted).length - dot)
  for (let n = 1; ; n++) {
    const target = n === 1 ? wanted : `${wanted.slice(0, at)} (${n})${wanted.slice(at)}`
    if (
      await stat(target).then(
        () => true,
        () => false,
      )
    )
      continue
    return rename(from, target)
  }
}
