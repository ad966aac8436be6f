/** Beats that fill a clock to a twentieth were counted on it. */
const FILLS = 0.05

/**
 * When each heartbeat was, in seconds since the start: intervals carry no times, only an order. Those that add up to the
 * timer were silent in the pauses, those that add up to the whole went on in them. Null where they fill neither clock.
 */
export function placeBeats(
  rrMs: readonly number[],
  { timerS, elapsedS, pauses }: { timerS: number | null; elapsedS: number | null; pauses: readonly number[] },
): Float64Array | null {
  const lastedS = rrMs.reduce((sum, ms) => sum + ms, 0) / 1000
  const fills = (clockS: number | null): boolean => clockS !== null && Math.abs(lastedS - clockS) <= FILLS * clockS
  if (rrMs.length === 0 || !(fills(timerS) || fills(elapsedS))) return null
  const stops = fills(timerS) ? pauses : []
  const timeS = new Float64Array(rrMs.length)
  let [at, next] = [0, 0]
  rrMs.forEach((ms, i) => {
    at += ms / 1000
    for (; next + 1 < stops.length && at > stops[next]!; next += 2) at += stops[next + 1]! - stops[next]!
    timeS[i] = at
  })
  return timeS
}
