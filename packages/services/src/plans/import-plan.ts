import { randomUUID } from 'node:crypto'
import type { Tenant } from '@rc/db'
import { addDays, AppError, mondayOf, type LocalDate } from '@rc/domain'
import {
  diffPlans,
  finishPlan,
  planOutside,
  readOutside,
  repairPlan,
  rulesVersion,
  workoutsOf,
  type Finding,
  type Goal,
  type OutsidePlan,
  type OutsideText,
  type Plan,
  type PlanDiff,
} from '@rc/planning'
import type { Deps } from '../deps.ts'
import { readInputs, type PlanInputs } from './read-inputs.ts'
import { readStanding, repairAhead, type PlanView, type StandingPlan } from './read-plan.ts'
import { storeRevision } from './store-revision.ts'

export interface ImportAsked {
  /** The plan whose days to come it replaces; null: it becomes a plan of its own. */
  planId: string | null
  goal: Goal['kind'] | null
  raceDate: LocalDate | null
  /** The Monday of the first week, where the text says no dates. */
  start: LocalDate | null
  title: string
  locale: 'ko' | 'en'
  /** Else it is only shown. */
  keep: boolean
}

export interface ImportedPlan extends PlanView, Omit<OutsidePlan, 'plan'> {
  format: OutsideText['format']
  repaired: Finding[]
  /** Against the plan it goes into. */
  diff: PlanDiff | null
}

/**
 * A draft from a text that came from outside, put right by the rules, with what was understood, decided and left out; kept
 * only when asked for, and approved like any other. Throws `invalid_input` where there is no plan in it.
 */
export const importPlan = (
  { database, now }: Pick<Deps, 'database' | 'now'>,
  userId: number,
  asked: ImportAsked,
  text: string,
): Promise<ImportedPlan> =>
  database.asUser(userId, async (tenant) => {
    const read = readOutside(text)
    const standing = asked.planId === null ? null : await readStanding(tenant, asked.planId)
    if (standing?.row.state === 'archived') throw new AppError('conflict', 'the plan has been put away')
    const inputs = await readInputs(tenant, now(), standing?.told ?? {}, asked.planId)
    const made = place(read, asked, inputs, standing)
    if (!made.ok) throw new AppError('invalid_input', 'no plan in the text', { details: { reasons: made.missing } })
    const { plan: draft, ...told } = made.value
    const { plan, verdict, applied } = await repair(tenant, now(), draft, inputs, standing)
    const approvedVersion = standing?.row.approvedVersion ?? null
    if (asked.keep)
      await storeRevision(tenant, plan, { told: standing?.told ?? {}, verdict, operations: null, approvedVersion })
    return {
      plan,
      state: standing?.row.state ?? 'draft',
      approvedVersion,
      verdict,
      format: read.format,
      ...told,
      repaired: applied,
      diff: standing === null ? null : diffPlans(standing.plan, plan),
    }
  })

function place(read: OutsideText, asked: ImportAsked, inputs: PlanInputs, standing: StandingPlan | null) {
  const { today, timeZone, basis, athlete, history } = inputs
  const base = standing?.plan ?? null
  const from = later(asked.start ?? (saysDates(read) ? today : nextMonday(today)), today)
  const request = {
    id: base?.id ?? randomUUID(),
    locale: base?.locale ?? asked.locale,
    tz: base?.tz ?? timeZone,
    title: base?.title ?? asked.title,
    goal: goalOf(read, asked, base, today),
    start: base?.start ?? from,
    weeks: null,
    basis,
    pool: null,
    athlete,
    history,
  }
  const origin = { kind: 'import' as const, runId: null, model: null, promptVersion: null, rulesVersion }
  const kept = base === null ? [] : workoutsOf(base).filter(({ date }) => date < from)
  return planOutside(read, request, { origin, from, kept })
}

function repair(
  tenant: Tenant,
  now: Date,
  draft: Plan,
  { athlete, history }: PlanInputs,
  standing: StandingPlan | null,
) {
  // Days of another plan are that plan's; a draft may lie over them until one of the two is approved.
  if (standing === null) return repairPlan(draft, { ...athlete, otherPlans: [] }, history)
  const next = finishPlan({ ...draft, version: standing.plan.version + 1 })
  return repairAhead(tenant, now, next, standing, standing.plan)
}

/** What the athlete says, else the text, else the plan it goes into. */
function goalOf(read: OutsideText, asked: ImportAsked, base: Plan | null, today: LocalDate): Goal {
  if (asked.goal !== null) return { kind: asked.goal, raceDate: asked.raceDate, targetS: null, note: null }
  const said = read.goal !== null && (read.goal.raceDate ?? today) >= today ? { ...read.goal, note: null } : null
  return said ?? base?.goal ?? { kind: 'custom', raceDate: null, targetS: null, note: null }
}

const later = (a: LocalDate, b: LocalDate): LocalDate => (a > b ? a : b)
const nextMonday = (today: LocalDate): LocalDate => (mondayOf(today) === today ? today : addDays(mondayOf(today), 7))

const saysDates = ({ rows, sessions, workouts }: OutsideText): boolean =>
  workouts.length > 0 || sessions.length > 0 || rows.some(({ date, weekDate }) => date !== null || weekDate !== null)
