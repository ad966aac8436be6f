import type { Tenant } from '@rc/db'
import { readAccount } from '@rc/db/queries/accounts'
import { readActivitySource } from '@rc/db/queries/explain'
import { listThresholds } from '@rc/db/queries/profile'
import { AppError, type EvidenceGrade, type LocalDate, type ThresholdKind } from '@rc/domain'
import { suggestFromHistory } from '../profile/suggest-from-history.ts'
import { explain, unitOfThreshold, type ExplainInput, type Explanation } from './explanation.ts'

/** By the method of the suggestion. */
export const suggestionStories: Record<string, { formula: string; evidence: EvidenceGrade; source: string }> = {
  highest_5s_12_months: {
    formula: 'highest mean of 5 s in {activities} activities of 12 months',
    evidence: 'D',
    source: 'Own records with a good heart rate',
  },
  tanaka_age: {
    formula: '208 − 0.7 · {ageYears}',
    evidence: 'B',
    source: 'Tanaka et al. 2001, J Am Coll Cardiol 37:153',
  },
  median_7_days: {
    formula: 'median of {readings} readings of 7 days',
    evidence: 'D',
    source: 'Resting heart rates of the device',
  },
  hr_reserve_85: {
    formula: '{restBpm} + 0.85 · ({maxBpm} − {restBpm})',
    evidence: 'C',
    source: 'Share of the heart-rate reserve, a convention',
  },
  best_20min_95_pct: { formula: '0.95 · {best20MinPowerW}', evidence: 'C', source: 'Allen & Coggan' },
  critical_speed_90_days: {
    formula: 'slope of distance over time of {efforts} efforts of 2–25 min',
    evidence: 'B',
    source: 'Monod & Scherrer 1965; Smyth & Muniz-Pumares 2020',
  },
  hour_speed_riegel: {
    formula: '{distanceM} · (3600 / {timeS})^(1 / 1.06) / 3600',
    evidence: 'B',
    source: 'Riegel 1981, Am Sci 69:285',
  },
  css_400_200: {
    formula: '(400 − 200) / ({best400S} − {best200S})',
    evidence: 'B',
    source: 'Wakayoshi et al. 1992; sustainable for 14–39 min',
  },
}

/** Where a suggested threshold comes from: `suggested.lthr_bpm`. Throws `not_found` where nothing is suggested. */
export async function explainSuggestion(
  tenant: Tenant,
  now: Date,
  kind: ThresholdKind,
  date: LocalDate,
): Promise<Explanation> {
  const account = await readAccount(tenant)
  const all = account ? await suggestFromHistory(tenant, account, await listThresholds(tenant), now) : []
  const found = all.find((each) => each.kind === kind)
  const story = found && suggestionStories[found.method]
  if (!found || !story) throw new AppError('not_found', 'nothing suggested')
  const { evidence, value, method, confidence } = found
  return explain(
    { grain: 'day', key: date },
    { id: `suggested.${kind}`, unit: unitOfThreshold(kind) ?? '', version: 1, ...story },
    {
      value,
      method,
      coverage: null,
      confidence,
      missing: [],
      detail: null,
      inputs: await sourceOf(tenant, evidence['activityId']),
    },
    (name) => ({ value: typeof evidence[name] === 'number' ? evidence[name] : null }),
  )
}

async function sourceOf(tenant: Tenant, activityId: string | number | undefined): Promise<ExplainInput[]> {
  if (typeof activityId !== 'number') return []
  const source = await readActivitySource(tenant, activityId)
  return source ? [{ ...source, kind: 'activity', id: activityId, unit: null }] : []
}
