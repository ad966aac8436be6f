import type { AlertLevel, AlertRuleId } from '@rc/domain'
import type { MorningCheck } from '@rc/contract'
import { formatNumber, formatSigned } from '#lib/format/number.ts'
import { formatSpokenDuration } from '#lib/format/duration.ts'
import { m } from '#lib/paraglide/messages.js'
import type { IconName } from '#lib/ui/icons.ts'

/** Icon, word and colour of a level: never a dot alone, and no level names an illness. */
export const levelFace: Record<AlertLevel, { name: () => string; icon: IconName; tone: string }> = {
  none: { name: m.level_none, icon: 'done', tone: 'good' },
  watch: { name: m.level_watch, icon: 'clock', tone: 'soft' },
  caution: { name: m.level_caution, icon: 'warn', tone: 'warn' },
  alert: { name: m.level_alert, icon: 'warn', tone: 'bad' },
  stop: { name: m.level_stop, icon: 'stop', tone: 'bad' },
}

export const ruleName: Record<AlertRuleId, () => string> = {
  A1: m.rule_a1,
  A2: m.rule_a2,
  A3: m.rule_a3,
  A4: m.rule_a4,
  S1: m.rule_s1,
  S2: m.rule_s2,
  L1: m.rule_l1,
  L2: m.rule_l2,
  L3: m.rule_l3,
  I1: m.rule_i1,
  P1: m.rule_p1,
  P2: m.rule_p2,
  W1: m.rule_w1,
  G1: m.rule_g1,
}

type Facts = MorningCheck['facts']

const days = (facts: Facts, name: string): string => m.fact_days({ count: Number(facts[name]) })
const hours = (facts: Facts, name: string): string => formatSpokenDuration(Math.round(Number(facts[name]) * 60) * 60)
const percent = (facts: Facts, name: string): string => `${formatSigned(100 * (Number(facts[name]) - 1))}%`

/** The figure a rule looked at, as it is told beside its name. */
const figures: Partial<Record<AlertRuleId, [fact: string, tell: (facts: Facts, name: string) => string]>> = {
  A1: ['hrvBelowDays', days],
  A2: ['restingHrRaisedDays', days],
  A3: ['hrvAndRestingHrAdverseDays', days],
  S1: ['sleepAverage14H', hours],
  S2: ['sleepDebtH', hours],
  L1: ['tsb', (facts, name) => formatSigned(Number(facts[name]))],
  L2: ['ramp7', (facts, name) => formatSigned(Number(facts[name]), 1)],
  L3: ['monotony', (facts, name) => formatNumber(Number(facts[name]), 1)],
  I1: ['singleRunRatio', percent],
  P1: ['efficiencyChangePct', (facts, name) => `${formatSigned(Number(facts[name]), 1)}%`],
  P2: ['rpeAboveExpected', (facts, name) => formatSigned(Number(facts[name]), 1)],
  W1: ['badFeelings', (facts, name) => m.fact_signs({ count: Number(facts[name]) })],
}

export function ruleFigure(rule: AlertRuleId, facts: Facts): string | null {
  const found = figures[rule]
  if (!found || facts[found[0]] == null) return null
  return found[1](facts, found[0])
}
