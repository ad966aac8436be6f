import type { DashboardSummary } from '@rc/contract'
import { formatSpokenDuration } from '#lib/format/duration.ts'
import { m } from '#lib/paraglide/messages.js'

/** Differences below this are no news. */
const SAME_S = 10 * 60

/** What this week says against the same days of the last one. */
export function weekSentence({ thisWeek, lastWeek, lastWeekSoFar }: DashboardSummary): string {
  if (thisWeek.activities === 0) return lastWeek.activities === 0 ? m.week_quiet() : m.week_waiting()
  if (lastWeek.activities === 0) return m.week_alone({ time: formatSpokenDuration(thisWeek.timerS) })
  const difference = thisWeek.timerS - lastWeekSoFar.timerS
  const time = formatSpokenDuration(Math.round(Math.abs(difference) / 60) * 60)
  if (Math.abs(difference) < SAME_S) return m.week_same()
  return difference > 0 ? m.week_more({ time }) : m.week_less({ time })
}
