import type { Account } from './account.ts'
import { batteryOf, measures, nightOf, stressCurve } from './data/day-values.ts'
import { estimatesVo2Max, readinessRows } from './data/performance.ts'
import { weighings } from './data/weight.ts'
import { legIds } from './history/history.ts'

/** How much there is of everything, by the emulator's own count, up to its clock's now. */
export interface DatasetCounts {
  activities: number
  activityLegs: number
  /** Activities with an original file. */
  files: number
  days: number
  nights: number
  hrvNights: number
  restingHeartRates: number
  heartRateDays: number
  stressDays: number
  bodyBatteryDays: number
  stepDays: number
  weighings: number
  respirationDays: number
  spo2Nights: number
  readinessDays: number
  readinessRows: number
  vo2MaxDays: number
}

export function countDatasets(account: Account): DatasetCounts {
  const { history } = account
  const activities = history.activities()
  const days = history.days()
  const worn = days.filter((day) => nightOf(history, day))
  const count = <T>(items: T[], matches: (item: T) => boolean) => items.filter(matches).length
  return {
    activities: activities.length,
    activityLegs: activities.reduce((sum, activity) => sum + legIds(activity).length, 0),
    files: count(activities, (activity) => activity.source !== 'manual'),
    days: days.length,
    nights: worn.length,
    hrvNights: count(worn, (day) => measures(day, 'hrv')),
    restingHeartRates: worn.length,
    heartRateDays: days.length,
    stressDays: count(days, (day) => stressCurve(history, day).some(([, level]) => level >= 0)),
    bodyBatteryDays: count(days, (day) => batteryOf(history, day) !== null),
    stepDays: days.length,
    weighings: days.reduce((sum, day) => sum + weighings(history, day).length, 0),
    respirationDays: count(days, (day) => measures(day, 'respiration')),
    spo2Nights: count(worn, (day) => measures(day, 'spo2')),
    readinessDays: count(days, (day) => readinessRows(account, day).length > 0),
    readinessRows: days.reduce((sum, day) => sum + readinessRows(account, day).length, 0),
    vo2MaxDays: count(days, (day) => estimatesVo2Max(account, day)),
  }
}
