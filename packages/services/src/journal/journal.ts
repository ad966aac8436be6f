import { updateActivityNotes, type ActivityNotes } from '@rc/db/queries/activities-write'
import {
  listJournal,
  putJournal,
  readActivityJournal,
  type JournalEntry,
  type JournalRow,
} from '@rc/db/queries/journal'
import type { Tenant } from '@rc/db'
import { AppError, type LocalDate } from '@rc/domain'
import { iso } from '../activities/present-activity.ts'
import type { Deps } from '../deps.ts'
import { refreshMorning } from '../morning/refresh-morning.ts'
import { notifyUser } from '../work/notify-user.ts'
import { putJob } from '../work/put-job.ts'

const presentDay = ({ localDate, updatedAt, ...row }: JournalRow) => ({
  localDate,
  feeling: row.feeling,
  fatigue: row.fatigue,
  soreness: row.soreness,
  mood: row.mood,
  stress: row.stress,
  pain: row.pain,
  isIll: row.isIll,
  weightKg: row.weightKg,
  notes: row.notes,
  updatedAt: iso(updatedAt),
})

/** The days of which the athlete said something. */
export async function getJournal(
  deps: Pick<Deps, 'database'>,
  userId: number,
  { from, to }: { from: LocalDate; to: LocalDate },
) {
  return { days: (await deps.database.asUser(userId, (tenant) => listJournal(tenant, from, to))).map(presentDay) }
}

/** Absent fields stay as they are, null takes a word back. The morning is judged by it. */
export async function putJournalDay(
  { database, queue }: Pick<Deps, 'database' | 'queue'>,
  userId: number,
  date: LocalDate,
  entry: JournalEntry,
) {
  const [day, job] = await database.asUser(userId, async (tenant) => {
    const row = await putJournal(tenant, date, entry)
    await notifyUser(tenant, { type: 'journal', date })
    return [presentDay(row), await refreshMorning(tenant)] as const
  })
  await queue.announce([job])
  return day
}

export function getActivityJournal(deps: Pick<Deps, 'database'>, userId: number, activityId: number) {
  return deps.database.asUser(userId, (tenant) => readNotes(tenant, activityId))
}

/** How an activity felt. The effort is an input of its numbers: they are made again; pain is one of the morning's. */
export async function putActivityJournal(
  { database, queue }: Pick<Deps, 'database' | 'queue'>,
  userId: number,
  activityId: number,
  entry: Omit<ActivityNotes, 'name'>,
) {
  const [journal, jobs] = await database.asUser(userId, async (tenant) => {
    await readNotes(tenant, activityId)
    await updateActivityNotes(tenant, activityId, entry)
    await notifyUser(tenant, { type: 'activity', activityId })
    const puts = [
      ...(entry.rpe === undefined ? [] : [await putJob(tenant, 'own.metrics.recompute', {}, 'metrics')]),
      ...(entry.pain === undefined ? [] : [await refreshMorning(tenant)]),
    ]
    return [await readNotes(tenant, activityId), puts] as const
  })
  await queue.announce(jobs)
  return journal
}

async function readNotes(tenant: Tenant, activityId: number) {
  const row = await readActivityJournal(tenant, activityId)
  if (!row) throw new AppError('not_found', 'no such activity')
  return row
}
