import type { ActivitySamples } from '@rc/contract'
import type { Channel } from '@rc/domain'
import { interpolate, interpolateAll, type Series, seriesOf } from '#lib/charts/series.ts'

export const DRAWN_CHANNELS = 'latDeg,lonDeg,distanceM,altitudeM,speedMps,hrBpm,cadenceRpm,powerW,temperatureC,rrMs'
/** More than a wide screen can show; zooming and measuring fetch every sample. */
export const DRAWN_POINTS = 2000

export type XAxis = 'time' | 'distance'

export interface SampleModel {
  /** Seconds from the first to the last sample. */
  endS: number
  /** Against seconds since the start. */
  channels: Partial<Record<Channel | 'rrMs', Series>>
  /** Channels that a sensor app measured, not the device itself. */
  fromApps: string[]
  track: {
    timeS: Float64Array
    latDeg: Float64Array
    lonDeg: Float64Array
    hiddenStart: boolean
    hiddenEnd: boolean
  } | null
}

/** Series with ascending times; what a device wrote out of order is left out. */
function ascending({ timeS, value }: { timeS: number[]; value: (number | null)[] }): Series {
  const kept: number[] = []
  let last = -Infinity
  timeS.forEach((time, i) => {
    if (time < last) return
    last = time
    kept.push(i)
  })
  if (kept.length === timeS.length) return seriesOf(timeS, value)
  return seriesOf(
    kept.map((i) => timeS[i] as number),
    kept.map((i) => value[i] ?? null),
  )
}

export function modelOf(samples: ActivitySamples): SampleModel {
  const channels = Object.fromEntries(
    samples.series
      .filter(({ value }) => value.some((each) => each !== null))
      .map((each) => [each.channel, ascending(each)]),
  ) as SampleModel['channels']
  const { track, rr } = samples
  if (rr && rr.value.length > 1) channels.rrMs = seriesOf(rr.timeS, rr.value)
  const ends = [...Object.values(channels).map(({ x }) => x.at(-1) ?? 0), track?.timeS.at(-1) ?? 0]
  return {
    endS: Math.max(0, ...ends),
    channels,
    fromApps: samples.series.filter(({ source }) => source === 'developer').map(({ channel }) => channel),
    track:
      track && track.timeS.length > 1
        ? {
            timeS: Float64Array.from(track.timeS),
            latDeg: Float64Array.from(track.latDeg),
            lonDeg: Float64Array.from(track.lonDeg),
            hiddenStart: track.hiddenStart,
            hiddenEnd: track.hiddenEnd,
          }
        : null,
  }
}

/** Distance against time without gaps, never falling. Null where the device recorded none. */
export function distanceOf({ channels }: SampleModel): Series | null {
  const recorded = channels.distanceM
  if (!recorded) return null
  const [x, y] = [new Float64Array(recorded.x.length), new Float64Array(recorded.x.length)]
  let [count, farthest] = [0, 0]
  recorded.y.forEach((metres, i) => {
    if (Number.isNaN(metres)) return
    farthest = Math.max(farthest, metres)
    x[count] = recorded.x[i] as number
    y[count++] = farthest
  })
  return farthest > 0 ? { x: x.subarray(0, count), y: y.subarray(0, count) } : null
}

/** The same values against distance. */
export const againstDistance = (series: Series, distance: Series): Series => ({
  x: interpolateAll(distance, series.x),
  y: series.y,
})

/** When so many metres were behind. */
export const timeAtDistance = (distance: Series, metres: number): number =>
  interpolate({ x: distance.y, y: distance.x }, metres)

export interface Split {
  fromS: number
  toS: number
  distanceM: number
}

/** Full kilometres (or `everyM`) and what remains, by the watch's distance. */
export function splitsOf(distance: Series, everyM: number): Split[] {
  const total = distance.y.at(-1) ?? 0
  const splits: Split[] = []
  for (let from = 0; from < total - 1; from += everyM) {
    const to = Math.min(from + everyM, total)
    splits.push({ fromS: timeAtDistance(distance, from), toS: timeAtDistance(distance, to), distanceM: to - from })
  }
  return splits
}
