import { type Channel, type Sport, sportFamily } from '@rc/domain'
import type { Lane } from '#lib/charts/lane.ts'
import { type Series, spread } from '#lib/charts/series.ts'
import { statisticsOf } from '#lib/charts/statistics.ts'
import { paceTicks, valueTicks } from '#lib/charts/ticks.ts'
import { cadenceFactor, cadenceUnit } from '#lib/format/cadence.ts'
import { formatNumber, type Quantity, quantity } from '#lib/format/number.ts'
import { formatPace, paceUnitM, speed, speedStyle } from '#lib/format/pace.ts'
import { m } from '#lib/paraglide/messages.js'

export const laneChannels = [
  'speedMps',
  'powerW',
  'hrBpm',
  'cadenceRpm',
  'altitudeM',
  'temperatureC',
  'rrMs',
] as const satisfies (Channel | 'rrMs')[]
export type LaneChannel = (typeof laneChannels)[number]

export interface LaneFace {
  name: () => string
  color: string
  heightPx: number
  area?: boolean
  /** The axis never becomes narrower than this, so that a flat line looks flat. */
  leastSpan: number
  format: (value: number) => Quantity
  ticks: (low: number, high: number) => { at: number; label: string }[]
  /** Between the stored value and the shown one. */
  factor: number
}

const numeric = (low: number, high: number): { at: number; label: string }[] =>
  valueTicks(low, high, 3).map((at) => ({ at, label: formatNumber(at, Number.isInteger(at) ? 0 : 1) }))

/** How each channel of a sport is drawn and told. */
export function laneFace(channel: LaneChannel, sport: Sport): LaneFace {
  switch (channel) {
    case 'speedMps': {
      const style = speedStyle(sport)
      const kmh = style === 'kmh'
      return {
        name: kmh ? m.channel_speed : m.channel_pace,
        color: '--ch-speed',
        heightPx: 104,
        leastSpan: 0.5,
        format: (value) => speed(value, style),
        ticks: (low, high) =>
          kmh
            ? valueTicks(low * 3.6, high * 3.6, 2).map((at) => ({ at: at / 3.6, label: formatNumber(at) }))
            : paceTicks(low, high, paceUnitM[style], 2).map((at) => ({ at, label: formatPace(paceUnitM[style] / at) })),
        factor: 1,
      }
    }
    case 'powerW':
      return lane(m.channel_power, '--ch-power', 92, 60, 'W')
    case 'hrBpm':
      return lane(m.channel_hr, '--ch-hr', 92, 30, 'bpm')
    case 'cadenceRpm':
      return { ...lane(m.channel_cadence, '--ch-cadence', 62, 16, cadenceUnit(sport)), factor: cadenceFactor(sport) }
    case 'altitudeM':
      return { ...lane(m.channel_altitude, '--ch-alt', 60, 24, 'm'), area: true }
    case 'rrMs':
      return lane(m.channel_rr, '--ch-hr', 56, 120, 'ms')
    case 'temperatureC':
      return lane(m.channel_temperature, '--ch-temp', 44, 4, '°C', 1)
  }
}

const lane = (
  name: () => string,
  color: string,
  heightPx: number,
  leastSpan: number,
  unit: string,
  decimals = 0,
): LaneFace => ({
  name,
  color,
  heightPx,
  leastSpan,
  format: (value) => quantity(value, unit, decimals),
  ticks: numeric,
  factor: 1,
})

/** The axis around the values in sight: spikes and standing still run off it, a flat line keeps its calm. */
function rangeOf(series: Series, channel: LaneChannel, leastSpan: number, from: number, to: number): [number, number] {
  const [low, high] = spread(series, from, to, channel === 'speedMps' ? 0.04 : 0.005, 0.995) ?? [0, 1]
  const missing = Math.max(0, leastSpan - (high - low)) / 2
  const air = (high - low + 2 * missing) * 0.08
  const floor = channel === 'altitudeM' || channel === 'temperatureC' ? -Infinity : 0
  return [Math.max(floor, low - missing - air), high + missing + air]
}

/** One lane for the part of the series in `window`; `timed` is the same series against time, for honest means. */
export function laneOf(
  channel: LaneChannel,
  sport: Sport,
  drawn: Series,
  timed: Series,
  window: [number, number],
  windowS: [number, number],
): Lane {
  const face = laneFace(channel, sport)
  const range = rangeOf(drawn, channel, face.leastSpan, ...window)
  return {
    key: channel,
    label: face.name(),
    heightPx: face.heightPx,
    plain: true,
    range,
    ticks: face.ticks(...range),
    marks: [
      {
        name: face.name(),
        kind: 'line',
        series: drawn,
        color: face.color,
        area: face.area ?? false,
        format: face.format,
        rest: statisticsOf(timed, ...windowS)?.mean ?? null,
      },
    ],
  }
}

export const scaled = (series: Series, factor: number): Series =>
  factor === 1 ? series : { x: series.x, y: series.y.map((value) => value * factor) }

/** A swim is told by its lengths; its speed channel says nothing more. */
export const showsSpeed = (sport: Sport): boolean => sportFamily(sport) !== 'swim' || sport === 'open_water_swim'
