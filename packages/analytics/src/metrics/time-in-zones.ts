import type { Confidence, Thresholds } from '@rc/domain'
import { heartRange, lactateThreshold } from '../heart-range.ts'
import type { AthleteMetric, MetricPart } from '../metric.ts'
import { found, notFound, type Known, type MetricResult, type MissingReason } from '../result.ts'
import type { SummaryContext } from '../session-context.ts'
import { joinSpreads, secondsOf, type Spread } from './spread.ts'

/** Lower bounds of zones 1, 2, 3 …, in percent of the model's reference. Sources: science.md section 5. Evidence C. */
const percentBounds = {
  pct_hrmax: [50, 60, 70, 80, 90],
  karvonen: [50, 60, 70, 80, 90],
  friel_run_lthr: [0, 85, 90, 95, 100, 103, 107],
  friel_bike_lthr: [0, 81, 90, 94, 100, 103, 107],
  gc_cv_run: [0, 80, 87, 95, 105, 119],
  gc_cv_swim: [0, 93, 97, 99, 102, 109],
} as const

export type ZoneModel = keyof typeof percentBounds | 'three_zone'

/** Zones of one reference: heart rates from rest 0, or from rest where the model counts the reserve. */
export const zoneBounds = (model: keyof typeof percentBounds, reference: number, rest = 0): number[] =>
  percentBounds[model].map((percent) => rest + (percent * (reference - rest)) / 100)

/** The shares behind the bounds of each model, %. */
export const zoneShares: Record<ZoneModel, readonly number[]> = {
  ...percentBounds,
  three_zone: [0, 89, 100],
}

/** Top of easy as a share of the lactate threshold where no laboratory said. Our own choice, evidence D. */
const easyShareOfLthr = 0.89

/**
 * Seconds per zone of a 1 Hz stream: index 0 is below zone 1, zone k is [bounds[k−1], bounds[k]), the last is open.
 * Bounds ascend, in the stream's unit; seconds without a value are counted apart as `missingS`.
 */
export function timeInZones(
  { values, seconds: of, missingS }: Spread,
  bounds: readonly number[],
): { seconds: number[]; missingS: number } {
  const seconds = Array.from({ length: bounds.length + 1 }, () => 0)
  for (const [i, value] of values.entries()) {
    let zone = bounds.length
    while (zone > 0 && value < bounds[zone - 1]!) zone--
    seconds[zone]! += of[i]!
  }
  return { seconds, missingS }
}

/** T1 (top of easy) and T2 (lactate threshold) of the three-zone split, bpm. */
export function easyAndThreshold(
  thresholds: Thresholds,
): Known<{ t1Bpm: number; t2Bpm: number; confidence: Confidence; assumed: MissingReason[] }> {
  const lthr = lactateThreshold(thresholds)
  if (!lthr.ok) return lthr
  const { lthrBpm, confidence, assumed } = lthr.value
  return { ok: true, value: { t1Bpm: easyShareOfLthr * lthrBpm, t2Bpm: lthrBpm, confidence, assumed } }
}

interface HrZones {
  model: ZoneModel
  bounds: number[]
}

/** Friel's shares of LTHR when it is known, else Karvonen's of the reserve, else of a set maximum. */
function hrZonesOf({ family, thresholds }: SummaryContext): Known<HrZones> {
  if (thresholds.lthrBpm !== null) {
    const model = family === 'bike' ? 'friel_bike_lthr' : 'friel_run_lthr'
    return { ok: true, value: { model, bounds: zoneBounds(model, thresholds.lthrBpm) } }
  }
  const range = heartRange(thresholds)
  if (range.ok && range.value.assumed.length === 0) {
    const { restBpm, maxBpm } = range.value
    return { ok: true, value: { model: 'karvonen', bounds: zoneBounds('karvonen', maxBpm, restBpm) } }
  }
  if (thresholds.hrMaxBpm !== null) {
    return { ok: true, value: { model: 'pct_hrmax', bounds: zoneBounds('pct_hrmax', thresholds.hrMaxBpm) } }
  }
  return { ok: false, missing: ['lthr_bpm', 'hr_max_bpm'] }
}

function zoneResult(
  hr: Spread,
  zones: HrZones,
  about: { confidence: Confidence; assumed: readonly MissingReason[] },
): MetricResult {
  const { seconds, missingS } = timeInZones(hr, zones.bounds)
  const allS = secondsOf(hr)
  const validS = allS - missingS
  if (validS === 0) return notFound(zones.model, ['low_coverage'], { coverage: 0 })
  return found(validS, zones.model, {
    coverage: validS / allS,
    confidence: about.confidence,
    missing: [...about.assumed],
    detail: { ...zones, seconds, missingS },
  })
}

/** The heart rates of several sessions one after the other; a session without any is all missing. */
const joinHr = (sessions: SummaryContext[]): Spread =>
  joinSpreads(sessions.map(({ facts: { hr, seconds } }) => hr ?? { values: [], seconds: [], missingS: seconds }))

const certain = { confidence: 'high', assumed: [] } as const

/** `2`: the seconds of that zone, zone 0 lying below the first; `5up`: of that zone and all above. */
function partOf(detail: Readonly<Record<string, unknown>>, part: string): MetricPart | null {
  const { seconds, bounds } = detail as { seconds?: number[]; bounds?: number[] }
  const [, zone, up] = /^(\d)(up)?$/.exec(part) ?? []
  const k = Number(zone)
  if (seconds?.[k] === undefined || bounds === undefined) return null
  const [fromBpm, toBpm] = [bounds[k - 1], up ? undefined : bounds[k]]
  const value = seconds.slice(k, up ? undefined : k + 1).reduce((sum, each) => sum + each, 0)
  if (fromBpm === undefined)
    return { value, unit: 's', formula: 'Σ seconds below {toBpm}', quantities: { toBpm: toBpm! } }
  return toBpm === undefined
    ? { value, unit: 's', formula: 'Σ seconds from {fromBpm}', quantities: { fromBpm } }
    : { value, unit: 's', formula: 'Σ seconds from {fromBpm} to below {toBpm}', quantities: { fromBpm, toBpm } }
}

const needs = ['lthr_bpm', 'hr_rest_bpm', 'hr_max_bpm'] as const

/** Value: seconds with a valid heart rate. `detail`: model, lower bounds in bpm, seconds per zone from zone 0, missingS. */
export const timeInHrZones: AthleteMetric = {
  of: 'athlete',
  grain: 'activity',
  id: 'time_in_hr_zones',
  unit: 's',
  needs,
  version: 1,
  evidence: 'C',
  source: 'Friel (LTHR), Karvonen et al. 1957 (reserve), share of the maximum',
  formula: 'Σ seconds of a valid heart rate, zone k from its lower bound',
  compute: (session) => {
    const { hr } = session.facts
    if (hr === null) return notFound('none', ['hr'])
    const zones = hrZonesOf(session)
    return zones.ok ? zoneResult(hr, zones.value, certain) : notFound('none', zones.missing)
  },
  combine: (parts) => {
    const sessions = parts.map(({ session }) => session)
    const [first, ...rest] = sessions.map(hrZonesOf)
    if (first === undefined || !first.ok) return null
    // Cycling has Friel bounds of its own: then the seconds stay with their sessions.
    if (rest.some((zones) => !zones.ok || zones.value.model !== first.value.model)) return null
    return zoneResult(joinHr(sessions), first.value, certain)
  },
  partOf,
}

function inThreeZones(hr: Spread, thresholds: Thresholds): MetricResult {
  const split = easyAndThreshold(thresholds)
  if (!split.ok) return notFound('three_zone', split.missing)
  const { t1Bpm, t2Bpm, ...about } = split.value
  return zoneResult(hr, { model: 'three_zone', bounds: [0, t1Bpm, t2Bpm] }, about)
}

/** As `timeInHrZones` with bounds 0, T1, T2: easy, moderate, hard. Always kept: the planner's distribution needs it. */
export const timeIn3Zones: AthleteMetric = {
  of: 'athlete',
  grain: 'activity',
  id: 'time_in_3_zones',
  unit: 's',
  needs,
  version: 1,
  evidence: 'D',
  source: 'Seiler’s three zones; T1 at 89 % of LTHR, T2 at LTHR',
  formula: 'Σ seconds of a valid heart rate: easy, moderate, hard',
  compute: ({ facts: { hr }, thresholds }) =>
    hr === null ? notFound('three_zone', ['hr']) : inThreeZones(hr, thresholds),
  combine: (parts) => {
    const thresholds = parts[0]?.session.thresholds
    return thresholds ? inThreeZones(joinHr(parts.map(({ session }) => session)), thresholds) : null
  },
  partOf,
}
