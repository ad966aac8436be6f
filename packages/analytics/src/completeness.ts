import type { DaySeries } from './metric.ts'
import type { MetricResult } from './result.ts'

/**
 * How the days behind a daily value stand, the day itself and the `back` before it: the share without an activity of
 * unknown load, and what is missing otherwise.
 */
export function completeness(
  { known }: DaySeries,
  back: number,
): (day: number) => Pick<MetricResult, 'coverage' | 'missing'> & { coverage: number } {
  const incomplete = new Int32Array(known.length + 1)
  for (let day = 0; day < known.length; day++) incomplete[day + 1] = incomplete[day]! + (known[day]! < 1 ? 1 : 0)
  return (day) => {
    const from = Math.max(0, day - back)
    const holes = incomplete[day + 1]! - incomplete[from]!
    return { coverage: 1 - holes / (day + 1 - from), missing: holes > 0 ? ['activity_load'] : [] }
  }
}
