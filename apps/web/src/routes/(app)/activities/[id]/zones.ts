import type { MetricView } from '@rc/contract'

/** Five zones are shown; models with a finer top end keep their names in the tooltip only. */
const ZONES = 5

export interface HrZones {
  /** Seconds in zones 1 to 5; below zone 1 apart. */
  rows: { zone: number; seconds: number; fromBpm: number; toBpm: number | null }[]
  belowS: number
  missingS: number
  totalS: number
}

interface Detail {
  bounds: number[]
  seconds: number[]
  missingS: number
}

const isDetail = (detail: unknown): detail is Detail =>
  typeof detail === 'object' && detail !== null && 'bounds' in detail && 'seconds' in detail

/** Reads `time_in_hr_zones`: its bounds are lower bounds from zone 1 on, its seconds begin below zone 1. */
export function hrZonesOf(metric: MetricView | undefined): HrZones | null {
  if (!isDetail(metric?.detail)) return null
  const { bounds, seconds, missingS } = metric.detail
  const rows = Array.from({ length: Math.min(ZONES, bounds.length) }, (_, i) => ({
    zone: i + 1,
    seconds: i + 1 === ZONES ? seconds.slice(ZONES).reduce((sum, each) => sum + each, 0) : (seconds[i + 1] ?? 0),
    fromBpm: bounds[i] as number,
    toBpm: i + 1 === ZONES ? null : (bounds[i + 1] ?? null),
  }))
  return { rows, belowS: seconds[0] ?? 0, missingS, totalS: seconds.reduce((sum, each) => sum + each, 0) }
}

/** The zone a heart rate lies in; null below the first. */
export const zoneOf = ({ rows }: HrZones, bpm: number): number | null =>
  rows.findLast(({ fromBpm }) => bpm >= fromBpm)?.zone ?? null
