import { readFileSync } from 'node:fs'

/** Milliseconds that `work` took, with what it gave. */
export async function timed<T>(work: () => T | Promise<T>): Promise<{ ms: number; value: T }> {
  const startedAt = performance.now()
  const value = await work()
  return { ms: performance.now() - startedAt, value }
}

/** Nearest rank: the smallest value that at least `share` (0–1) of all do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

/** Proportional set size of a process: its own memory and its share of what it holds with others. */
export function pssMb(pid: number): number {
  const kb = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]
  return Number(kb) / 1024
}

export interface Figure {
  name: string
  value: number
  unit: string
  /** The most it may be; null where nothing was promised. */
  target: number | null
}

export const isMet = ({ value, target }: Figure): boolean => target === null || value <= target

/** One line for each figure beside its target. */
export function printFigures(figures: readonly Figure[]): void {
  const width = Math.max(...figures.map(({ name }) => name.length))
  for (const figure of figures) {
    const { name, value, unit, target } = figure
    const wanted = target === null ? '' : `  target ≤ ${target} ${unit}  ${isMet(figure) ? 'met' : 'MISSED'}`
    console.log(`${name.padEnd(width)}  ${value.toFixed(value < 10 ? 2 : 1).padStart(8)} ${unit}${wanted}`)
  }
}
