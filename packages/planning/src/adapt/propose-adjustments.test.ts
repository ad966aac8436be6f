import { expect, test } from 'vitest'
import type { Morning } from '../adjust-session.ts'
import { workoutsOf } from '../model/plan.ts'
import { planTraining } from '../plan/plan-training.ts'
import { applyOperations } from '../revise/apply-operations.ts'
import { simulateAthlete } from '../simulate/simulate-athlete.ts'
import { proposeAdjustments } from './propose-adjustments.ts'

const plans = Array.from({ length: 3 }, (_, seed) => planTraining(simulateAthlete(seed))).flatMap((made) =>
  made.ok ? [made.value.plan] : [],
)
const mornings: Morning[] = [
  { band: 'low', level: 'none', hrvStatus: null },
  { band: 'reduced', level: 'none', hrvStatus: 'below' },
  { band: 'normal', level: 'caution', hrvStatus: null },
  { band: null, level: 'alert', hrvStatus: null },
  { band: 'high', level: 'stop', hrvStatus: null },
]

test('every proposal can be applied and takes away: less load, never more time, never more of it hard', () => {
  let proposed = 0
  for (const plan of plans)
    for (const date of [...new Set(workoutsOf(plan).map((workout) => workout.date))].slice(0, 14))
      for (const morning of mornings)
        for (const { key, operation } of proposeAdjustments(plan, date, morning)) {
          proposed++
          const before = workoutsOf(plan).find((each) => each.key === key)!
          const changed = applyOperations(plan, plan.hash, [operation])
          expect(changed.ok).toBe(true)
          const after = changed.ok ? workoutsOf(changed.value).find((each) => each.key === key) : undefined
          expect(after?.est.load ?? 0).toBeLessThan(before.est.load)
          expect(after?.est.s ?? 0).toBeLessThanOrEqual(before.est.s)
          expect(after?.est.hardS ?? 0).toBeLessThanOrEqual(before.est.hardS)
          expect(before.date).toBe(date)
        }
  expect(proposed).toBeGreaterThan(10)
})

test('a good morning changes nothing, and neither does one of which nothing is known', () => {
  for (const plan of plans)
    for (const { date } of workoutsOf(plan).slice(0, 7)) {
      expect(proposeAdjustments(plan, date, { band: 'high', level: 'none', hrvStatus: 'within' })).toEqual([])
      expect(proposeAdjustments(plan, date, { band: null, level: 'none', hrvStatus: null })).toEqual([])
    }
})
