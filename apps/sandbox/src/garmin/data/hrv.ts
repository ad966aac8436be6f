import type { PlannedDay, PlannedNight } from '../../athlete/planned.ts'
import { nightHrv } from '../../athlete/night-wellness.ts'
import type { Account } from '../account.ts'
import { empty, json } from '../http/answer.ts'
import { measures, nightOf } from './day-values.ts'
import { dotted, localS } from './times.ts'
import { get, ofDay, ofRange, type DataRoute } from './visit.ts'

/** `NONE` until a base line of three weeks exists. */
export function hrvStatus(night: PlannedNight): string {
  const { baselineMs, weeklyRmssdMs } = night
  if (!baselineMs || weeklyRmssdMs === null) return 'NONE'
  if (weeklyRmssdMs < 0.92 * baselineMs.lower) return 'LOW'
  return weeklyRmssdMs >= baselineMs.lower && weeklyRmssdMs <= baselineMs.upper ? 'BALANCED' : 'UNBALANCED'
}

function summaryOf(account: Account, day: PlannedDay): Record<string, unknown> | null {
  const night = nightOf(account.history, day)
  if (!night || !measures(day, 'hrv')) return null
  const { hrvNight } = nightHrv(day, night)
  const base = night.baselineMs
  const status = hrvStatus(night)
  return {
    calendarDate: day.date,
    weeklyAvg: night.weeklyRmssdMs && Math.round(night.weeklyRmssdMs),
    lastNightAvg: Math.round(night.rmssdMs),
    lastNight5MinHigh: Math.round(hrvNight!.lastNight5MinHighMs!),
    baseline: base && {
      lowUpper: Math.round(0.92 * base.lower),
      balancedLow: Math.round(base.lower),
      balancedUpper: Math.round(base.upper),
      markerValue: 0.5,
    },
    status,
    feedbackPhrase: status === 'NONE' ? 'ONBOARDING_1' : `HRV_${status}_3`,
    createTimeStamp: dotted(night.endS + 900).replace('.0', '.898'),
  }
}

function dayPage(account: Account, day: PlannedDay): Record<string, unknown> | null {
  const hrvSummary = summaryOf(account, day)
  const night = nightOf(account.history, day)
  if (!hrvSummary || !night) return null
  const { hrvRmssdMs } = nightHrv(day, night)
  return {
    userProfilePk: account.profileId,
    hrvSummary,
    hrvReadings: account.history.isOffloaded(day.date)
      ? []
      : Array.from(hrvRmssdMs.timeS, (timeS, i) => ({
          hrvValue: Math.round(hrvRmssdMs.value[i]!),
          readingTimeGMT: dotted(timeS),
          readingTimeLocal: dotted(localS(timeS, day.timeZone)),
        })),
    startTimestampGMT: dotted(night.startS),
    endTimestampGMT: dotted(night.endS),
    startTimestampLocal: dotted(localS(night.startS, day.timeZone)),
    endTimestampLocal: dotted(localS(night.endS, day.timeZone)),
    sleepStartTimestampGMT: dotted(night.startS),
    sleepEndTimestampGMT: dotted(night.endS),
  }
}

export const hrvRoutes: DataRoute[] = [
  get('/hrv-service/hrv/daily/{from}/{to}', (visit, { from, to }) =>
    ofRange(visit, { from, to, limit: 35 }, (days) => {
      const hrvSummaries = days.flatMap((day) => summaryOf(visit.account, day) ?? [])
      return hrvSummaries.length === 0 ? empty(204) : json({ hrvSummaries, userProfilePk: visit.account.profileId })
    }),
  ),
  get('/hrv-service/hrv/{date}', (visit, { date }) =>
    ofDay(visit, date, (day) => dayPage(visit.account, day), 'no_content'),
  ),
]
