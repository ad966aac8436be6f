const windowS = 30

/**
 * Coefficient of variation of the 30-s rolling mean of a 1 Hz output, standing seconds (0 or missing) left out; 0 is
 * perfectly even. Missing (null): less than one window of movement.
 */
export function rollingVariation(output: Float64Array): number | null {
  const moving = output.filter((value) => value > 0)
  if (moving.length < windowS) return null
  let window = 0
  let sum = 0
  let squares = 0
  let n = 0
  for (let i = 0; i < moving.length; i++) {
    window += moving[i]!
    if (i >= windowS) window -= moving[i - windowS]!
    if (i < windowS - 1) continue
    const mean = window / windowS
    sum += mean
    squares += mean * mean
    n++
  }
  const mean = sum / n
  return Math.sqrt(Math.max(0, squares / n - mean * mean)) / mean
}

/** Above this the session was intervals, and ratios over its whole are not comparable. Evidence D. */
export const maxSteadyVariation = 0.15
