import { closeDays } from '@rc/services/analysis/close-days'
import type { Deps } from '@rc/services/deps'
import { announceDueJobs } from '@rc/services/work/announce-due-jobs'

export interface ScheduleEntry {
  name: string
  everyMs: number
  run(deps: Deps): Promise<unknown>
}

/** When → what. Nothing here remembers anything: what is due stands in the database. */
export const schedule: ScheduleEntry[] = [
  { name: 'announce due jobs', everyMs: 2_000, run: announceDueJobs },
  { name: 'close the days that have ended', everyMs: 60_000, run: closeDays },
]
