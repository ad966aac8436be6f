import { mean } from '../statistics.ts'
import { swimLengthFigures } from './swim-length.ts'

/** A pause at the wall this long ends an interval. */
const minRestS = 5
/** Nobody swims a length in less: the watch saw a turn where there was none. */
const minLengthS = 3

export interface SwimLength {
  startS: number
  durationS: number
  strokes: number | null
  /** `false`: the device says rest. */
  active: boolean
}

export interface SwimInterval {
  startS: number
  distanceM: number
  /** Of swimming: short stops at the wall are in neither time nor pace. */
  timeS: number
  paceSPer100M: number
  /** Mean of the lengths whose strokes were counted. */
  swolf: number | null
  /** Until the next interval; null after the last. */
  restAfterS: number | null
}

const endOf = ({ startS, durationS }: SwimLength): number => startS + durationS

/** A ghost's seconds and strokes belong to the length that follows. */
const join = (ghost: SwimLength, next: SwimLength): SwimLength => ({
  startS: ghost.startS,
  durationS: ghost.durationS + next.durationS,
  strokes: ghost.strokes === null && next.strokes === null ? null : (ghost.strokes ?? 0) + (next.strokes ?? 0),
  active: true,
})

/** Lengths in stretches between rests, ghosts joined; a ghost that nothing follows is dropped. */
function stretches(lengths: readonly SwimLength[]): SwimLength[][] {
  const found: SwimLength[][] = []
  let current: SwimLength[] = []
  let ghost: SwimLength | null = null
  let endS = -Infinity
  for (const length of lengths) {
    if (!length.active || length.startS - endS >= minRestS) {
      if (current.length > 0) found.push(current)
      current = []
      ghost = null
    }
    endS = endOf(length)
    if (!length.active) continue
    const whole: SwimLength = ghost === null ? length : join(ghost, length)
    ghost = whole.durationS < minLengthS ? whole : null
    if (ghost === null) current.push(whole)
  }
  if (current.length > 0) found.push(current)
  return found
}

/**
 * Intervals of a pool session from its lengths in order: divided by lengths the device calls rest, else by pauses of at
 * least 5 s. Lengths under 3 s are ghosts and join the next. Missing: no active length gives no interval.
 * Source: GoldenCheetah (3 s), the pause is our own choice. Evidence D.
 */
export function swimIntervals(lengths: readonly SwimLength[], poolLengthM: number): SwimInterval[] {
  const found = poolLengthM > 0 ? stretches(lengths) : []
  return found.map((stretch, i) => {
    const timeS = stretch.reduce((sum, { durationS }) => sum + durationS, 0)
    const distanceM = stretch.length * poolLengthM
    const swolfs = stretch.flatMap(
      ({ durationS, strokes }) => swimLengthFigures(poolLengthM, durationS, strokes)?.swolf ?? [],
    )
    const next = found[i + 1]?.[0]
    return {
      startS: stretch[0]!.startS,
      distanceM,
      timeS,
      paceSPer100M: (100 * timeS) / distanceM,
      swolf: swolfs.length === 0 ? null : mean(swolfs),
      restAfterS: next === undefined ? null : next.startS - endOf(stretch.at(-1)!),
    }
  })
}
