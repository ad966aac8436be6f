/** Where rows of known heights begin, in px from the first; one more than there are rows, the last is the end. */
export function offsetsOf(heights: readonly number[]): Float64Array {
  const offsets = new Float64Array(heights.length + 1)
  heights.forEach((height, i) => (offsets[i + 1] = (offsets[i] as number) + height))
  return offsets
}

/** The row that lies at `px`; the first or the last beyond the ends. */
export function rowAt(offsets: Float64Array, px: number): number {
  let [low, high] = [0, Math.max(0, offsets.length - 2)]
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if ((offsets[middle] as number) <= px) low = middle
    else high = middle - 1
  }
  return low
}

/** Which rows have to be there for what is in sight from `top` on, `beyondPx` more on either side: [from, to). */
export function rowsInSight(offsets: Float64Array, top: number, heightPx: number, beyondPx: number): [number, number] {
  if (offsets.length < 2) return [0, 0]
  return [rowAt(offsets, top - beyondPx), rowAt(offsets, top + heightPx + beyondPx) + 1]
}
