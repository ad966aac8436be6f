import { channelNames, type SampleColumns } from '@rc/domain'

/** True when time steps back anywhere. */
export function isDisordered(timeS: Float64Array): boolean {
  for (let i = 1; i < timeS.length; i++) if (timeS[i]! < timeS[i - 1]!) return true
  return false
}

/** Samples one after the other; a channel that a part lacks is not recorded there. */
export function joinSamples(parts: readonly SampleColumns[]): SampleColumns {
  const n = parts.reduce((sum, part) => sum + part.n, 0)
  const joined: SampleColumns = { n, timeS: new Float64Array(n), channels: {} }
  let row = 0
  for (const part of parts) {
    joined.timeS.set(part.timeS, row)
    for (const name of channelNames) {
      const column = part.channels[name]
      if (column) (joined.channels[name] ??= new Float64Array(n).fill(Number.NaN)).set(column, row)
    }
    row += part.n
  }
  return joined
}
