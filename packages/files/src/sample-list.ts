import type { Channel, SampleColumns } from '@rc/domain'
import { limits } from './limits.ts'

export type SampleValues = Partial<Record<Channel, number>>

/** Samples that come one by one, gathered into columns. */
export interface SampleList {
  timeS: number[]
  channels: Map<Channel, number[]>
  /** True when samples were left out because there were too many. */
  full: boolean
}

export const createSampleList = (): SampleList => ({ timeS: [], channels: new Map(), full: false })

/** Adds one sample; a time that is not known is NaN. */
export function addSample(list: SampleList, timeS: number, values: SampleValues): void {
  const row = list.timeS.length
  if (row >= limits.records) {
    list.full = true
    return
  }
  list.timeS.push(timeS)
  for (const [channel, value] of Object.entries(values) as [Channel, number][]) {
    if (!Number.isFinite(value)) continue
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
