/**
 * How many seconds of a 1 Hz stream have each value: all that a sum over time needs, whatever limits and thresholds it
 * is taken with. Values ascend, `seconds` is as long.
 */
export interface Spread {
  values: number[]
  seconds: number[]
  /** Seconds without a value. */
  missingS: number
}

export function spreadOf(stream: Float64Array): Spread {
  const counts = new Map<number, number>()
  let missingS = 0
  for (const value of stream) {
    if (Number.isNaN(value)) missingS++
    else counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  const values = [...counts.keys()].sort((a, b) => a - b)
  return { values, seconds: values.map((value) => counts.get(value)!), missingS }
}

/** Several streams one after the other. */
export function joinSpreads(spreads: readonly Spread[]): Spread {
  const counts = new Map<number, number>()
  for (const { values, seconds } of spreads) {
    for (const [i, value] of values.entries()) counts.set(value, (counts.get(value) ?? 0) + seconds[i]!)
  }
  const values = [...counts.keys()].sort((a, b) => a - b)
  return {
    values,
    seconds: values.map((value) => counts.get(value)!),
    missingS: spreads.reduce((sum, { missingS }) => sum + missingS, 0),
  }
}

/** Seconds in all. */
export const secondsOf = ({ seconds, missingS }: Spread): number => seconds.reduce((sum, s) => sum + s, missingS)

/** Sum over the seconds of what each value counts for. */
export function sumOver({ values, seconds }: Spread, of: (value: number) => number): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += seconds[i]! * of(values[i]!)
  return sum
}
