import { forgetOldTexts } from '@rc/services/ai/forget-old-texts'
import { closeDays } from '@rc/services/analysis/close-days'
import { runDueBackupWork } from '@rc/services/backup/run-due-backup-work'
import { remindOfEnds } from '@rc/services/connections/remind-of-ends'
import { beginDueDeliveries } from '@rc/services/delivery/begin-due-deliveries'
import type { Deps } from '@rc/services/deps'
import { beginMornings } from '@rc/services/morning/begin-mornings'
import { setAsideUnclaimed } from '@rc/services/ingest/set-aside-unclaimed'
import { beginDueSyncs } from '@rc/services/sync/begin-due-syncs'
import { announceDueJobs } from '@rc/services/work/announce-due-jobs'

export interface ScheduleEntry {
  name: string
  everyMs: number
  run: (deps: Deps, stopped: AbortSignal) => Promise<unknown>
}

/** When → what. Nothing here remembers anything: what is due stands in the database. */
export const schedule: ScheduleEntry[] = [
  { name: 'announce due jobs', everyMs: 2_000, run: announceDueJobs },
  { name: 'close the days that have ended', everyMs: 60_000, run: closeDays },
  { name: 'set aside bytes that nobody knows', everyMs: 6 * 3_600_000, run: setAsideUnclaimed },
  { name: 'begin the mornings', everyMs: 30_000, run: beginMornings },
  { name: 'look for what is new at Garmin', everyMs: 20_000, run: beginDueSyncs },
  { name: 'look whether watches are in step', everyMs: 20_000, run: beginDueDeliveries },
  { name: 'tell of keys that end', everyMs: 600_000, run: remindOfEnds },
  { name: 'forget old conversations', everyMs: 3_600_000, run: forgetOldTexts },
  { name: 'back up at night', everyMs: 60_000, run: runDueBackupWork },
]
