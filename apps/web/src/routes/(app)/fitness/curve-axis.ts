import type { Axis } from '#lib/charts/lane.ts'

/**
 * The axis below a curve of bests, in steps of doubling: `x` are the logarithms of what was tried, each called by its
 * place in the list. As many are named as stand `apartPx` from one another.
 */
export function curveAxis(x: number[], nameOf: (index: number) => string, apartPx: number): Axis {
  const nearest = (at: number): number =>
    x.reduce((best, each, i) => (Math.abs(each - at) < Math.abs((x[best] ?? 0) - at) ? i : best), 0)
  const nameAt = (at: number): string => nameOf(nearest(at))
  return {
    domain: [(x[0] ?? 0) - 0.1, (x.at(-1) ?? 1) + 0.1],
    ticks: (from, until, widthPx) => {
      const room = ((until - from) * apartPx) / Math.max(1, widthPx)
      const kept: number[] = []
      for (const at of x) if (kept.length === 0 || at - (kept.at(-1) as number) >= room) kept.push(at)
      return kept.map((at) => ({ at, label: nameAt(at) }))
    },
    format: nameAt,
    step: 0.1,
    bigStep: 0.7,
  }
}
