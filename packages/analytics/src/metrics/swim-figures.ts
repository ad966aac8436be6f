import type { ActivityMetric, MetricPart } from '../metric.ts'
import { found, notFound, type MetricResult } from '../result.ts'
import type { SessionContext } from '../session-context.ts'
import { describeSwim } from '../swim/describe-swim.ts'
import { activeSwim } from '../swim-totals.ts'

const described = ({ sport, lengths, totals, startS }: SessionContext) =>
  sport === 'pool_swim' && totals.poolLengthM !== null && lengths.some(({ active }) => active)
    ? describeSwim(lengths, totals.poolLengthM, startS)
    : null

function pace(session: SessionContext): MetricResult | null {
  if (session.family !== 'swim') return null
  const { distanceM, swimS, measured } = activeSwim(session)
  if (distanceM === null || !(swimS > 0)) return notFound('active_time', ['distance'])
  const setType = session.memo(described)?.setType ?? 'continuous'
  return found((100 * swimS) / distanceM, measured ? 'active_time' : 'timer_time', {
    confidence: measured ? 'high' : 'estimated',
    detail: {
      distanceM,
      swimS,
      restS: Math.max(0, session.timerS - swimS),
      setType,
      poolLengthM: session.totals.poolLengthM,
    },
  })
}

/** Sums over the lengths whose strokes the device counted. */
function strokedSums(session: SessionContext) {
  const poolM = session.totals.poolLengthM ?? 0
  const active = session.memo(described)?.lengths.filter((length) => length.active) ?? []
  const counted = active.filter(({ strokes }) => strokes !== null && strokes > 0)
  return {
    lengths: counted.length,
    coverage: active.length === 0 ? 0 : counted.length / active.length,
    distanceM: counted.length * poolM,
    timeS: counted.reduce((sum, { durationS }) => sum + durationS, 0),
    strokes: counted.reduce((sum, { strokes }) => sum + (strokes ?? 0), 0),
  }
}

type Sums = ReturnType<typeof strokedSums>

/** A mean over counted lengths; of kick and drill without strokes there is none. */
const strokeFigure =
  (valueOf: (sums: Sums) => number) =>
  (session: SessionContext): MetricResult | null => {
    if (session.sport !== 'pool_swim') return null
    const sums = session.memo(strokedSums)
    if (!(sums.strokes > 0 && sums.distanceM > 0 && sums.timeS > 0)) return notFound('counted_lengths', ['strokes'])
    const { coverage, strokes, timeS, distanceM, lengths } = sums
    return found(valueOf(sums), 'counted_lengths', { coverage, detail: { strokes, timeS, distanceM, lengths } })
  }

function fade(session: SessionContext): MetricResult | null {
  if (session.sport !== 'pool_swim') return null
  const repeats = session.memo(described)?.repeats ?? null
  if (repeats === null) return notFound('thirds_of_repeats', ['too_few_repeats'])
  const { fadePct, ...detail } = repeats
  return found(fadePct, 'thirds_of_repeats', { detail })
}

/** `cvPct`: how uneven the repeats were; `tier`: the same in steps of five. */
function fadePart(detail: Readonly<Record<string, unknown>>, part: string): MetricPart | null {
  const { cvPct, tier } = detail as { cvPct?: number; tier?: number }
  if (typeof cvPct !== 'number') return null
  if (part === 'cvPct')
    return { value: cvPct, unit: '%', formula: '100 · sample SD / mean of the repeats', quantities: {} }
  return part === 'tier' && typeof tier === 'number'
    ? {
        value: tier,
        unit: '1',
        formula: '25, 20, 15, 10, 5: {cvPct} % up to 3, 6, 10, 15, above',
        quantities: { cvPct },
      }
    : null
}

const metric = (
  about: Pick<ActivityMetric, 'id' | 'unit' | 'evidence' | 'source' | 'formula' | 'compute' | 'partOf'>,
): ActivityMetric => ({
  grain: 'activity',
  needs: [],
  version: 1,
  ...about,
})

/**
 * Pace, SWOLF, distance per stroke, stroke rate, stroke index and fade of a swim. Strokes are what the device counts (of
 * watches the cycles of one arm), so that only lengths of one pool, device and style compare; the push-off is not taken
 * out. `swim_fade_pct`: `detail` has the repeats, the coefficient of variation and its tier. Source: science.md 13.
 */
export const swimMetrics: readonly ActivityMetric[] = [
  metric({
    id: 'swim_pace_s_per_100m',
    unit: 's/100m',
    evidence: 'C',
    source: 'Time of swimming alone, rest at the wall left out',
    formula: '100 · {detail.swimS} / {detail.distanceM}',
    compute: pace,
  }),
  metric({
    id: 'swolf',
    unit: '1',
    evidence: 'C',
    source: 'Seconds + strokes of a length; no measure of efficiency',
    formula: '({detail.timeS} + {detail.strokes}) / {detail.lengths}',
    compute: strokeFigure(({ timeS, strokes, lengths }) => (timeS + strokes) / lengths),
  }),
  metric({
    id: 'distance_per_stroke_m',
    unit: 'm',
    evidence: 'C',
    source: 'Costill et al. 1985, Int J Sports Med 6:266',
    formula: '{detail.distanceM} / {detail.strokes}',
    compute: strokeFigure(({ distanceM, strokes }) => distanceM / strokes),
  }),
  metric({
    id: 'stroke_rate_per_min',
    unit: '1/min',
    evidence: 'C',
    source: 'Costill et al. 1985, Int J Sports Med 6:266',
    formula: '60 · {detail.strokes} / {detail.timeS}',
    compute: strokeFigure(({ timeS, strokes }) => (60 * strokes) / timeS),
  }),
  metric({
    id: 'stroke_index',
    unit: 'm²/s',
    evidence: 'C',
    source: 'Costill et al. 1985, Int J Sports Med 6:266',
    formula: '{detail.distanceM} / {detail.timeS} · {detail.distanceM} / {detail.strokes}',
    compute: strokeFigure(({ distanceM, timeS, strokes }) => (distanceM / timeS) * (distanceM / strokes)),
  }),
  metric({
    id: 'swim_fade_pct',
    unit: '%',
    evidence: 'D',
    source: 'Our own measure: the last third of like repeats against the first',
    formula: '100 · (mean of the last third − mean of the first third) / mean of the first third',
    compute: fade,
    partOf: fadePart,
  }),
]
