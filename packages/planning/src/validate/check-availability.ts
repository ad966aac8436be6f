import { weekdayOf } from '@rc/domain'
import { isTraining } from '../model/plan.ts'
import { isAbove } from '../rules/load-rule.ts'
import type { Availability } from './athlete-facts.ts'
import type { Finding } from './finding.ts'
import type { PlanView } from './plan-view.ts'
import { ruleLimits } from './rules.ts'

/** Minutes of a day; null: no limit. */
export const minutesOn = ({ minutes, dates }: Availability, date: string): number | null =>
  dates[date] ?? minutes[weekdayOf(date)] ?? null

/** A01 to A04: the athlete's own time and wishes. The race is where and when it is. */
export function checkAvailability({ athlete, byWeek }: PlanView): Finding[] {
  const { availability } = athlete
  const findings: Finding[] = []
  for (const sessions of byWeek) {
    const training = sessions.filter(({ workout, isGoalRace }) => isTraining(workout) && !isGoalRace)
    const days = Map.groupBy(training, ({ workout }) => workout.date)
    for (const [date, day] of days) {
      const at = { week: day[0]!.week, date }
      const largest = day.toSorted((a, b) => b.est.s - a.est.s)[0]!
      const free = minutesOn(availability, date)
      const minutes = day.reduce((sum, { est }) => sum + est.s / 60, 0)
      if (free === 0)
        for (const { workout } of day)
          findings.push({
            id: 'A02',
            severity: 'block',
            at: { ...at, key: workout.key },
            data: { minutes },
            repair: { do: 'drop', key: workout.key },
          })
      else if (free !== null && isAbove(minutes, ruleLimits('A01').share * free)) {
        const repair = { do: 'shrink', key: largest.workout.key, factor: free / minutes } as const
        findings.push({ id: 'A01', severity: 'block', at, data: { minutes, free }, repair })
      }
      const { maxSessionsPerDay } = availability
      if (maxSessionsPerDay !== null && day.length > maxSessionsPerDay) {
        const repair = { do: 'drop', key: day.at(-1)!.workout.key } as const
        findings.push({
          id: 'A04',
          severity: 'block',
          at,
          data: { sessions: day.length, most: maxSessionsPerDay },
          repair,
        })
      }
    }
    const { maxDaysPerWeek, excludedSports, longRunDay } = availability
    if (maxDaysPerWeek !== null && days.size > maxDaysPerWeek) {
      const least = training.toSorted((a, b) => a.est.load - b.est.load)[0]!
      const at = { week: least.week }
      findings.push({
        id: 'A04',
        severity: 'block',
        at,
        data: { days: days.size, most: maxDaysPerWeek },
        repair: { do: 'drop', key: least.workout.key },
      })
    }
    for (const { workout, week } of training) {
      const at = { week, key: workout.key, date: workout.date }
      if (excludedSports.includes(workout.sport))
        findings.push({
          id: 'A04',
          severity: 'block',
          at,
          data: { sport: workout.sport },
          repair: { do: 'drop', key: workout.key },
        })
      if (workout.type === 'long' && longRunDay !== null && weekdayOf(workout.date) !== longRunDay)
        findings.push({ id: 'A03', severity: 'warn', at, data: { day: longRunDay }, repair: null })
    }
  }
  return findings
}
