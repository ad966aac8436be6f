import { join } from 'node:path'
import { openDatabase, type Database } from '@rc/db'
import { findBirth, listLatestBackupRuns } from '@rc/db/queries/backups'
import type { Deps } from '../deps.ts'
import { openBackupDeps, type BackupDeps } from './backup-deps.ts'
import { findDueWork } from './find-due-work.ts'
import { pruneBackups } from './prune-backups.ts'
import { runBackup, runOffsiteCopy, runProof } from './run-backup.ts'

/**
 * Does what the night still owes, one thing after the other: a backup, its trial restore with the clean-up of past
 * generations, its copy elsewhere. A night whose backup is not proven removes nothing.
 */
export async function runDueBackupWork(
  { config, database, log, now }: Pick<Deps, 'config' | 'database' | 'log' | 'now'>,
  signal: AbortSignal,
): Promise<void> {
  const bornAt = await findBirth(database)
  const findDue = async () => {
    const hasOffsite = config.RC_RESTIC_REPOSITORY !== undefined
    const options = { now: now(), timeZone: config.RC_TIME_ZONE, bornAt, hasOffsite }
    return findDueWork(await listLatestBackupRuns(database, now()), options)
  }
  for (let due = await findDue(); due && !signal.aborted; due = await findDue()) {
    const deps = { ...openBackupDeps(config, signal), now }
    const recorder = openDatabase({ url: deps.databaseUrl, maxConnections: 1, applicationName: 'rc-backup' })
    try {
      log.info({ ...due, ...(await doWork(deps, recorder, due, config.RC_TIME_ZONE)) }, 'backup work done')
    } finally {
      await recorder.close()
    }
  }
}

async function doWork(
  deps: BackupDeps,
  recorder: Pick<Database, 'db'>,
  { work, name }: NonNullable<ReturnType<typeof findDueWork>>,
  timeZone: string,
): Promise<object> {
  switch (work) {
    case 'backup':
      return { name: (await runBackup(deps, recorder, 'nightly')).name }
    case 'proof': {
      const { seconds } = await runProof(deps, recorder, { name, dir: join(deps.backupDir, name) })
      return { seconds, ...(await pruneBackups(deps, timeZone)) }
    }
    case 'offsite':
      return runOffsiteCopy(deps, recorder, name).then(() => ({}))
  }
}
