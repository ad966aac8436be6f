import { schemaVersion, type Database } from '@rc/db'
import { findBirth, listLatestBackupRuns } from '@rc/db/queries/backups'
import { readJobFigures, readServerVersion } from '@rc/db/queries/figures'
import type { Deps } from '../deps.ts'
import { checkReadiness } from './check-readiness.ts'
import { judgeDatabase, judgeDisk, judgeJobs, judgeNight, judgeQueue, worstOf } from './judge.ts'

type Needs = Pick<Deps, 'config' | 'database' | 'queue' | 'readDisk' | 'now'>

/** Whether all is well with the appliance, part by part. */
export async function getStatus(deps: Needs) {
  const { config, database, queue, readDisk, now } = deps
  const [readiness, usedRatio, jobs, room, night, postgres] = await Promise.all([
    checkReadiness(deps),
    queue.usedRatio().catch(() => null),
    readJobFigures(database),
    readDisk().catch(() => null),
    readNights(database, now()),
    readServerVersion(database),
  ])
  const moment = { now: now(), bornAt: night.bornAt }
  const versions = { schema: schemaVersion().replace(/\.sql$/, ''), postgres, node: process.versions.node }
  const checks = [
    judgeDatabase(readiness.database),
    judgeQueue(readiness.queue, usedRatio),
    judgeJobs(jobs),
    judgeDisk(room),
    judgeNight('backup', night.runs, moment),
    judgeNight('proof', night.runs, moment),
    config.RC_RESTIC_REPOSITORY
      ? judgeNight('offsite', night.runs, moment)
      : ({ part: 'offsite', level: 'good', code: 'offsite_off', facts: {} } as const),
    { part: 'versions', level: 'good', code: 'versions_ok', facts: versions } as const,
  ]
  return { level: worstOf(checks), checkedAt: moment.now.toISOString(), checks }
}

const readNights = async (database: Database, now: Date) => ({
  runs: await listLatestBackupRuns(database, now),
  bornAt: await findBirth(database),
})
