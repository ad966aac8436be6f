import type { Channel, SampleColumns } from '@rc/domain'

/** Samples under construction: columns that grow, every unset value NaN. */
export interface SampleLog {
  /** Adds the next sample and returns nothing but its place: `set` fills it. */
  open(timeS: number): void
  set(channel: Channel, value: number): void
  readonly length: number
  columns(): SampleColumns
}

export function createSampleLog(): SampleLog {
  let capacity = 4096
  let n = 0
  let timeS = new Float64Array(capacity)
  const channels = new Map<Channel, Float64Array>()

  const grown = (column: Float64Array, filler: number) => {
    const larger = new Float64Array(capacity).fill(filler)
    larger.set(column)
    return larger
  }
  const grow = () => {
    capacity *= 2
    timeS = grown(timeS, 0)
    for (const [name, column] of channels) channels.set(name, grown(column, NaN))
  }
  return {
    open: (time) => {
      if (n === capacity) grow()
      timeS[n++] = time
    },
    set: (channel, value) => {
      let column = channels.get(channel)
      if (!column) channels.set(channel, (column = new Float64Array(capacity).fill(NaN)))
      column[n - 1] = value
    },
    get length() {
      return n
    },
    columns: () => ({
      n,
      timeS: timeS.slice(0, n),
      channels: Object.fromEntries([...channels].map(([name, column]) => [name, column.slice(0, n)])),
    }),
  }
}
