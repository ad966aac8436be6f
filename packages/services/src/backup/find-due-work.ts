import type { LatestBackupRun } from '@rc/db/queries/backups'
import { Temporal } from 'temporal-polyfill'

export type BackupWork = LatestBackupRun['kind']

/** The night's work begins at this time of the appliance's zone, or as soon afterwards as the machine is on. */
const AT = '02:30'
/** How long after a failure the same is tried again. */
const retryMs: Record<BackupWork, number> = { backup: 3_600_000, proof: 6 * 3_600_000, offsite: 3_600_000 }

export interface DueOptions {
  now: Date
  timeZone: string
  /** When the appliance was set up: its first night is the one after. */
  bornAt: Date
  hasOffsite: boolean
}

/** What the night still owes: a backup, the trial restore of that backup, its copy elsewhere. Null: all is done. */
export function findDueWork(runs: LatestBackupRun[], options: DueOptions): { work: BackupWork; name: string } | null {
  const night = lastNight(options)
  if (options.bornAt > night) return null
  const newest = (kind: BackupWork, state: 'done' | 'failed') =>
    runs.find((run) => run.kind === kind && run.state === state)
  const unlessJustFailed = (work: BackupWork, name: string) => {
    const failed = newest(work, 'failed')
    return failed && options.now.getTime() - failed.finishedAt.getTime() < retryMs[work] ? null : { work, name }
  }

  const backup = newest('backup', 'done')
  if (!backup || backup.startedAt < night) return unlessJustFailed('backup', '')
  // One made by hand is its maker's business.
  if (!backup.name?.endsWith('-nightly')) return null
  if (newest('proof', 'done')?.name !== backup.name) return unlessJustFailed('proof', backup.name)
  if (options.hasOffsite && newest('offsite', 'done')?.name !== backup.name)
    return unlessJustFailed('offsite', backup.name)
  return null
}

function lastNight({ now, timeZone }: DueOptions): Date {
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone)
  const on = (day: Temporal.PlainDate) => day.toZonedDateTime({ timeZone, plainTime: AT }).epochMilliseconds
  const today = here.toPlainDate()
  return new Date(on(today) <= now.getTime() ? on(today) : on(today.subtract({ days: 1 })))
}
