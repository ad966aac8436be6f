import { alertRules, type AlertRule, type MorningFacts } from '@rc/analytics'
import type { Tenant } from '@rc/db'
import { listActivitySources, listTotalSources } from '@rc/db/queries/explain'
import { listJournal } from '@rc/db/queries/journal'
import { readAssessment } from '@rc/db/queries/mornings'
import { addDays, AppError, sportsOf, type AlertRuleId, type LocalDate } from '@rc/domain'
import { explain, type ExplainInput, type Explanation } from './explanation.ts'

interface Story {
  /** What is told beside the rule. */
  fact: keyof MorningFacts
  unit: string
  formula: string
  /** The number the fact is, or is counted from, with the day it is of. */
  leadsTo?: { metricId: string; daysBefore: 0 | 1 }
  inputsOf?: (tenant: Tenant, date: LocalDate) => Promise<ExplainInput[]>
}

const runs = async (tenant: Tenant, date: LocalDate): Promise<ExplainInput[]> => {
  const { rows } = await listTotalSources(tenant, {
    of: 'distanceM',
    sports: [...sportsOf('run')],
    from: addDays(date, -31),
    to: date,
    limit: 31,
  })
  return rows.map((row) => ({ ...row, kind: 'activity', unit: 'm' }))
}

const sessionsWith =
  (metricId: string, days: number, unit: string) =>
  async (tenant: Tenant, date: LocalDate): Promise<ExplainInput[]> => {
    const { rows } = await listActivitySources(tenant, { metricId, from: addDays(date, -days), to: date, limit: 30 })
    return rows.filter(({ value }) => value !== null).map((row) => ({ ...row, kind: 'activity', unit }))
  }

const journal = async (tenant: Tenant, date: LocalDate): Promise<ExplainInput[]> =>
  (await listJournal(tenant, addDays(date, -1), date)).map(({ localDate }) => ({
    kind: 'journal',
    id: null,
    name: 'journal',
    localDate,
    value: null,
    unit: null,
    sha256: null,
  }))

const thisMorning = (metricId: string): NonNullable<Story['leadsTo']> => ({ metricId, daysBefore: 0 })
const lastEvening = (metricId: string): NonNullable<Story['leadsTo']> => ({ metricId, daysBefore: 1 })

export const ruleStories: Record<AlertRuleId, Story | null> = {
  A1: {
    fact: 'hrvBelowDays',
    unit: 'd',
    formula: 'days in a row with the mean HRV of 7 nights below its range; two points from 3',
    leadsTo: thisMorning('hrv_7d_ms'),
  },
  A2: {
    fact: 'restingHrRaisedDays',
    unit: 'd',
    formula: 'days in a row with a resting heart rate 5 bpm or 1.5 SD above usual; two points from 3',
    leadsTo: thisMorning('resting_hr_z'),
  },
  A3: {
    fact: 'hrvAndRestingHrAdverseDays',
    unit: 'd',
    formula: 'days in a row with HRV 1 SD below and resting heart rate 1 SD above usual ≥ 4',
    leadsTo: thisMorning('resting_hr_z'),
  },
  A4: {
    fact: 'restingHrZ',
    unit: '1',
    formula: 'HRV above its range, {restingHrZ} ≤ −1, {tsb} < −20',
    leadsTo: thisMorning('resting_hr_z'),
  },
  S1: {
    fact: 'sleepAverage14H',
    unit: 'h',
    formula: '{sleepAverage14H} < 7',
    leadsTo: thisMorning('sleep_average_14_h'),
  },
  S2: { fact: 'sleepDebtH', unit: 'h', formula: '{sleepDebtH} ≥ 14', leadsTo: thisMorning('sleep_debt_h') },
  L1: { fact: 'tsb', unit: 'TSS', formula: '{tsb} < −30', leadsTo: thisMorning('tsb') },
  L2: { fact: 'ramp7', unit: 'TSS', formula: '{ramp7} > 8', leadsTo: lastEvening('ramp7') },
  L3: {
    fact: 'monotony',
    unit: '1',
    formula: '{monotony} > 2, {weekLoadRatio} > 1.2',
    leadsTo: lastEvening('monotony'),
  },
  I1: {
    fact: 'singleRunRatio',
    unit: '1',
    formula: 'last run / longest run of the 30 days before > 1.10',
    inputsOf: runs,
  },
  P1: {
    fact: 'efficiencyChangePct',
    unit: '%',
    formula: 'efficiency of the last run against the median of comparable runs of 28 days ≤ −5 %',
    inputsOf: sessionsWith('efficiency_factor', 28, 'm'),
  },
  P2: {
    fact: 'rpeAboveExpected',
    unit: '1',
    formula: 'effort − effort expected of its load ≥ 2',
    inputsOf: sessionsWith('load', 1, 'TSS'),
  },
  W1: {
    fact: 'badFeelings',
    unit: '1',
    formula: 'number of fatigue, soreness, mood and stress in their bad range ≥ 2',
    inputsOf: journal,
  },
  // Says yes or no: there is no figure beside it.
  G1: null,
}

const ruleOf = (metricId: string): AlertRule | undefined => alertRules.find(({ id }) => metricId === `rule_${id}`)

export const isRuleFigure = (metricId: string): boolean => ruleOf(metricId) !== undefined

/** Why a rule of the morning check said that: what it looked at, as it was kept that morning. Throws `not_found`. */
export async function explainRule(tenant: Tenant, metricId: string, date: LocalDate): Promise<Explanation> {
  const rule = ruleOf(metricId)
  const story = rule && ruleStories[rule.id]
  const assessment = await readAssessment(tenant, date)
  if (!rule || !story || !assessment) throw new AppError('not_found', 'no such number')
  const facts = assessment.facts as Record<string, unknown>
  const valueOf = (name: string): number | null => (typeof facts[name] === 'number' ? facts[name] : null)
  const { leadsTo, inputsOf } = story
  const value = valueOf(story.fact)
  return explain(
    { grain: 'day', key: date },
    {
      id: metricId,
      unit: story.unit,
      version: rule.version,
      evidence: rule.evidence,
      source: rule.source,
      formula: story.formula.includes(`{${story.fact}}`) ? story.formula : `{${story.fact}}: ${story.formula}`,
    },
    {
      value,
      method: rule.name,
      coverage: null,
      confidence: value === null ? 'low' : 'high',
      missing: [],
      detail: null,
      inputs: (await inputsOf?.(tenant, date)) ?? [],
    },
    (name) => ({
      value: valueOf(name),
      ...(leadsTo && name === story.fact
        ? { metric: { grain: 'day' as const, key: addDays(date, -leadsTo.daysBefore), metricId: leadsTo.metricId } }
        : {}),
    }),
  )
}
