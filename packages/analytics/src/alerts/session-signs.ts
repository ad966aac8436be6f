import { daysBetween, type LocalDate, type SportFamily } from '@rc/domain'
import { tssFromSrpe } from '../metrics/srpe.ts'
import { median } from '../statistics.ts'

/** What the morning check needs of one finished session. */
export interface SessionSign {
  date: LocalDate
  family: SportFamily
  distanceM: number | null
  timerS: number | null
  /** Efficiency factor where the session was steady. */
  efficiency: number | null
  /** Load that was measured, not one made of the RPE itself. */
  load: number | null
  /** Foster CR-10. */
  rpe: number | null
}

/** What one session says, by the day it was on; `null`: nothing to compare, or not known. */
export interface SessionVerdict {
  date: LocalDate
  singleRunRatio: number | null
  efficiencyChangePct: number | null
  rpeAboveExpected: number | null
}

const longestRunDays = 30
const efficiencyDays = 28
/** Fewer sessions of a kind are no habit to compare with. */
const minComparable = 3

/** Index of the first session on or after so many days before `date`; sessions ascend. */
function firstWithin(sessions: readonly SessionSign[], end: number, date: LocalDate, days: number): number {
  let first = end
  while (first > 0 && daysBetween(sessions[first - 1]!.date, date) <= days) first--
  return first
}

/** The run over the longest one of the 30 days before its own. Missing: no run, no distance, no earlier run. */
function runRatio(session: SessionSign, before: readonly SessionSign[]): number | null {
  if (session.family !== 'run' || session.distanceM === null) return null
  const longestM = before.reduce(
    (longest, { family, distanceM, date }) =>
      family === 'run' && date < session.date ? Math.max(longest, distanceM ?? 0) : longest,
    0,
  )
  return longestM > 0 ? session.distanceM / longestM : null
}

/** Against the median of at least three steady sessions of the same sport in the 28 days before, %. */
function efficiencyChange(session: SessionSign, before: readonly SessionSign[]): number | null {
  if (session.efficiency === null) return null
  const usual = before.flatMap(({ family, efficiency }) =>
    family === session.family && efficiency !== null ? [efficiency] : [],
  )
  return usual.length < minComparable ? null : 100 * (session.efficiency / median(usual) - 1)
}

/** RPE above the one whose session-RPE load is the load that was measured. */
function rpeExcess({ rpe, load, timerS }: SessionSign, srpeScale: number | null): number | null {
  if (rpe === null || load === null || timerS === null || !(timerS > 0)) return null
  return rpe - load / tssFromSrpe(timerS / 60, srpeScale)!
}

/**
 * What each session says against those before it: length of a run over the longest of the 30 days before (Frandsen et
 * al. 2025), efficiency factor against the median of 28 days, RPE against the effort its load stands for (by the
 * athlete's own scale, else 100 TSS per 420 AU). Sessions ascend by date; give 30 days more than are asked about.
 * Evidence A for the run, C and D for the others. Source: science.md 12.
 */
export function judgeSessions(sessions: readonly SessionSign[], srpeScale: number | null = null): SessionVerdict[] {
  return sessions.map((session, i) => ({
    date: session.date,
    singleRunRatio: runRatio(session, sessions.slice(firstWithin(sessions, i, session.date, longestRunDays), i)),
    efficiencyChangePct: efficiencyChange(
      session,
      sessions.slice(firstWithin(sessions, i, session.date, efficiencyDays), i),
    ),
    rpeAboveExpected: rpeExcess(session, srpeScale),
  }))
}
