import type { Stretch } from '../estimate/estimate-workout.ts'

/** A lap as the watch wrote it; null where it did not say. */
export interface DoneLap {
  s: number | null
  m: number | null
}

/** The course of an activity: seconds of its timer, metres, and per sample what was measured (NaN: nothing). */
export interface DoneCourse {
  timeS: ArrayLike<number>
  distanceM: ArrayLike<number> | null
  hrBpm: ArrayLike<number> | null
  speedMps: ArrayLike<number> | null
  powerW: ArrayLike<number> | null
}

/** Where a planned stretch lay in the activity: samples from `from` up to, not with, `to`. */
export interface Stretched {
  from: number
  to: number
}

export interface Alignment {
  /** `laps`: the watch led through the steps · `segments`: cut by their planned size, one after the other. */
  method: 'laps' | 'segments'
  parts: Stretched[]
}

/** So far the middle lap may be from its step before laps are taken for something else, such as every kilometre. */
const mostOff = 0.25

/**
 * Lays the planned stretches over what was done. Where the watch wrote as many laps as there are steps (one more may hang
 * on at the end) and they are about as long, each lap is its step; else the activity is cut where the planned sizes end.
 */
export function alignSteps(
  stretches: readonly Stretch[],
  laps: readonly DoneLap[],
  course: DoneCourse,
): Alignment | null {
  const n = course.timeS.length
  if (stretches.length === 0 || n < 2) return null
  const isLed = laps.length === stretches.length || laps.length === stretches.length + 1
  if (isLed && stretches.length > 1) {
    const off = stretches.map((stretch, i) => deviation(stretch, laps[i]!)).toSorted((a, b) => a - b)
    if (off[Math.floor(off.length / 2)]! <= mostOff)
      return { method: 'laps', parts: cut(course, laps, stretches.length) }
  }
  return { method: 'segments', parts: cut(course, stretches.map(sizeOf), stretches.length) }
}

function deviation({ step, s, m }: Stretch, lap: DoneLap): number {
  const byWay = step.end.type === 'distance' && lap.m !== null && m > 0
  const [planned, done] = byWay ? [m, lap.m!] : [s, lap.s ?? 0]
  // A step that ends on the lap button may be as long as it likes.
  return step.end.type === 'lap' ? 0 : Math.abs(done - planned) / Math.max(planned, 1)
}

const sizeOf = ({ step, s, m }: Stretch): DoneLap => (step.end.type === 'distance' ? { s: null, m } : { s, m: null })

/** Each part begins where the one before ended; by way where a size has one, else by time. */
function cut({ timeS, distanceM }: DoneCourse, sizes: readonly DoneLap[], count: number): Stretched[] {
  const n = timeS.length
  let from = 0
  return sizes.slice(0, count).map(({ s, m }) => {
    const isByWay = s === null && m !== null && distanceM !== null
    const along = isByWay ? distanceM : timeS
    const size = isByWay ? m : s
    const end = size === null ? Infinity : (along[from] ?? 0) + size
    let to = from
    // A sample that says nothing is passed over.
    while (to < n && !(along[to]! >= end)) to++
    const part = { from, to }
    from = Math.min(to, n - 1)
    return part
  })
}
