import type { Series } from './series.ts'

/** A moving mean around each value, `spanS` seconds wide; it never reaches across a gap. 0 s leaves all as it is. */
export function smooth({ x, y }: Series, spanS: number): Series {
  if (spanS <= 0) return { x, y }
  const calm = new Float64Array(y.length)
  let [from, to, sum, count] = [0, 0, 0, 0]
  let runFrom = 0
  for (let i = 0; i < y.length; i++) {
    if (Number.isNaN(y[i] as number)) {
      calm[i] = Number.NaN
      runFrom = from = to = i + 1
      sum = count = 0
      continue
    }
    const centre = x[i] as number
    while (to < y.length && !Number.isNaN(y[to] as number) && (x[to] as number) <= centre + spanS / 2) {
      sum += y[to++] as number
      count++
    }
    while (from > runFrom - 1 && (x[from] as number) < centre - spanS / 2) {
      sum -= y[from++] as number
      count--
    }
    calm[i] = count > 0 ? sum / count : (y[i] as number)
  }
  return { x, y: calm }
}
