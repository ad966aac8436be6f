import { aiSignals } from '@rc/domain'
import type { Goal } from '@rc/planning'
import type { Deps } from '../deps.ts'
import { readInputs } from '../plans/read-inputs.ts'
import { gatherFacts } from './gather-facts.ts'
import { readStandingPlan } from './standing-plan.ts'
import { summaryText } from './summary-text.ts'

export const summaryParts = [...aiSignals, 'goal', 'calendar', 'format'] as const
export type SummaryPart = (typeof summaryParts)[number]

const noGoal: Goal = { kind: 'fitness', raceDate: null, targetS: null, note: null }

/**
 * What the athlete may hand to another chat: the parts they chose, and nothing that its source keeps for itself. The text
 * is exactly what they copy.
 */
export const exportSummary = (
  { database, now }: Pick<Deps, 'database' | 'now'>,
  userId: number,
  { locale, parts }: { locale: 'ko' | 'en'; parts: readonly SummaryPart[] },
) =>
  database.asUser(userId, async (tenant) => {
    const standing = await readStandingPlan(tenant, now(), null)
    const inputs = await readInputs(tenant, now(), standing?.told ?? {}, standing?.plan.id ?? null)
    const { goal, calendar, mostDaysPerWeek, ...chosen } = await gatherFacts(tenant, now(), inputs, {
      signals: aiSignals.filter((signal) => parts.includes(signal)),
      locale,
      goal: standing?.plan.goal ?? noGoal,
      plan: standing?.plan ?? null,
    })
    const facts = {
      ...chosen,
      ...(parts.includes('goal') && standing !== null ? { goal } : {}),
      ...(parts.includes('calendar') ? { calendar, mostDaysPerWeek } : {}),
    }
    return { facts, text: summaryText(facts, locale, { withFormat: parts.includes('format') }) }
  })
