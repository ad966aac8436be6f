import { addDays, mondayOf } from '@rc/domain'
import { describe, expect, test } from 'vitest'
import { isRun, type Plan, type Week } from '../model/plan.ts'
import { simulateAthlete } from '../simulate/simulate-athlete.ts'
import type { DoneSession } from '../validate/athlete-facts.ts'
import type { PlanRequest } from './plan-request.ts'
import { planTraining } from './plan-training.ts'

const planOf = (request: PlanRequest): Plan => {
  const drafted = planTraining(request)
  if (!drafted.ok) throw new Error(drafted.missing.join())
  return drafted.value.plan
}
/** A healthy grown runner. */
const simpleMarathon = 50

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

  test.each([411, 488, 1058])(
    'of athlete %i is light in its lighter weeks in every sport, and never fades away',
    (seed) => {
      const { weeks } = planOf(simulateAthlete(seed))
      const loading = weeks.filter(({ deload, phase }) => !deload && phase !== 'taper' && phase !== 'race')
      const most = Math.max(...loading.map(({ totals }) => totals.load))
      const light = weeks.filter(({ deload }) => deload)
      expect(Math.max(...light.map(({ totals }) => totals.load))).toBeLessThan(0.8 * most)
      expect(Math.min(...weeks.slice(1).map(({ totals }) => totals.load))).toBeGreaterThan(0.4 * most)
    },
  )

  test('lets whoever has just begun repeat a week: no two without a run', () => {
    const { weeks } = planOf(simulateAthlete(1322))
    const empty = weeks.flatMap((week) => (metres(week) === 0 ? [week.index] : []))
    expect(empty.filter((index) => empty.includes(index + 1))).toEqual([])
    expect(empty.length).toBeLessThan(3)
  })

  test.each([227, 541, 1312])('of athlete %i keeps a run past the hour within two fifths of its week', (seed) => {
    const parts = planOf(simulateAthlete(seed)).weeks.flatMap((week) => {
      const long = week.workouts.filter(({ sport, type, est }) => isRun(sport) && type !== 'race' && est.s > 3600)
      return long.map(({ est }) => est.m / metres(week))
    })
    expect(Math.max(0, ...parts)).toBeLessThan(0.41)
  })

  test.each([2, 3, 10])('after one run of 77 km %i days ago, beside a week of 8 km, goes on gently', (daysAgo) => {
    const request = simulateAthlete(simpleMarathon)
    const { today } = request.athlete
    const sessions = Array.from({ length: 84 }, (_, i) => i + 1).flatMap((day): DoneSession[] => {
      const run = { date: addDays(today, -day), family: 'run' as const, load: null, isHard: false }
      if (day === daysAgo) return [{ ...run, m: 77_000, s: 32_340 }]
      return day % 7 === 5 ? [{ ...run, m: 8000, s: 3040 }] : []
    })
    const history = { ...request.history, sessions, longest30M: null, daysOff: null, weekBeforeBreakM: null }
    const basis = { ...request.basis, weeklyM: 25_250, longest30M: 77_000 }
    const { weeks } = planOf({ ...request, history, basis })
    expect(metres(weeks[0]!)).toBeLessThan(30_000)
  })

  test('of a swimmer who may do nothing hard asks for nothing hard', () => {
    const request = simulateAthlete(112)
    expect([request.goal.kind, request.athlete.isPregnant]).toEqual(['swim', true])
    const drafted = planTraining(request)
    expect(drafted.ok && drafted.value.applied).toEqual([])
  })
})
