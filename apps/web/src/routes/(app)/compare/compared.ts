import type { ActivityDetail } from '@rc/contract'
import { distanceOf, modelOf, type SampleModel } from '#lib/activities/sample-model.ts'
import { interpolate, lowerBound, type Series } from '#lib/charts/series.ts'
import type { Loaded } from './+page.ts'

const MOST = 6

/** The activities of an address: each once, six at most. */
export const readIds = (text: string | null): number[] =>
  [...new Set((text ?? '').split(',').map(Number))].filter((id) => Number.isSafeInteger(id) && id > 0).slice(0, MOST)

/** Line colours, told apart by lightness as well as hue; each activity carries its number too. */
const colors = ['--run', '--bike', '--swim', '--strength', '--trail', '--hike'] as const

/** One of the compared activities; its channels and its way against moving time, pauses left out. */
export interface Compared {
  detail: ActivityDetail
  number: number
  color: string
  channels: SampleModel['channels']
  /** Metres against seconds of moving; null where none was recorded. */
  distance: Series | null
  endS: number
}

/** The same values against time without the pauses; what was recorded in one belongs to its beginning. */
export function withoutPauses({ x, y }: Series, pauses: readonly [number, number][]): Series {
  if (pauses.length === 0) return { x, y }
  const behind = (timeS: number): number =>
    pauses.reduce((sum, [from, to]) => sum + Math.max(0, Math.min(timeS, to) - from), 0)
  return { x: x.map((timeS) => timeS - behind(timeS)), y }
}

export function toCompared(loaded: readonly Loaded[]): Compared[] {
  return loaded.map(({ detail, samples }, i) => {
    const model = samples ? modelOf(samples) : null
    const moving = (series: Series): Series => withoutPauses(series, detail.pauses)
    const channels = Object.fromEntries(
      Object.entries(model?.channels ?? {}).map(([name, series]) => [name, moving(series)]),
    ) as SampleModel['channels']
    const distance = model && detail.sport !== 'pool_swim' ? distanceOf(model) : null
    return {
      detail,
      number: i + 1,
      color: colors[i] as string,
      channels,
      distance: distance && moving(distance),
      endS: detail.timerS ?? model?.endS ?? 0,
    }
  })
}

/** When so many metres were behind, seconds of moving; null beyond the end. */
export function timeAt({ distance }: Compared, metres: number): number | null {
  if (!distance || metres > (distance.y.at(-1) ?? 0) + 1e-6) return null
  // The first moment at which the way was as long: standing still does not count twice.
  return interpolate({ x: distance.y, y: distance.x }, metres)
}

/** Seconds by which `other` was later (+) or earlier (−) than `base` after so many metres, every `stepM`. */
export function gapSeries(base: Compared, other: Compared, stepM: number): Series {
  const end = Math.min(base.distance?.y.at(-1) ?? 0, other.distance?.y.at(-1) ?? 0)
  const n = Math.max(0, Math.floor(end / stepM)) + 1
  const x = Float64Array.from({ length: n }, (_, i) => i * stepM)
  return { x, y: x.map((metres) => (timeAt(other, metres) ?? Number.NaN) - (timeAt(base, metres) ?? Number.NaN)) }
}

export interface SplitRow {
  toM: number
  /** Seconds each took for this stretch; null where it did not get as far. */
  timesS: (number | null)[]
}

/** Full stretches of `everyM` and what the longest one has beyond them. */
export function splitRows(all: readonly Compared[], everyM: number): SplitRow[] {
  const longest = Math.max(0, ...all.map(({ distance }) => distance?.y.at(-1) ?? 0))
  return Array.from({ length: Math.floor(longest / everyM + 0.02) }, (_, i) => ({
    toM: (i + 1) * everyM,
    timesS: all.map((each) => {
      const [from, to] = [timeAt(each, i * everyM), timeAt(each, (i + 1) * everyM)]
      return from === null || to === null ? null : to - from
    }),
  })).filter(({ timesS }) => timesS.some((time) => time !== null))
}

/** Moving time at the end of every lap; empty where a lap does not say how long it was, or there is but one. */
export function lapEnds({ laps }: Pick<ActivityDetail, 'laps'>): number[] {
  const ends: number[] = []
  for (const { timerS, elapsedS } of laps) {
    const lapS = timerS ?? elapsedS
    if (lapS === null) return []
    ends.push((ends.at(-1) ?? 0) + lapS)
  }
  return ends.length > 1 ? ends : []
}

/** A series against laps: 2.5 is the middle of the third. What lies beyond the last lap is left out. */
export function alongTheLaps({ x, y }: Series, ends: readonly number[]): Series {
  const times = Float64Array.from([0, ...ends])
  const laps = Float64Array.from(times.keys())
  const until = lowerBound(x, (ends.at(-1) ?? 0) + 1e-6)
  const at = x.slice(0, until).map((timeS) => interpolate({ x: times, y: laps }, timeS))
  return { x: at, y: y.slice(0, until) }
}

export interface LapRow {
  lap: number
  /** Seconds each took for it; null where it had no such lap. */
  timesS: (number | null)[]
  distancesM: (number | null)[]
}

/** Lap by lap, as many as the longest has. */
export const lapRows = (all: readonly Compared[]): LapRow[] =>
  Array.from({ length: Math.max(0, ...all.map(({ detail }) => detail.laps.length)) }, (_, i) => ({
    lap: i + 1,
    timesS: all.map(({ detail }) => detail.laps[i]?.timerS ?? detail.laps[i]?.elapsedS ?? null),
    distancesM: all.map(({ detail }) => detail.laps[i]?.distanceM ?? null),
  }))

/** Against what the lines are drawn. */
export const axes = ['distance', 'time', 'lap'] as const
export type By = (typeof axes)[number]

/** What all of them can be laid over one another by. */
export const axesOf = (all: readonly Compared[]): By[] =>
  axes.filter(
    (by) =>
      by === 'time' ||
      all.every((each) => (by === 'distance' ? each.distance !== null : lapEnds(each.detail).length > 0)),
  )

/** A series against distance; what was recorded before the first metre stands at its beginning. */
export const alongTheWay = (series: Series, distance: Series): Series => {
  const x = series.x.map((timeS) => interpolate(distance, timeS))
  // Distance must ascend for the cursor to find its place.
  const from = lowerBound(x, 0)
  return { x: x.slice(from), y: series.y.slice(from) }
}
