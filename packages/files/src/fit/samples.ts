import { channelNames, type Channel, type SampleColumns } from '@rc/domain'
import type { RecordColumns } from './record-columns.ts'

/** Values outside are no measurement, whatever the wire type allowed (corrupt files, wide developer fields). */
const ranges: Partial<Record<Channel, [number, number]>> = {
  latDeg: [-90, 90],
  lonDeg: [-180, 180],
  hrBpm: [0, 254],
  powerW: [0, 65_534],
  leftRightBalanceRaw: [0, 255],
}
const widest: [number, number] = [-1e8, 1e8]

export interface RecordSamples {
  samples: SampleColumns
  /** What developer fields, declared as these quantities, recorded beside the native ones. */
  developer: SampleColumns['channels']
  valuesDropped: boolean
}

/** The columns of a segment as channels: cut to length, impossible values out, channels without a value left out. */
export function samplesOf(records: RecordColumns): RecordSamples {
  const result: RecordSamples = {
    samples: { n: records.n, timeS: cut(records.timeS, records.n), channels: {} },
    developer: {},
    valuesDropped: false,
  }
  for (const [i, column] of records.columns.entries()) {
    if (column.length === 0) continue
    const isDeveloper = i >= channelNames.length
    const channel = channelNames[isDeveloper ? i - channelNames.length : i]!
    const values = cut(column, records.n)
    const kept = keepPlausible(values, ranges[channel] ?? widest)
    if (kept.dropped > 0) result.valuesDropped = true
    if (kept.count > 0) (isDeveloper ? result.developer : result.samples.channels)[channel] = values
  }
  return result
}

/** A view where little is wasted, else a copy: the array is handed on with its whole buffer. */
const cut = (column: Float64Array, n: number): Float64Array =>
  n * 1.25 >= column.length ? column.subarray(0, n) : column.slice(0, n)

function keepPlausible(values: Float64Array, [min, max]: [number, number]): { count: number; dropped: number } {
  let count = 0
  let dropped = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (value >= min && value <= max) count++
    else if (value === value) {
      values[i] = Number.NaN
      dropped++
    }
  }
  return { count, dropped }
}
