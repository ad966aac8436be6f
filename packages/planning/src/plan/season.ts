import { addDays, daysBetween, mondayOf, type LocalDate } from '@rc/domain'
import type { Goal, Week } from '../model/plan.ts'
import type { PlanRequest } from './plan-request.ts'

/** One week of the season before any session is in it. */
export interface SeasonWeek {
  index: number
  start: LocalDate
  phase: Week['phase']
  deload: boolean
  /** Weeks until the race week, 0 in it; null without a race. */
  toRace: number | null
}

const usualWeeks: Record<Goal['kind'], number> = {
  '5k': 10,
  '10k': 10,
  half: 12,
  marathon: 16,
  ultra: 16,
  fitness: 12,
  return: 8,
  bike: 10,
  swim: 10,
  tri: 12,
  custom: 10,
}

/** Longer races want two weeks of taper. */
const taperWeeks = (kind: Goal['kind']): number => (kind === '5k' || kind === '10k' ? 1 : 2)

/** Three weeks of training and a lighter one; from 55 on two. */
export const weeksOfCycle = ({ ageYears }: PlanRequest['athlete']): number =>
  ageYears !== null && ageYears >= 55 ? 3 : 4

/**
 * The weeks from the first day to the race or the end: base, build, peak, taper, race, with a lighter week before it gets
 * too much: every fourth, every third from 55 on, counted back from the taper. At most 60.
 */
export function divideSeason(request: PlanRequest, isReturning: boolean): SeasonWeek[] {
  const { goal, start, athlete } = request
  const first = mondayOf(start)
  const count = goal.raceDate
    ? daysBetween(first, mondayOf(goal.raceDate)) / 7 + 1
    : (request.weeks ?? usualWeeks[goal.kind])
  const weeks = Math.min(60, Math.max(1, count))
  const taper = goal.raceDate ? Math.min(taperWeeks(goal.kind), Math.max(0, weeks - 2)) : 0
  const loading = weeks - taper - (goal.raceDate ? 1 : 0)
  // Nobody rests from a week that the plan has not seen.
  const begun = first < start ? 1 : 0
  const cycle = weeksOfCycle(athlete)
  return Array.from({ length: weeks }, (_, i) => {
    const fromTaper = loading - i
    const isLoading = i < loading
    // Without a taper behind it the last week is a lighter one.
    const deload = i > begun && isLoading && (goal.raceDate ? fromTaper % cycle === 0 : (i + 1) % cycle === 0)
    return {
      index: i + 1,
      start: addDays(first, 7 * i),
      phase: phaseOf(i, { loading, taper, weeks, isReturning, hasRace: goal.raceDate !== null }),
      deload,
      toRace: goal.raceDate ? weeks - 1 - i : null,
    }
  })
}

function phaseOf(
  i: number,
  {
    loading,
    taper,
    weeks,
    isReturning,
    hasRace,
  }: { loading: number; taper: number; weeks: number; isReturning: boolean; hasRace: boolean },
): Week['phase'] {
  if (hasRace && i === weeks - 1) return 'race'
  if (i >= loading) return taper > 0 ? 'taper' : 'race'
  if (isReturning && i < loading / 2) return 'recovery'
  const part = i / Math.max(1, loading)
  return part < 0.4 ? 'base' : part < 0.78 ? 'build' : 'peak'
}
