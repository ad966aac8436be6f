import { addDays, type LocalDate } from '@rc/domain'
import { activityPage, isNothing, pathOf, splitAnswer, type Who } from '@rc/vendors'
import type { DoorSession } from '../connections/door-session.ts'
import { saysNothing } from './store-days.ts'

const YEAR_DAYS = 365
/** Who paused for longer has another history. */
const EMPTY_YEARS = 2
const MOST_YEARS = 30

/**
 * The first day of which the vendor knows anything, looked for year by year from today backwards with small questions.
 */
export async function discoverHistory(
  session: DoorSession,
  who: Who,
  today: LocalDate,
  timeZone: string,
): Promise<LocalDate> {
  let first = today
  let empty = 0
  for (let year = 0; year < MOST_YEARS && empty < EMPTY_YEARS; year++) {
    const to = addDays(today, -year * YEAR_DAYS)
    const range = { from: addDays(to, 1 - YEAR_DAYS), to }
    const days = [...(await daysOfSummary(session, who, range, timeZone)), ...(await dayOfActivity(session, range))]
    const [oldest] = days.sort()
    if (oldest === undefined) empty++
    else {
      empty = 0
      first = oldest < first ? oldest : first
    }
  }
  return first
}

async function daysOfSummary(
  session: DoorSession,
  who: Who,
  range: { from: LocalDate; to: LocalDate },
  timeZone: string,
): Promise<LocalDate[]> {
  if (session.door === 'connect') {
    const query = new URLSearchParams({ fromDate: range.from, untilDate: range.to, metricId: '60' }).toString()
    const body = await session.ask(`/userstats-service/wellness/daily/${encodeURIComponent(who.displayName)}?${query}`)
    return restingDays(body)
  }
  const path = pathOf('daily_summary', session.door, range, who)
  const rows = path === null ? [] : (splitAnswer('daily_summary', await session.ask(path), range) ?? [])
  return rows.flatMap(({ date, payload }) => (saysNothing('daily_summary', payload, date, timeZone) ? [] : [date]))
}

/** Days with a resting heart rate. */
function restingDays(body: unknown): LocalDate[] {
  const metrics = field(field(body, 'allMetrics'), 'metricsMap')
  const rows = field(metrics, 'WELLNESS_RESTING_HEART_RATE')
  return (Array.isArray(rows) ? rows : []).flatMap((row: unknown) => {
    const date = field(row, 'calendarDate')
    return typeof date === 'string' && typeof field(row, 'value') === 'number' ? [date] : []
  })
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined

/** With one activity in a year, all of the year belongs to the history. */
async function dayOfActivity(session: DoorSession, range: { from: LocalDate; to: LocalDate }): Promise<LocalDate[]> {
  return isNothing(await session.ask(activityPage(range, 0, 1))) ? [] : [range.from]
}
