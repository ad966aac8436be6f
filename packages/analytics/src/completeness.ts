import type { DaySeries } from './metric.ts'
import type { MetricResult } from './result.ts'

/**
 * How the days behind a daily value stand, the day itself and the `back` before it: the share without an activity of
 * unknown load, and what is missing otherwise. Of a series that goes on from a standing, `back` days in.
 */
export function completeness(
  { known, daysBefore }: DaySeries,
  back: number,
): (day: number) => Pick<MetricResult, 'coverage' | 'missing'> & { coverage: number } {
  const incomplete = new Int32Array(known.length + 1)
  for (let day = 0; day < known.length; day++) incomplete[day + 1] = incomplete[day]! + (known[day]! < 1 ? 1 : 0)
  return (day) => {
    const holes = incomplete[day + 1]! - incomplete[Math.max(0, day - back)]!
    const days = Math.min(daysBefore + day, back) + 1
    return { coverage: 1 - holes / days, missing: holes > 0 ? ['activity_load'] : [] }
  }
}
