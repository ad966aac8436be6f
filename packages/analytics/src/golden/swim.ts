import { criticalSwimSpeed } from '../swim/css.ts'
import { fadeConsistency } from '../swim/fade-consistency.ts'
import { swimIntervals } from '../swim/swim-intervals.ts'
import { swimLengthFigures } from '../swim/swim-length.ts'
import { theilSenSlope, trendOfHalves } from '../swim/trend.ts'
import { maybe, num, type GoldenTable, type Maybe } from './input.ts'

/** The pool, and how sessions compare. */
export const swimVectors: GoldenTable = {
  css: (input) => {
    const mps = criticalSwimSpeed(num(input, 'd1'), num(input, 't1'), num(input, 'd2'), num(input, 't2'))
    return mps === null ? null : { mps, s_per_100: 100 / mps }
  },
  swim_length: (input) => {
    const figures = swimLengthFigures(num(input, 'pool_m'), num(input, 'secs'), maybe(input, 'strokes'))
    return (
      figures && {
        pace100: figures.paceSPer100M,
        mps: figures.speedMps,
        swolf: figures.swolf,
        dps: figures.distancePerStrokeM,
        rate: figures.strokeRatePerMin,
        si: figures.strokeIndex,
      }
    )
  },
  swim_intervals: (input) => {
    const lengths = (input['lengths'] as [number, number, Maybe][]).map(([startS, durationS, strokes]) => ({
      startS,
      durationS,
      strokes,
      active: true,
    }))
    return swimIntervals(lengths, num(input, 'pool_m')).map((interval) => ({
      distance: interval.distanceM,
      time: interval.timeS,
      pace100: interval.paceSPer100M,
      swolf: interval.swolf,
      rest_after: interval.restAfterS,
    }))
  },
  fade_consistency: (input) => {
    const result = fadeConsistency(input['paces'] as number[])
    return result && { fade_pct: result.fadePct, cv_pct: result.cvPct, tier25: result.tier }
  },
  trend: (input) => {
    const { label, changePct } = trendOfHalves(input['values'] as number[])
    return { label, change_pct: changePct }
  },
  theil_sen: (input) => theilSenSlope(input['points'] as [number, number][]),
}
