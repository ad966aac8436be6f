import { addDays, mondayOf } from '@rc/domain'
import { describe, expect, test } from 'vitest'
import { isRun, type Plan, type Week } from '../model/plan.ts'
import { simulateAthlete } from '../simulate/simulate-athlete.ts'
import type { PlanRequest } from './plan-request.ts'
import { planTraining } from './plan-training.ts'

const planOf = (request: PlanRequest): Plan => {
  const drafted = planTraining(request)
  if (!drafted.ok) throw new Error(drafted.missing.join())
  return drafted.value.plan
}
const metres = ({ workouts }: Week): number =>
  workouts.reduce((sum, { sport, type, est }) => sum + (isRun(sport) && type !== 'race' ? est.m : 0), 0)

describe('a draft by rules', () => {
  test('that begins on a Sunday goes on from the athlete’s weeks, not from that day', () => {
    const request = simulateAthlete(253)
    expect(request.start).not.toBe(mondayOf(request.start))
    const monday = addDays(mondayOf(request.start), 7)
    const [broken, whole] = [planOf(request), planOf({ ...request, start: monday })]
    expect(metres(broken.weeks[1]!)).toBeGreaterThan(0.9 * metres(whole.weeks[0]!))
  })

  test('is light in its lighter weeks in every sport, and never fades away', () => {
    for (const seed of [411, 488, 1058]) {
      const { weeks } = planOf(simulateAthlete(seed))
      const loading = weeks.filter(({ deload, phase }) => !deload && phase !== 'taper' && phase !== 'race')
      const most = Math.max(...loading.map(({ totals }) => totals.load))
      for (const { totals, index, deload } of weeks.slice(1)) {
        if (deload) expect(totals.load, `athlete ${seed}, week ${index}`).toBeLessThan(0.8 * most)
        expect(totals.load, `athlete ${seed}, week ${index}`).toBeGreaterThan(0.4 * most)
      }
    }
  })

  test('lets whoever has just begun repeat a week: no two without a run', () => {
    const { weeks } = planOf(simulateAthlete(1322))
    const empty = weeks.flatMap((week) => (metres(week) === 0 ? [week.index] : []))
    expect(empty.filter((index) => empty.includes(index + 1))).toEqual([])
    expect(empty.length).toBeLessThan(3)
  })

  test('keeps a run past the hour within two fifths of its week', () => {
    for (const seed of [227, 541, 1312]) {
      for (const { workouts, index } of planOf(simulateAthlete(seed)).weeks) {
        const runs = workouts.filter(({ sport, type }) => isRun(sport) && type !== 'race')
        const total = runs.reduce((sum, { est }) => sum + est.m, 0)
        for (const { est } of runs)
          if (est.s > 3600) expect(est.m, `athlete ${seed}, week ${index}`).toBeLessThan(0.41 * total)
      }
    }
  })
})
