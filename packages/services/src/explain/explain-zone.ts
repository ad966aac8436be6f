import { zoneModels, zoneShares } from '@rc/analytics'
import type { Tenant } from '@rc/db'
import { listThresholds } from '@rc/db/queries/profile'
import { getAthleteContext } from '@rc/db/queries/raw'
import { AppError, type LocalDate, type ThresholdKind } from '@rc/domain'
import { thresholdsFor } from '../analysis/inputs-hash.ts'
import { explain, thresholdInput, type Explanation } from './explanation.ts'

type Model = ReturnType<typeof zoneModels>[number]['model']

const ofThreshold = '{pct} / 100 · {thresholdBpm}'
const ofSpeed = '{pct} / 100 · {thresholdSpeedMps}'
const stories: Record<Model, { kinds: readonly ThresholdKind[]; formula: string; source: string }> = {
  friel_run_lthr: { kinds: ['lthr_bpm'], formula: ofThreshold, source: 'Friel, zones by LTHR' },
  friel_bike_lthr: { kinds: ['lthr_bpm'], formula: ofThreshold, source: 'Friel, zones by LTHR' },
  karvonen: {
    kinds: ['hr_rest_bpm', 'hr_max_bpm'],
    formula: '{restBpm} + {pct} / 100 · ({maxBpm} − {restBpm})',
    source: 'Karvonen et al. 1957, shares of the heart-rate reserve',
  },
  pct_hrmax: {
    kinds: ['hr_max_bpm'],
    formula: '{pct} / 100 · {maxBpm}',
    source: 'Edwards 1993, shares of the maximum',
  },
  three_zone: { kinds: ['lthr_bpm'], formula: ofThreshold, source: 'Seiler’s three zones; T1 at 89 % of LTHR' },
  gc_cv_run: { kinds: ['threshold_speed_mps'], formula: ofSpeed, source: 'GoldenCheetah, zones by critical speed' },
  gc_cv_swim: { kinds: ['css_mps'], formula: ofSpeed, source: 'GoldenCheetah, zones by critical swim speed' },
}

const named = /^zone_from\.(\w+)\.(\d)$/

export const isZoneBound = (metricId: string): boolean => named.test(metricId)

/** Why a zone begins there: `zone_from.karvonen.3`. Throws `not_found`. */
export async function explainZone(tenant: Tenant, metricId: string, date: LocalDate): Promise<Explanation> {
  const [, name, zone] = named.exec(metricId) ?? []
  const [athlete, rows] = await Promise.all([getAthleteContext(tenant), listThresholds(tenant)])
  const thresholds = thresholdsFor(athlete, date)
  const found = zoneModels(thresholds).find(({ model }) => model === name)
  const [value, pct] = [found?.bounds[Number(zone) - 1], found && zoneShares[found.model][Number(zone) - 1]]
  if (!found || value === undefined || pct === undefined) throw new AppError('not_found', 'no such zone')
  const { kinds, formula, source } = stories[found.model]
  const inForce = kinds.flatMap((kind) => {
    const own = rows.filter((row) => row.kind === kind)
    const row = own.findLast(({ validFrom }) => validFrom <= date) ?? own[0]
    return row ? [thresholdInput(kind, row)] : []
  })
  const quantities: Record<string, number | null> = {
    pct,
    restBpm: thresholds.hrRestBpm,
    maxBpm: thresholds.hrMaxBpm,
    thresholdBpm: pct > 0 ? (100 * value) / pct : thresholds.lthrBpm,
    thresholdSpeedMps: found.family === 'swim' ? thresholds.cssMps : thresholds.thresholdSpeedMps,
  }
  return explain(
    { grain: 'day', key: date },
    { id: metricId, unit: found.unit, version: 1, evidence: 'C', source, formula },
    {
      value,
      method: found.model,
      coverage: null,
      confidence: inForce.length === kinds.length ? 'high' : 'estimated',
      missing: kinds.filter((kind) => !inForce.some((input) => input.name === kind)),
      detail: null,
      inputs: inForce,
    },
    (each) => ({ value: quantities[each] ?? null }),
  )
}
