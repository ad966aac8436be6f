import { addDays, type LocalDate } from '@rc/domain'
import { planDays } from '../athlete/plan-days.ts'
import type { PlannedDay } from '../athlete/planned.ts'
import { renderActivityFit, renderMonitoringFit, renderNightFit } from '../athlete/render.ts'
import { packZip, type ZipEntry } from '../zip.ts'

export interface DemoOptions {
  seed: number
  timeZone: string
  today: LocalDate
  nowS: number
  days: number
}

/** The athlete's days up to now, oldest first. */
export const demoDays = ({ seed, timeZone, today, days }: DemoOptions): PlannedDay[] => [
  ...planDays({ seed, timeZone, firstDay: addDays(today, 1 - days), lastDay: today }),
]

/** One archive for each calendar month, newest first; what lies in the future of `nowS` is not there yet. */
export function* demoArchives(days: PlannedDay[], nowS: number): Generator<{ name: string; bytes: Uint8Array }> {
  const months = Map.groupBy(days, (day) => day.date.slice(0, 7))
  for (const month of [...months.keys()].reverse()) {
    const entries = months
      .get(month)!
      .toReversed()
      .flatMap((day) => filesOf(day, nowS))
    if (entries.length > 0) yield { name: `${month}.zip`, bytes: packZip(entries) }
  }
}

function filesOf(day: PlannedDay, nowS: number): ZipEntry[] {
  const done = day.activities.filter((activity) => activity.startTimeS + 2 * activity.expectedS < nowS)
  return [
    ...done.map((activity) => renderActivityFit(day.seed, activity)),
    ...(day.night && day.night.endS < nowS ? renderNightFit(day) : []),
    ...(day.endS < nowS ? renderMonitoringFit(day) : []),
  ]
}
