import { deleteCalendarFeed, findCalendarFeed, putCalendarFeed, readCalendarFeed } from '@rc/db/queries/calendar-feeds'
import { listPlans } from '@rc/db/queries/plans'
import { AppError } from '@rc/domain'
import { joinCalendars, toICalendar } from '@rc/planning'
import { createToken, hashToken } from '../auth/token.ts'
import type { Deps } from '../deps.ts'
import { calendarName } from './export-plan.ts'
import { readStanding } from './read-plan.ts'

/** A new address for the calendar; the one before it leads nowhere any more. The answer is the only time it is shown. */
export async function openCalendarFeed({ database }: Pick<Deps, 'database'>, userId: number) {
  const token = createToken()
  await database.asUser(userId, (tenant) => putCalendarFeed(tenant, hashToken(token)))
  return { path: `/api/v1/feeds/${token}.ics` }
}

export const closeCalendarFeed = ({ database }: Pick<Deps, 'database'>, userId: number): Promise<void> =>
  database.asUser(userId, deleteCalendarFeed)

export const getCalendarFeed = ({ database }: Pick<Deps, 'database'>, userId: number) =>
  database.asUser(userId, async (tenant) => ({
    openSince: (await readCalendarFeed(tenant))?.createdAt.toISOString() ?? null,
  }))

/** The approved plans as one calendar, for whoever knows the address. Throws `not_found`. */
export async function readFeed({ database, now }: Pick<Deps, 'database' | 'now'>, token: string): Promise<string> {
  const userId = await findCalendarFeed(database, hashToken(token))
  if (userId === null) throw new AppError('not_found', 'no such calendar')
  return database.asUser(userId, async (tenant) => {
    const calendars: string[] = []
    for (const { planId, state } of await listPlans(tenant)) {
      const approved = state === 'approved' ? (await readStanding(tenant, planId)).approved : null
      if (approved) calendars.push(toICalendar(approved, { stamp: now().toISOString(), instance: calendarName }))
    }
    return joinCalendars(calendars)
  })
}
