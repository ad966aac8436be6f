import { addDays, type LocalDate, type Outcome } from '@rc/domain'
import { z } from 'zod'
import { finishPlan } from '../estimate/finish-plan.ts'
import { hashPlan } from '../model/canonical.ts'
import { StepOrRepeat, Workout, workoutsOf, type Plan } from '../model/plan.ts'
import { templateIds } from '../templates/template-ids.ts'
import { expandTemplate } from '../templates/templates.ts'
import { shrinkWorkout } from './resize-workout.ts'

const key = z.string().max(40)

/** Why a session is left out; `recovery`: the morning asked for it. */
export const skipReasons = ['recovery', 'ill', 'injured', 'tired', 'no_time', 'travel', 'weather', 'other'] as const
export type SkipReason = (typeof skipReasons)[number]

/** One change of a plan, whoever asked for it: a human, a model or the morning. */
export const PlanOperation = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('move'), key, toDate: z.iso.date() }),
  z.strictObject({
    op: z.literal('replace'),
    key,
    template: z.enum(templateIds),
    km: z.number().positive().max(250).nullable(),
    min: z.number().positive().max(600).nullable(),
    reps: z.int().min(1).max(60).nullable(),
  }),
  /** Only towards less; more is a replacement, which is looked at as a whole. */
  z.strictObject({ op: z.literal('scale'), key, factor: z.number().gt(0).lt(1) }),
  z.strictObject({ op: z.literal('skip'), key, reason: z.enum(skipReasons).optional() }),
  z.strictObject({
    op: z.literal('edit'),
    key,
    title: z.string().max(80).optional(),
    purpose: z.string().max(400).optional(),
    steps: z.array(StepOrRepeat).max(50).optional(),
    type: Workout.shape.type.optional(),
    sport: Workout.shape.sport.optional(),
  }),
  z.strictObject({ op: z.literal('lock'), key, lock: Workout.shape.lock }),
  z.strictObject({ op: z.literal('add'), workout: Workout }),
])
export type PlanOperation = z.infer<typeof PlanOperation>

/**
 * The next revision of a plan. The operations were meant for the content with `baseHash`; on any other they are refused.
 * Missing: `base_changed`, `no_such_workout`, `locked`, `outside_plan`, `key_taken`, `too_small`.
 */
export function applyOperations(base: Plan, baseHash: string, operations: readonly PlanOperation[]): Outcome<Plan> {
  if (hashPlan(base) !== baseHash) return { ok: false, missing: ['base_changed'] }
  let workouts = workoutsOf(base)
  for (const operation of operations) {
    const next = applyOne(base, workouts, operation)
    if (typeof next === 'string') return { ok: false, missing: [next] }
    workouts = next
  }
  return { ok: true, value: nextRevision(base, workouts) }
}

/** Back to an earlier content, as a revision of its own: nothing that was is ever rewritten. */
export const revertTo = (current: Plan, earlier: Plan): Plan =>
  finishPlan({ ...earlier, version: current.version + 1, status: 'draft' })

function nextRevision(base: Plan, workouts: readonly Workout[]): Plan {
  const weeks = base.weeks.map((week) => ({
    ...week,
    workouts: workouts.filter(({ date }) => date >= week.start && date <= addDays(week.start, 6)),
  }))
  return finishPlan({ ...base, version: base.version + 1, status: 'draft', weeks })
}

type Refusal = 'no_such_workout' | 'locked' | 'outside_plan' | 'key_taken' | 'too_small'

function applyOne(base: Plan, workouts: Workout[], operation: PlanOperation): Workout[] | Refusal {
  if (operation.op === 'add') {
    const { workout } = operation
    if (workouts.some((each) => each.key === workout.key)) return 'key_taken'
    return isInside(base, workout.date)
      ? [...workouts, { ...workout, order: freeOrder(workouts, workout.date) }]
      : 'outside_plan'
  }
  const found = workouts.find((each) => each.key === operation.key)
  if (found === undefined) return 'no_such_workout'
  if (found.lock === 'all' && operation.op !== 'lock') return 'locked'
  const replaceBy = (...by: Workout[]) => workouts.flatMap((each) => (each.key === found.key ? by : [each]))
  switch (operation.op) {
    case 'move':
      if (found.lock === 'date') return 'locked'
      if (!isInside(base, operation.toDate)) return 'outside_plan'
      return replaceBy({ ...found, date: operation.toDate, order: freeOrder(replaceBy(), operation.toDate) })
    case 'replace': {
      const { template, km, min, reps } = operation
      return replaceBy({
        ...found,
        ...expandTemplate(template, { km, min, reps }, { basis: base.basis, locale: base.locale, pool: found.pool }),
      })
    }
    case 'scale': {
      const smaller = shrinkWorkout(base, found, operation.factor)
      return smaller === null ? 'too_small' : replaceBy(smaller)
    }
    case 'skip':
      return replaceBy()
    case 'edit': {
      const { op: _op, key: _key, ...changes } = operation
      const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
      return replaceBy({ ...found, ...given, template: changes.steps === undefined ? found.template : null })
    }
    case 'lock':
      return replaceBy({ ...found, lock: operation.lock })
  }
}

const isInside = (plan: Plan, date: LocalDate): boolean => date >= plan.start && date <= plan.end

/** The first place of a day that is not taken; the last one where there is none, which the validator then says. */
function freeOrder(workouts: readonly Workout[], date: LocalDate): number {
  const taken = workouts.filter((each) => each.date === date).map(({ order }) => order)
  return [0, 1, 2, 3].find((order) => !taken.includes(order)) ?? 3
}
