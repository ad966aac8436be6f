import type { EvidenceGrade } from '@rc/domain'
import { danielsCapsRule } from '../rules/daniels-caps.ts'
import { deloadRule } from '../rules/deload.ts'
import { hardCountRule, hardSpacingRule, restDayRule } from '../rules/hard-days.ts'
import { returnRule } from '../rules/return-cap.ts'
import { singleRunRule } from '../rules/single-run.ts'
import { taperRule } from '../rules/taper.ts'
import { twoWeekJumpRule, weekIncreaseRule } from '../rules/week-increase.ts'
import type { Finding } from './finding.ts'

/** Raised whenever a rule or its reading changes; stored with every verdict. */
export const rulesVersion = '2'

/** One rule of the validator as data. The words are in the message files under `message`. */
export interface PlanRule {
  id: string
  /** The gravest it can say. */
  severity: Finding['severity']
  /** The same constraint under its other number. */
  also: string | null
  limits: Record<string, number>
  evidence: EvidenceGrade
  source: string
  message: string
}

const convention = 'Coaching convention'
const hygiene = 'A plan that cannot be read, dated or sent is no plan'
const rule = <const Id extends string, Limits extends Record<string, number>>(
  id: Id,
  severity: PlanRule['severity'],
  limits = {} as Limits,
  { also = null, evidence = 'D', source = hygiene }: Partial<Pick<PlanRule, 'also' | 'evidence' | 'source'>> = {},
): Omit<PlanRule, 'id' | 'limits'> & { id: Id; limits: Limits } => ({
  id,
  severity,
  also,
  limits,
  evidence,
  source,
  message: `plan_rule_${id.toLowerCase()}`,
})

const fromLoad = (
  {
    id,
    limits,
    evidence,
    source,
  }: { id: string; limits: Record<string, number>; evidence: EvidenceGrade; source: string },
  severity: PlanRule['severity'] = 'block',
): PlanRule => rule(id, severity, limits, { evidence, source })

/** Every rule there is: V load, intensity and health · S structure · D dates · T targets · A availability · H health · X text · E export. */
const rules = [
  fromLoad(singleRunRule),
  rule('V02', 'block', { minWeeks: 4, maxRuns: 3 }, { source: 'Our own choice' }),
  fromLoad(weekIncreaseRule),
  fromLoad(twoWeekJumpRule),
  rule('V05', 'block', { warn: 5, block: 8 }, { evidence: 'C', source: 'Friel; Couzens' }),
  rule('V06', 'block', { warn: 16, block: 24 }, { evidence: 'C', source: 'Couzens: 10–20 a block' }),
  fromLoad(deloadRule),
  fromLoad(hardSpacingRule),
  fromLoad(hardCountRule),
  fromLoad(restDayRule),
  rule(
    'V11',
    'block',
    { warn: 0.75, block: 0.6 },
    { evidence: 'B', source: 'Kenneally et al. 2018 (review); Muñoz et al. 2014' },
  ),
  rule('V12', 'block', { warn: 0.3, block: 0.4, fromS: 3600 }, { evidence: 'C', source: 'Daniels: 25–30 %' }),
  fromLoad(danielsCapsRule),
  rule('V14', 'block', { warn: 150, block: 210, ultra: 360 }, { evidence: 'C', source: 'Daniels, at second hand' }),
  fromLoad(taperRule),
  fromLoad(returnRule),
  rule('V17', 'block', { tolerance: 0.03, blockFaster: 0.05 }, { source: 'Our own choice' }),
  rule('V18', 'block', { painFrom: 4 }, { evidence: 'C', source: 'Daniels: do not train when ill or injured' }),
  rule('V19', 'block', {}, { evidence: 'B', source: 'Vesterinen et al. 2016; Nuuttila et al. 2022' }),
  rule('V20', 'warn', { maxSessions: 2 }, { source: 'Our own choice' }),
  rule('V21', 'block', { tolerance: 0.05 }),
  rule('V22', 'info', { maxDays: 90, minQuality: 50 }, { source: 'Our own choice' }),
  rule('V23', 'block', { warn: 1.3, block: 2 }, { source: 'Our own choice; no evidence found' }),
  rule('S01', 'block', {}, { also: 'V21' }),
  rule('S02', 'block', {}, { also: 'V21' }),
  rule('S03', 'block', {}, { also: 'V21' }),
  rule('S04', 'block', { maxStored: 50, maxExpanded: 200 }, { also: 'V21', source: 'What watches accept' }),
  rule('S05', 'block', {}, { also: 'V21', source: 'What watches accept' }),
  rule('S06', 'block', {}, { source: 'An approval is of exactly one content' }),
  ...['D01', 'D02', 'D03', 'D04', 'D05', 'D06'].map((id) => rule(id, 'block')),
  rule('D07', 'block', { maxSessions: 2 }, { also: 'V20', evidence: 'C', source: convention }),
  rule('D08', 'warn', { fromKm: 80 }, { evidence: 'C', source: convention }),
  ...['D09', 'D10', 'D11', 'D12'].map((id) => rule(id, 'block')),
  rule('T01', 'block', {}, { also: 'V21' }),
  rule(
    'T02',
    'block',
    { fastest: 90, slowest: 900, bestShare: 0.97, easyShare: 1.08 },
    { also: 'V17', source: convention, evidence: 'C' },
  ),
  rule('T03', 'block', {}, { also: 'V17', source: convention, evidence: 'C' }),
  rule('T04', 'block', {}, { source: convention, evidence: 'C' }),
  rule('T05', 'block', { maxS: 1200 }, { source: convention, evidence: 'C' }),
  rule('T06', 'block', {}, { also: 'V17' }),
  rule('T07', 'block', { ofFtp: 1.6 }, { source: convention, evidence: 'C' }),
  rule('T08', 'block', { minM: 50, maxM: 60_000, maxRideM: 250_000, maxS: 21_600 }, { also: 'V21' }),
  rule('T09', 'block', { minSessionS: 300 }),
  rule('T10', 'block'),
  rule('A01', 'block', { share: 1.1 }, { also: 'V20', source: 'The athlete’s own word' }),
  rule('A02', 'block', {}, { also: 'V20', source: 'The athlete’s own word' }),
  rule('A03', 'warn', {}, { source: 'The athlete’s own word' }),
  rule('A04', 'block', {}, { also: 'V20', source: 'The athlete’s own word' }),
  rule('H01', 'block', { lowReadiness: 40, maxMinutes: 60, keenReadiness: 60 }, { source: 'Our own choice' }),
  rule('H02', 'warn', {}, { source: 'Our own choice' }),
  rule('H03', 'block', { days: 14 }, { also: 'V18', evidence: 'C', source: convention }),
  rule('H04', 'block', { days: 3 }, { also: 'V18', evidence: 'C', source: convention }),
  rule('H05', 'block', {}, { source: 'Red flags belong to a doctor' }),
  rule('H06', 'block', { olderFromYears: 55, youngUnderYears: 18 }, { evidence: 'C', source: convention }),
  rule('H07', 'warn', { hotC: 33, badAir: 150 }, { evidence: 'C', source: convention }),
  rule('H08', 'block', {}, { source: 'No advice on medicine or rapid weight loss' }),
  ...['X01', 'X02'].map((id) => rule(id, 'block')),
  rule('X03', 'warn', {}, { source: 'Only what was retrieved may be cited' }),
  rule('X04', 'warn', { minShare: 0.7, fromLetters: 30 }),
  ...['X05', 'X06'].map((id) => rule(id, 'block')),
  rule('E01', 'block', {}, { source: 'What is sent must come back the same' }),
  rule('E02', 'block', { maxTitle: 80, maxNote: 200 }, { source: 'What watches accept' }),
  rule('E03', 'block', {}, { source: 'What watches accept' }),
]
export const planRules: readonly PlanRule[] = rules

const byId = new Map(planRules.map((each) => [each.id, each]))

export const planRule = (id: string): PlanRule => byId.get(id)!

type LimitsOf<Id> = Extract<(typeof rules)[number], { id: Id }>['limits']

/** The limits of a rule under their names. */
export const ruleLimits = <Id extends string>(id: Id): LimitsOf<Id> => planRule(id).limits as unknown as LimitsOf<Id>
