import { expect, test } from 'vitest'
import { planTraining } from '../plan/plan-training.ts'
import { goalKinds } from '../model/plan.ts'
import { readPlan } from '../model/read-plan.ts'
import { repairPlan } from '../revise/repair-plan.ts'
import { validatePlan } from '../validate/validate-plan.ts'
import { judgePlan } from '../validate/read-case.ts'
import { diceOf } from './dice.ts'
import type { Case } from './mutant.ts'
import { mutants } from './mutants.ts'
import { simulateAthlete } from './simulate-athlete.ts'

const perGoal = 1
const seeds = Array.from({ length: 200 }, (_, i) => 5000 + i)
const requests = goalKinds.flatMap((kind) =>
  seeds
    .map(simulateAthlete)
    .filter(({ goal }) => goal.kind === kind)
    .slice(0, perGoal),
)

const goodCases: Case[] = requests.flatMap((request) => {
  const drafted = planTraining(request)
  return drafted.ok ? [{ plan: drafted.value.plan, athlete: request.athlete, history: request.history }] : []
})

test('a draft comes from every athlete, and nothing in it blocks', () => {
  expect(goodCases).toHaveLength(perGoal * goalKinds.length)
  for (const { plan, athlete, history } of goodCases) {
    const { findings } = validatePlan(plan, athlete, history)
    expect(findings.filter(({ severity }) => severity === 'block')).toEqual([])
    expect(readPlan(JSON.parse(JSON.stringify(plan)))).toEqual({ plan, issues: [], nested: [] })
  }
})

test.each(mutants.map((mutant) => [mutant.name, mutant] as const))('%s is caught', (_, { expect: rules, mutate }) => {
  let tried = 0
  for (const [i, good] of goodCases.entries()) {
    const bad = mutate(good, diceOf(i))
    if (bad === null) continue
    tried++
    const { block, warn } = judgePlan(bad.plan, bad.athlete, bad.history)
    expect(
      [...block, ...warn].filter((id) => rules.includes(id)),
      `athlete ${i}: ${block.join(' ')} / ${warn.join(' ')}`,
    ).not.toEqual([])
  }
  expect(tried).toBeGreaterThan(0)
})

test('a repair ends in no block or says so, and a second one changes nothing', () => {
  for (const [i, good] of goodCases.slice(0, 2).entries()) {
    for (const { mutate } of mutants) {
      const bad = mutate(good, diceOf(i))
      if (bad === null || readPlan(bad.plan).plan === null) continue
      const once = repairPlan(readPlan(bad.plan).plan!, bad.athlete, bad.history)
      if (once.verdict.verdict === 'block') continue
      expect(repairPlan(once.plan, bad.athlete, bad.history)).toMatchObject({ plan: once.plan, applied: [] })
    }
  }
}, 60_000)
