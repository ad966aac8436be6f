import type { SessionContext } from './session-context.ts'

export interface ActiveSwim {
  distanceM: number | null
  swimS: number
  measured: boolean
}

/**
 * Distance and time of swimming itself. Pools: the active lengths, rest at the wall left out; elsewhere the timer and the
 * recorded distance, since nothing tells rest apart (`measured: false`). Missing distance: none recorded, less than a
 * metre, or all drills.
 */
export function activeSwim({ lengths, totals, timerS, track }: SessionContext): ActiveSwim {
  const active = lengths.filter((length) => length.active)
  const activeS = active.reduce((sum, { timerS: lengthS, elapsedS }) => sum + (lengthS ?? elapsedS ?? 0), 0)
  const trackM = track === null ? null : track.distanceM.at(-1)! - track.distanceM[0]!
  const distanceM = totals.distanceM ?? (totals.poolLengthM === null ? trackM : active.length * totals.poolLengthM)
  return {
    distanceM: distanceM !== null && distanceM >= 1 ? distanceM : null,
    swimS: activeS > 0 ? activeS : timerS,
    measured: activeS > 0,
  }
}
