import { fitCritical, type CriticalFit } from './critical-speed.ts'

/** Efforts that bear on critical speed and power last this long, and must differ by this much. Evidence B. */
const criticalDurationS = { min: 120, max: 25 * 60, spread: 300 } as const

/**
 * Critical speed or power of the best efforts of a time: the line through those of 2–25 min.
 * Missing: fewer than two of them, durations within 5 min of each other, efforts that contradict the model.
 */
export function criticalOfBests<E extends { timeS: number; amount: number }>(
  bests: readonly E[],
): { fit: CriticalFit | null; efforts: E[] } {
  const efforts = bests
    .filter(({ timeS }) => timeS >= criticalDurationS.min && timeS <= criticalDurationS.max)
    .toSorted((a, b) => a.timeS - b.timeS)
  const spreadS = (efforts.at(-1)?.timeS ?? 0) - (efforts[0]?.timeS ?? 0)
  if (efforts.length < 2 || spreadS < criticalDurationS.spread) return { fit: null, efforts }
  return { fit: fitCritical(efforts.map(({ timeS, amount }) => [timeS, amount])), efforts }
}
