import { returnCap } from '../rules/return-cap.ts'
import type { PlanView } from '../validate/plan-view.ts'
import type { SeasonWeek } from './season.ts'

/** What the next week's volume follows from. Metres throughout. */
export interface Volumes {
  /** Weeks before the plan and those already planned, as they came out. */
  past: readonly number[]
  /** What a loading week holds now. */
  level: number
  /** Where the season's growth, the days or the goal end. */
  ceiling: number
  /** The way back from a break: its length in weeks and the most of its two halves; null without one. */
  way: { weeks: number; firstHalfM: number; secondHalfM: number; beforeM: number } | null
  firstM: number
}

/** How far a season may lift the volume it started from: the less there is, the more can come. */
function roomToGrow(baseM: number): number {
  if (baseM < 20_000) return 1.6
  if (baseM < 45_000) return 1.48
  if (baseM < 75_000) return 1.38
  return baseM < 100_000 ? 1.25 : 1.12
}

const growth = 0.06
/** Of the weeks before it, a little under the 80 % that count as light. */
const deloadShare = 0.77
/** Of the level, in the race week and the one before it. */
const taperShares = [0.5, 0.74]
/** Above the two best of the last four weeks: under the 10 % that would be warned of. */
const mostIncrease = 1.09
/** Above the week two before, unless it is within what was usual: under the 30 % that would be blocked. */
const mostJump = 1.29
const withinUsual = 0.985

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length

/** `firstM`: where nothing was run before; `mostM`: what fits into the days. */
export function startVolumes(view: PlanView, { firstM, mostM }: { firstM: number; mostM: number }): Volumes {
  const past = view.weeksBeforeM.slice(-4)
  const pause = view.break !== null && view.break.daysOff >= 6 ? view.break : null
  // The rule knows no unit.
  const cap = pause && returnCap(pause.daysOff, pause.weekBeforeM)
  const base = Math.max(pause?.weekBeforeM ?? mean(past), firstM)
  const ceiling = Math.min(mostM, roomToGrow(base) * base)
  return {
    past,
    level: Math.min(ceiling, pause ? Math.max(firstM, 0.5 * pause.weekBeforeM) : base * 1.02),
    ceiling,
    way:
      pause && cap
        ? {
            weeks: Math.min(8, Math.ceil(pause.daysOff / 7)),
            firstHalfM: cap.firstHalfKm,
            secondHalfM: cap.secondHalfKm,
            beforeM: pause.weekBeforeM,
          }
        : null,
    firstM,
  }
}

/**
 * The distance a week may hold: the level in loading weeks, three quarters and a little of the weeks before in lighter ones, the taper's
 * shares before a race, half and three quarters of what was before on the way back from a break.
 */
export function askVolume({ past, level, way, firstM }: Volumes, week: SeasonWeek): number {
  const i = week.index - 1
  const top = past
    .slice(-4)
    .toSorted((a, b) => b - a)
    .slice(0, 2)
  const usual = mean(top)
  let asked = level
  if (way !== null && i < way.weeks) {
    const share = i < Math.ceil(way.weeks / 2) ? way.firstHalfM : way.secondHalfM
    asked = Math.max(0.98 * share, Math.min(firstM, 0.98 * way.beforeM))
  } else if (week.phase === 'race' || week.phase === 'taper') asked = level * (taperShares[week.toRace ?? 0] ?? 0.8)
  // A week that was broken off is no measure of a light one.
  else if (week.deload)
    asked = deloadShare * Math.min(level, mean(past.slice(-3).filter((m) => m > 0.5 * usual)) || level)
  if (usual > 0) asked = Math.min(asked, mostIncrease * usual)
  const earlier = past.at(-2) ?? 0
  if (earlier > 0) asked = Math.min(asked, Math.max(mostJump * earlier, withinUsual * usual))
  return asked
}

/**
 * After a week came out at `metres`: 6 % more for the next loading week, but never far beyond what was possible. A first
 * week that the plan only has the end of (`isWhole` false) tells nothing about what is possible.
 */
export function recordVolume(volumes: Volumes, week: SeasonWeek, metres: number, isWhole: boolean): Volumes {
  const past = [...volumes.past, metres]
  if (!isWhole || week.deload || week.phase === 'taper' || week.phase === 'race') return { ...volumes, past }
  const level = Math.min(
    volumes.ceiling,
    Math.max(volumes.firstM, (1 + growth) * Math.min(volumes.level, 1.06 * metres)),
    (1 + growth) * volumes.level,
  )
  const isBack = volumes.way !== null && week.index <= volumes.way.weeks
  return { ...volumes, past, level: isBack ? Math.max(volumes.level, metres) : level }
}
