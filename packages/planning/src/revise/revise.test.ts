import { addDays } from '@rc/domain'
import { describe, expect, test } from 'vitest'
import { workoutsOf, type Plan } from '../model/plan.ts'
import { planTraining } from '../plan/plan-training.ts'
import { simulateAthlete } from '../simulate/simulate-athlete.ts'
import { applyOperations, revertTo, type PlanOperation } from './apply-operations.ts'
import { diffPlans } from './diff-plans.ts'

function draftOf(seed: number): Plan {
  const drafted = planTraining(simulateAthlete(seed))
  if (!drafted.ok) throw new Error(drafted.missing.join())
  return drafted.value.plan
}

// Somebody whose runs are long enough to become shorter.
const runsOf = (plan: Plan) => workoutsOf(plan).filter(({ type, est }) => type !== 'race' && est.m > 5000)
const plan = [5001, 5002, 5003, 5004, 5005, 5006, 5007].map(draftOf).find((each) => runsOf(each).length > 9)!
const [first, second] = runsOf(plan)
const apply = (...operations: PlanOperation[]) => applyOperations(plan, plan.hash, operations)
const value = (...operations: PlanOperation[]): Plan => {
  const applied = apply(...operations)
  if (!applied.ok) throw new Error(applied.missing.join())
  return applied.value
}

describe('operations', () => {
  test('make the next revision, with a hash of its own, and say what became of each workout', () => {
    const { key } = first!
    const moved = value({ op: 'move', key, toDate: addDays(first!.date, 1) })
    expect(moved).toMatchObject({ version: plan.version + 1, status: 'draft' })
    expect(moved.hash).not.toBe(plan.hash)
    expect(diffPlans(plan, moved).workouts).toMatchObject([
      { key, change: 'moved', after: { date: addDays(first!.date, 1) } },
    ])

    const smaller = diffPlans(plan, value({ op: 'scale', key, factor: 0.7 }))
    expect(smaller.workouts).toMatchObject([{ key, change: 'easier' }])
    expect(smaller.weeks).toHaveLength(1)
    expect(smaller.weeks[0]!.after.load).toBeLessThan(smaller.weeks[0]!.before.load)

    const replaced = value(
      { op: 'replace', key, template: 'recovery_run', km: 3, min: null, reps: null },
      { op: 'skip', key: second!.key },
    )
    expect(diffPlans(plan, replaced).workouts.map(({ key: of, change }) => [of, change])).toContainEqual([
      second!.key,
      'removed',
    ])
    expect(diffPlans(plan, value({ op: 'edit', key, title: '다른 이름' })).workouts).toMatchObject([
      { change: 'reworded' },
    ])
  })

  test('are taken back as one more revision', () => {
    const changed = value({ op: 'skip', key: first!.key })
    const back = revertTo(changed, plan)
    expect(back.version).toBe(plan.version + 2)
    expect(diffPlans(plan, back)).toEqual({ workouts: [], weeks: [] })
  })

  test('are refused on another content, for unknown, locked and outlying workouts', () => {
    const { key } = first!
    expect(applyOperations(plan, '0'.repeat(64), [])).toEqual({ ok: false, missing: ['base_changed'] })
    expect(apply({ op: 'skip', key: 'nobody' })).toEqual({ ok: false, missing: ['no_such_workout'] })
    expect(apply({ op: 'move', key, toDate: addDays(plan.end, 9) })).toEqual({ ok: false, missing: ['outside_plan'] })
    expect(apply({ op: 'add', workout: first! })).toEqual({ ok: false, missing: ['key_taken'] })
    expect(apply({ op: 'lock', key, lock: 'all' }, { op: 'skip', key })).toEqual({ ok: false, missing: ['locked'] })
    expect(apply({ op: 'lock', key, lock: 'date' }, { op: 'move', key, toDate: addDays(plan.start, 1) })).toEqual({
      ok: false,
      missing: ['locked'],
    })
    expect(apply({ op: 'scale', key, factor: 0.01 })).toEqual({ ok: false, missing: ['too_small'] })
  })
})
