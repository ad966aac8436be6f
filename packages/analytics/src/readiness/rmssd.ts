const minRrMs = 300
const maxRrMs = 2000
/** A larger step from beat to beat is an artefact or an ectopic beat. */
const maxStep = 0.2

const isBeat = (rrMs: number): boolean => rrMs >= minRrMs && rrMs <= maxRrMs

/**
 * rMSSD, ms: root of the mean squared difference of consecutive RR intervals (ms, NaN missing), over pairs of beats of
 * 300–2000 ms that differ by at most 20 %. Nothing is bridged across a bad beat.
 * Missing (null): no such pair. Source: Task Force of the ESC and NASPE 1996. Evidence A (as a measure).
 */
export function rmssdMs(rrMs: ArrayLike<number>): number | null {
  let squares = 0
  let pairs = 0
  for (let beat = 1; beat < rrMs.length; beat++) {
    const [before, now] = [rrMs[beat - 1]!, rrMs[beat]!]
    if (!isBeat(before) || !isBeat(now) || Math.abs(now - before) > maxStep * before) continue
    squares += (now - before) ** 2
    pairs++
  }
  return pairs === 0 ? null : Math.sqrt(squares / pairs)
}
