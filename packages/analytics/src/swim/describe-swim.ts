import type { Length } from '@rc/domain'
import { fadeConsistency, type FadeConsistency } from './fade-consistency.ts'
import { swimIntervals, type SwimInterval, type SwimLength } from './swim-intervals.ts'

export type SwimSetType = 'continuous' | 'intervals' | 'drill'

interface StrokedInterval extends SwimInterval {
  /** Of most of its lengths. */
  stroke: Length['stroke']
}

/** Repeats of one distance and stroke. */
interface SwimRepeats extends FadeConsistency {
  distanceM: number
  stroke: Length['stroke']
  /** s/100 m, in order. */
  paces: number[]
}

export interface SwimDescription {
  lengths: (SwimLength & { stroke: Length['stroke'] })[]
  intervals: StrokedInterval[]
  /** The repeats most was swum in; null below three alike. */
  repeats: SwimRepeats | null
  setType: SwimSetType
}

/** An interval that makes up this much of the way makes the session a continuous one. */
const continuousShare = 0.75

/** Lengths with a place in time: one without a start of its own begins where the last one ended. */
function placed(lengths: readonly Length[], startS: number): SwimDescription['lengths'] {
  let endS = startS
  return lengths.flatMap(({ startTimeS, timerS, elapsedS, strokes, active, stroke }) => {
    const durationS = timerS ?? elapsedS
    if (durationS === null) return []
    const beganS = startTimeS ?? endS
    endS = beganS + (elapsedS ?? durationS)
    return [{ startS: beganS, durationS, strokes, active, stroke }]
  })
}

function mostCommon<T>(values: readonly T[]): T | null {
  const groups = [...Map.groupBy(values, (value) => value).entries()]
  return groups.toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? null
}

function repeatsOf(intervals: readonly StrokedInterval[]): SwimRepeats | null {
  const alike = [...Map.groupBy(intervals, ({ distanceM, stroke }) => `${distanceM} ${stroke}`).values()]
  const swumM = (group: readonly StrokedInterval[]): number => group.reduce((sum, { distanceM }) => sum + distanceM, 0)
  for (const group of alike.toSorted((a, b) => swumM(b) - swumM(a))) {
    const paces = group.map(({ paceSPer100M }) => paceSPer100M)
    const judged = fadeConsistency(paces)
    const [first] = group
    if (judged && first) return { ...judged, distanceM: first.distanceM, stroke: first.stroke, paces }
  }
  return null
}

/**
 * What a pool session was: its lengths in time, intervals with their stroke, the repeats it can be judged by, and its
 * kind. `drill`: most lengths were drills · `continuous`: one interval of at least three quarters of the way. Evidence D.
 */
export function describeSwim(recorded: readonly Length[], poolLengthM: number, startS: number): SwimDescription {
  const lengths = placed(recorded, startS)
  const intervals = swimIntervals(lengths, poolLengthM).map((interval, i, all): StrokedInterval => {
    const untilS = all[i + 1]?.startS ?? Infinity
    const within = lengths.filter(
      (length) => length.active && length.startS >= interval.startS && length.startS < untilS,
    )
    return { ...interval, stroke: mostCommon(within.map(({ stroke }) => stroke)) }
  })
  const totalM = intervals.reduce((sum, { distanceM }) => sum + distanceM, 0)
  const longestM = Math.max(0, ...intervals.map(({ distanceM }) => distanceM))
  const active = lengths.filter(({ active: swum }) => swum)
  const isDrill = 2 * active.filter(({ stroke }) => stroke === 'drill').length > active.length
  const isContinuous = totalM > 0 && longestM >= continuousShare * totalM
  return {
    lengths,
    intervals,
    repeats: repeatsOf(intervals),
    setType: isDrill ? 'drill' : isContinuous ? 'continuous' : 'intervals',
  }
}
