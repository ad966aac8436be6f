import type { Channel, SampleColumns, SourceFlag } from '@rc/domain'
import { limits } from './limits.ts'
import { plausibleRange } from './plausible-range.ts'

export type SampleValues = Partial<Record<Channel, number>>

/** Samples that come one by one, gathered into columns. */
export interface SampleList {
  timeS: number[]
  channels: Map<Channel, number[]>
  /** What went wrong on the way: too many samples, or values that are no measurement. */
  flags: Set<SourceFlag>
}

export const createSampleList = (): SampleList => ({ timeS: [], channels: new Map(), flags: new Set() })

/** Adds one sample; a time that is not known is NaN. */
export function addSample(list: SampleList, timeS: number, values: SampleValues): void {
  const row = list.timeS.length
  if (row >= limits.records) {
    list.flags.add('limit_reached')
    return
  }
  list.timeS.push(timeS)
  for (const [channel, value] of Object.entries(values) as [Channel, number][]) {
    const [min, max] = plausibleRange(channel)
    if (!(value >= min && value <= max)) {
      list.flags.add('values_dropped')
      continue
    }
    let column = list.channels.get(channel)
    if (!column) list.channels.set(channel, (column = []))
    while (column.length < row) column.push(Number.NaN)
    column.push(value)
  }
}

export function toColumns(list: SampleList): SampleColumns {
  const n = list.timeS.length
  const channels: SampleColumns['channels'] = {}
  for (const [channel, values] of list.channels) {
    channels[channel] = Float64Array.from({ length: n }, (_, row) => values[row] ?? Number.NaN)
  }
  return { n, timeS: Float64Array.from(list.timeS), channels }
}
