import type { CalendarDay } from '@rc/contract'
import { addDays, type LocalDate, mondayOf } from '@rc/domain'
import type { z } from 'zod'

export type Day = z.infer<typeof CalendarDay>

/** A month as its page names it: 2026-11. */
export type Month = string

export const isMonth = (text: string | null): text is Month => /^(19|20)\d\d-(0[1-9]|1[0-2])$/.test(text ?? '')
export const monthOf = (date: LocalDate): Month => date.slice(0, 7)
export const firstDay = (month: Month): LocalDate => `${month}-01`
export const nextMonth = (month: Month): Month => monthOf(addDays(firstDay(month), 31))
export const previousMonth = (month: Month): Month => monthOf(addDays(firstDay(month), -1))

/** Whole weeks, Monday to Sunday, that hold the month. */
export const weeksAround = (month: Month): { from: LocalDate; to: LocalDate } => ({
  from: mondayOf(firstDay(month)),
  to: addDays(mondayOf(addDays(firstDay(nextMonth(month)), -1)), 6),
})

/** What the address asks for: a month, or the week of a day. */
export type View = { kind: 'month'; month: Month } | { kind: 'week'; monday: LocalDate }

/** Without the calendars of the whole world, which the domain's own check brings along. */
const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))

export const viewOf = (search: URLSearchParams, today: LocalDate): View => {
  const [week, month] = [search.get('week'), search.get('month')]
  if (week !== null) return { kind: 'week', monday: mondayOf(isDay(week) ? week : today) }
  return { kind: 'month', month: isMonth(month) ? month : monthOf(today) }
}

/** The days a view shows, whole weeks. */
export const daysIn = (view: View): { from: LocalDate; to: LocalDate } =>
  view.kind === 'week' ? { from: view.monday, to: addDays(view.monday, 6) } : weeksAround(view.month)

/** One step back or on, and the present one, which needs no name. */
export function neighbours(view: View): { before: string; after: string; present: string } {
  const at = (key: string, value: string): string => `/calendar?${key}=${value}`
  if (view.kind === 'month')
    return {
      before: at('month', previousMonth(view.month)),
      after: at('month', nextMonth(view.month)),
      present: '/calendar',
    }
  const [before, after] = [addDays(view.monday, -7), addDays(view.monday, 7)]
  return { before: at('week', before), after: at('week', after), present: at('week', '') }
}

/** The same days as a week and as a month: the week of today where the month has it. */
export function otherViews(view: View, today: LocalDate): { week: string; month: string } {
  const month = view.kind === 'month' ? view.month : monthOf(addDays(view.monday, 3))
  const day = view.kind === 'week' ? view.monday : monthOf(today) === month ? today : firstDay(month)
  return {
    week: `/calendar?week=${mondayOf(day)}`,
    month: month === monthOf(today) ? '/calendar' : `/calendar?month=${month}`,
  }
}

export interface Week {
  monday: LocalDate
  days: Day[]
  totals: Totals
}

export interface Totals {
  activities: number
  timerS: number
  distanceM: number
  /** Null where no load of the week is known. */
  load: number | null
}

export const totalsOf = (days: Day[]): Totals => {
  const done = days.flatMap(({ activities }) => activities)
  const loads = days.flatMap(({ load }) => (load === null ? [] : [load]))
  return {
    activities: done.length,
    timerS: done.reduce((sum, { timerS }) => sum + (timerS ?? 0), 0),
    distanceM: done.reduce((sum, { distanceM }) => sum + (distanceM ?? 0), 0),
    load: loads.length === 0 ? null : loads.reduce((sum, load) => sum + load, 0),
  }
}

export const weeksOf = (days: Day[]): Week[] =>
  Array.from({ length: Math.floor(days.length / 7) }, (_, i) => {
    const week = days.slice(7 * i, 7 * i + 7)
    return { monday: week[0]!.localDate, days: week, totals: totalsOf(week) }
  })
