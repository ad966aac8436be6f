import { thresholdKinds, type Sport } from '@rc/domain'
import type { AthleteMetric } from '../metric.ts'
import { found, notFound, type MetricResult } from '../result.ts'
import type { SummaryContext } from '../session-context.ts'
import { sumOfParts } from '../sum-of-parts.ts'
import { hrTss } from './hr-tss.ts'
import { rTss } from './ngp.ts'
import { sessionRpe, tssFromSrpe } from './srpe.ts'
import { sTss } from './stss.ts'
import { tss } from './tss.ts'

export const loadMethods = ['tss', 'rtss', 'stss', 'hrtss', 'srpe'] as const
export type LoadMethod = (typeof loadMethods)[number]

type LoadSport = 'run' | 'treadmill_run' | 'bike' | 'swim' | 'other'

/** Best method first. Wrist heart rate in water is not used. */
const preference: Record<LoadSport, readonly LoadMethod[]> = {
  run: ['rtss', 'hrtss', 'srpe'],
  treadmill_run: ['hrtss', 'rtss', 'srpe'],
  bike: ['tss', 'hrtss', 'srpe'],
  swim: ['stss', 'srpe'],
  other: ['hrtss', 'srpe'],
}

const minQuality = 50

/**
 * The one load of a session, 100 = one hour at threshold: the first method of the sport's order that has a value and
 * whose data-quality score (heart rate for hrTSS, GPS for rTSS and sTSS) is not below 50. A true 0 is a value.
 * Missing: none has one. Order and limit are our own choice, evidence D.
 */
export function chooseLoad(
  sport: LoadSport,
  values: Partial<Record<LoadMethod, number | null>>,
  hrScore: number | null,
  gpsScore: number | null,
): { load: number; method: LoadMethod } | { load: null; method: 'unknown' } {
  const scores: Record<LoadMethod, number | null> = {
    tss: null,
    rtss: gpsScore,
    stss: gpsScore,
    hrtss: hrScore,
    srpe: null,
  }
  for (const method of preference[sport]) {
    const load = values[method] ?? null
    if (load !== null && (scores[method] ?? 100) >= minQuality) return { load, method }
  }
  return { load: null, method: 'unknown' }
}

function loadSportOf({ sport, family }: { sport: Sport; family: SummaryContext['family'] }): LoadSport {
  if (sport === 'treadmill_run') return 'treadmill_run'
  return family === 'foot' ? 'other' : family
}

/** Session-RPE stands in only where nothing better exists, and is never more than an estimate. */
function rpeLoad({ rpe, timerS, options }: SummaryContext): MetricResult | null {
  const load = tssFromSrpe(sessionRpe(rpe, timerS / 60), options.srpeScale)
  return load === null ? notFound('srpe', ['rpe']) : found(load, 'srpe', { confidence: 'estimated' })
}

const isThreshold = (reason: string): boolean => (thresholdKinds as readonly string[]).includes(reason)

function compute(session: SummaryContext): MetricResult {
  const { memo } = session
  const results: Record<LoadMethod, MetricResult | null> = {
    tss: memo(tss.compute),
    rtss: memo(rTss.compute),
    stss: memo(sTss.compute),
    hrtss: memo(hrTss.compute),
    srpe: rpeLoad(session),
  }
  const values = Object.fromEntries(loadMethods.map((method) => [method, results[method]?.value ?? null]))
  const { hrScore, gpsScore } = session.facts
  const sport = loadSportOf(session)
  const { method } = chooseLoad(sport, values, hrScore, gpsScore)
  const order = preference[sport]
  if (method === 'unknown') {
    const reasons = order.flatMap((each) => (results[each]?.value === null ? results[each].missing : []))
    const skipped = order.some((each) => results[each]?.value !== null)
    return notFound('unknown', [...new Set([...(skipped ? (['low_quality'] as const) : []), ...reasons])])
  }
  const chosen = results[method]!
  // A better method that failed for a threshold alone: setting it would improve this number.
  const wishes = order
    .slice(0, order.indexOf(method))
    .flatMap((each) => (results[each]?.value === null ? [results[each].missing] : []))
    .filter((missing) => missing.every(isThreshold))
    .flat()
  return {
    ...chosen,
    method,
    missing: [...new Set([...chosen.missing, ...wishes])],
    detail: { method: chosen.method, hrScore, gpsScore },
  }
}

export const load: AthleteMetric = {
  of: 'athlete',
  usesEffort: true,
  grain: 'activity',
  id: 'load',
  unit: 'TSS',
  needs: ['ftp_w', 'threshold_speed_mps', 'css_mps', 'lthr_bpm', 'hr_rest_bpm', 'hr_max_bpm'],
  version: 1,
  evidence: 'D',
  source: 'Our own order of methods; 100 is an hour at threshold, after Coggan',
  formula: [
    ['tss', '{tss}'],
    ['rtss', '{r_tss}'],
    ['stss', '{s_tss}'],
    ['hrtss', '{hr_tss}'],
    ['srpe', '{rpe} · {timerS} / 60 · {srpeScale}'],
  ],
  compute,
  combine: sumOfParts,
}
