import type { AlertDomain, AlertLevel } from '@rc/domain'
import type { AlertPoints, AlertRule, MorningFacts } from './alert-rule.ts'
import { alertRules } from './registry.ts'

export interface AlertFlag {
  rule: AlertRule['id']
  name: string
  domain: AlertDomain
  version: number
  points: AlertPoints
}

export interface MorningJudgement {
  level: AlertLevel
  flags: AlertFlag[]
  /** Rules that could not look: their facts are not known. */
  unknown: AlertRule['id'][]
}

/** A flag of injury risk or a closed gate says nothing about recovery. */
const isRecovery = ({ domain }: AlertFlag): boolean => domain !== 'injury' && domain !== 'gate'

function levelOf(flags: readonly AlertFlag[]): AlertLevel {
  const domains = new Set(flags.filter(isRecovery).map(({ domain }) => domain)).size
  const strongest = Math.max(0, ...flags.map(({ points }) => points))
  if (flags.some(({ domain }) => domain === 'gate')) return 'stop'
  if (domains >= 3 || strongest === 3) return 'alert'
  if (domains >= 2 || strongest === 2) return 'caution'
  return flags.length > 0 ? 'watch' : 'none'
}

/**
 * The morning check: every rule that fires, and their level. `watch`: one domain or a flag of injury risk · `caution`:
 * two domains or one strong sign · `alert`: three domains or A3 · `stop`: the health gate. No level is a diagnosis; it
 * says in how many domains there are signs of poor recovery. Rules the athlete muted are left out, the gate never is.
 * Source: science.md 12. Evidence C, the combination D.
 */
export function judgeMorning(facts: MorningFacts, muted: readonly AlertRule['id'][] = []): MorningJudgement {
  const judged = alertRules
    .filter(({ id, domain }) => domain === 'gate' || !muted.includes(id))
    .map((rule) => ({ rule, points: rule.judge(facts) }))
  const flags = judged.flatMap(({ rule: { id, name, domain, version }, points }) =>
    points === null || points === 0 ? [] : [{ rule: id, name, domain, version, points }],
  )
  const unknown = judged.filter(({ points }) => points === null).map(({ rule }) => rule.id)
  return { level: levelOf(flags), flags, unknown }
}
