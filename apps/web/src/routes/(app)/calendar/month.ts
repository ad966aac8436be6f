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
