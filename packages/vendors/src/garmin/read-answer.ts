import { addDays, daysBetween, isLocalDate, type Dataset, type LocalDate } from '@rc/domain'
import type { DayRange } from '../define.ts'

/** One row of an answer, under the day it is about. */
export interface AnswerRow {
  date: LocalDate
  payload: unknown
}

type Field = Record<string, unknown>
const isObject = (value: unknown): value is Field =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Where the rows of a dataset lie in the answer to a question about several days, and what dates them. */
const lists: Partial<Record<Dataset, { rows: (body: Field) => unknown; date: (row: Field) => unknown }>> = {
  daily_summary: { rows: (body) => body['data'] ?? body['dailySummaries'], date: (row) => row['calendarDate'] },
  hrv: { rows: (body) => body['hrvSummaries'], date: (row) => row['calendarDate'] },
  stress: { rows: () => null, date: (row) => row['calendarDate'] },
  steps: { rows: () => null, date: (row) => row['calendarDate'] },
  body_battery: { rows: () => null, date: (row) => row['date'] },
  weight: { rows: (body) => body['dailyWeightSummaries'], date: (row) => row['summaryDate'] },
  vo2max: { rows: () => null, date: (row) => dateOf(row['generic']) ?? dateOf(row['cycling']) },
  race_predictions: { rows: () => null, date: (row) => row['calendarDate'] },
}
const dateOf = (part: unknown): unknown => (isObject(part) ? part['calendarDate'] : undefined)

/**
 * The rows of an answer, day by day; null when it holds no list where one belongs, which means that the vendor has changed
 * it, or rows of which none names a day. Days outside the question, and rows without a day, are left out; of two rows of one day the last one counts. An
 * answer about one day is that day's.
 */
export function splitAnswer(dataset: Dataset, body: unknown, range: DayRange): AnswerRow[] | null {
  if (isNothing(body)) return []
  const list = lists[dataset]
  const isPage = dataset === 'daily_summary' && isObject(body) && ('totalSteps' in body || 'privacyProtected' in body)
  if (!list || isPage) return [{ date: range.from, payload: body }]
  const rows = Array.isArray(body) ? body : isObject(body) ? list.rows(body) : null
  if (rows === null && isObject(body) && dataset !== 'daily_summary') return null
  if (!Array.isArray(rows)) return rows === null && isObject(body) && 'data' in body ? [] : null
  const byDay = new Map<LocalDate, unknown>()
  let dated = 0
  for (const row of rows) {
    const date = isObject(row) ? list.date(row) : null
    if (typeof date !== 'string' || !isLocalDate(date)) continue
    dated++
    if (date >= range.from && date <= range.to) byDay.set(date, row)
  }
  // Without a single day they are no empty days but rows whose day has got another name.
  if (dated === 0 && rows.length > 0) return null
  return [...byDay].map(([date, payload]) => ({ date, payload }))
}

/** "No data" where the whole answer is one: nothing, null, an empty list or object. */
export const isNothing = (body: unknown): boolean =>
  body === null ||
  body === undefined ||
  body === '' ||
  (Array.isArray(body) && body.length === 0) ||
  (isObject(body) && Object.keys(body).length === 0)

/** Every day of a range, oldest first. */
export const daysOf = ({ from, to }: DayRange): LocalDate[] =>
  Array.from({ length: daysBetween(from, to) + 1 }, (_, i) => addDays(from, i))
