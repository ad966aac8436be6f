import { channelNames, type SampleColumns } from '@rc/domain'
import { plausibleRange } from '../plausible-range.ts'
import type { RecordColumns } from './record-columns.ts'

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
    if (records.suspects.has(i) && dropImplausible(values, plausibleRange(channel)) > 0) result.valuesDropped = true
    if (values.some((value) => value === value))
      (isDeveloper ? result.developer : result.samples.channels)[channel] = values
  }
  return result
}

/** A view where little is wasted, else a copy: the array is handed on with its whole buffer. */
const cut = (column: Float64Array, n: number): Float64Array =>
  n * 1.25 >= column.length ? column.subarray(0, n) : column.slice(0, n)

function dropImplausible(values: Float64Array, [min, max]: [number, number]): number {
  let dropped = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (value < min || value > max) {
      values[i] = Number.NaN
      dropped++
    }
  }
  return dropped
}
