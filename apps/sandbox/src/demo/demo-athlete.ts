import { addDays, type LocalDate } from '@rc/domain'
import { planDays } from '../athlete/plan-days.ts'
import type { PlannedDay } from '../athlete/planned.ts'
import { renderActivityFit, renderMonitoringFit, renderNightFit } from '../athlete/render.ts'
import type { ZipEntry } from '../zip.ts'

export const demoTimeZone = 'Asia/Seoul'

/** A demo athlete's days up to today, oldest first. */
export const demoDays = (today: LocalDate, days: number, seed = 1): PlannedDay[] => [
  ...planDays({ seed, timeZone: demoTimeZone, firstDay: addDays(today, 1 - days), lastDay: today }),
]

/** The files that the watch has written of a day by now. */
export function demoFiles(day: PlannedDay, nowS: number): ZipEntry[] {
  const done = day.activities.filter((activity) => activity.startTimeS + 2 * activity.expectedS < nowS)
  return [
    ...done.map((activity) => renderActivityFit(day.seed, activity)),
    ...(day.night && day.night.endS < nowS ? [...renderNightFit(day), ...renderMonitoringFit(day, nowS)] : []),
    ...(!day.night && day.endS < nowS ? renderMonitoringFit(day) : []),
  ]
}
