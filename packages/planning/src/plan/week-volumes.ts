import { returnCap } from '../rules/return-cap.ts'
import type { PlanView } from '../validate/plan-view.ts'
import type { SeasonWeek } from './season.ts'

/** Metres of running each week may ask for. */
export interface Volumes {
  metres: number[]
  /** Weeks on the way back from a break, none of them hard. */
  returnWeeks: number
}

/** How far a season may lift the volume it started from: the less there is, the more can come. */
function roomToGrow(baseM: number): number {
  if (baseM < 20_000) return 1.6
  if (baseM < 45_000) return 1.48
  if (baseM < 75_000) return 1.38
  return baseM < 100_000 ? 1.25 : 1.12
}

const growth = 0.06
const deloadShare = 0.72
/** Of the level: the week before the race week where there are two of taper, and what the race week may hold. */
const taperShares = [0.5, 0.74]
/** Above the two best of the last four weeks no week goes: under the 10 % that would be warned of. */
const mostIncrease = 1.09
const mostJump = 1.28

/**
 * Weekly distance: from the level of the last weeks up by 6 % in every loading week until the season's room, the days or
 * `mostM` end it; lighter weeks at 72 %; on the way back from a break at half and three quarters of what was before.
 */
export function planVolumes(
  view: PlanView,
  season: readonly SeasonWeek[],
  { firstM, mostM }: { firstM: number; mostM: number },
): Volumes {
  const before = view.weeksBeforeM.slice(-4)
  const pause = view.break !== null && view.break.daysOff >= 6 ? view.break : null
  // The rule knows no unit.
  const cap = pause && returnCap(pause.daysOff, pause.weekBeforeM)
  const returnWeeks = pause === null ? 0 : Math.min(8, Math.ceil(pause.daysOff / 7))
  const mean = before.length ? before.reduce((sum, m) => sum + m, 0) / before.length : 0
  const base = pause ? Math.max(pause.weekBeforeM, firstM) : Math.max(mean, firstM)
  const ceiling = Math.min(mostM, roomToGrow(base) * base)
  const metres: number[] = []
  const past = [...before]
  let level = Math.min(ceiling, pause ? Math.max(firstM, 0.5 * pause.weekBeforeM) : base * 1.02)
  for (const week of season) {
    const top = past
      .slice(-4)
      .toSorted((a, b) => b - a)
      .slice(0, 2)
    const best = top.length ? top.reduce((sum, m) => sum + m, 0) / top.length : 0
    const i = week.index - 1
    let planned = level
    if (cap && i < returnWeeks) {
      const share = i < Math.ceil(returnWeeks / 2) ? cap.firstHalfKm : cap.secondHalfKm
      planned = Math.max(0.98 * share, Math.min(firstM, 0.98 * (pause?.weekBeforeM ?? 0)))
      level = Math.max(level, planned)
    } else if (week.toRace !== null && week.toRace <= 1 && (week.phase === 'race' || week.phase === 'taper')) {
      planned = level * taperShares[week.toRace]!
    } else if (week.phase === 'taper') planned = level * 0.8
    else if (week.deload) planned = level * deloadShare
    if (best > 0) planned = Math.min(planned, mostIncrease * best)
    const earlier = past.at(-2) ?? 0
    if (earlier > 0) planned = Math.min(planned, Math.max(mostJump * earlier, best))
    metres.push(planned)
    past.push(planned)
    if (!week.deload && week.phase !== 'taper' && week.phase !== 'race')
      level = Math.min(ceiling, Math.max(planned, level) * (1 + growth))
    // What could not be reached is not built upon.
    if (!week.deload && planned < level / (1 + 2 * growth)) level = Math.min(level, planned * (1 + 2 * growth))
  }
  return { metres, returnWeeks }
}
