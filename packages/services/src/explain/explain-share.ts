import { intensityDistribution } from '@rc/analytics'
import type { Tenant } from '@rc/db'
import { listActivitySources } from '@rc/db/queries/explain'
import { listZoneDays } from '@rc/db/queries/performance'
import { addDays, AppError, type LocalDate } from '@rc/domain'
import { explain, type Explanation } from './explanation.ts'

const MOST_INPUTS = 30
const MOST_DAYS = 400

/** Shares of time easy, moderate and hard of the days up to one: `easy_share_pct.84`, and how polarised they are. */
const shares = {
  easy_share_pct: 'z1',
  moderate_share_pct: 'z2',
  hard_share_pct: 'z3',
  polarization_index: null,
} as const
type ShareId = keyof typeof shares

export const isShare = (id: string): id is ShareId => id in shares

/** Why so much of the last days was easy, or hard. Throws `not_found` for a window that is none. */
export async function explainShare(
  tenant: Tenant,
  id: ShareId,
  window: string | null,
  date: LocalDate,
): Promise<Explanation> {
  const days = Number(window)
  if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS) throw new AppError('not_found', 'no such window')
  const from = addDays(date, 1 - days)
  const [zones, sources] = await Promise.all([
    listZoneDays(tenant, null, from, date),
    listActivitySources(tenant, { metricId: 'time_in_3_zones', from, to: date, limit: MOST_INPUTS }),
  ])
  const sum = (pick: (day: (typeof zones)[number]) => number): number => zones.reduce((all, day) => all + pick(day), 0)
  const [easyS, moderateS, hardS] = [sum(({ z1 }) => z1), sum(({ z2 }) => z2), sum(({ z3 }) => z3)]
  const allS = easyS + moderateS + hardS
  const missingS = sum((day) => day.missingS)
  const zone = shares[id]
  const of = zone === null ? null : { z1: easyS, z2: moderateS, z3: hardS }[zone]
  const found = intensityDistribution(easyS, moderateS, hardS)
  const value = allS === 0 ? null : of === null ? (found?.polarizationIndex ?? null) : (100 * of) / allS
  const quantities: Record<string, number> = { partS: of ?? 0, allS, easyS, moderateS, hardS, days }
  return explain(
    { grain: 'day', key: date },
    {
      id: `${id}.${days}`,
      unit: zone === null ? '1' : '%',
      version: 1,
      source:
        zone === null
          ? 'Treff et al. 2019, Front Physiol 10:707'
          : 'Seiler’s three zones; T1 at 89 % of LTHR, T2 at LTHR',
      evidence: zone === null ? 'C' : 'D',
      formula: zone === null ? 'log10({easyS} / {moderateS} · {hardS} / {allS} · 100)' : '100 · {partS} / {allS}',
    },
    {
      value,
      method: 'three_zones_of_heart_rate',
      coverage: allS + missingS === 0 ? null : allS / (allS + missingS),
      confidence: 'estimated',
      missing: value === null ? ['hr'] : [],
      detail: null,
      inputs: sources.rows.map((row) => ({ ...row, kind: 'activity' as const, unit: 's' })),
      inputCount: sources.count,
    },
    (name) => ({ value: quantities[name] ?? null, unit: name === 'days' ? null : 's' }),
  )
}
