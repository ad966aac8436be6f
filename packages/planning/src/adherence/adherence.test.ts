import { expect, test } from 'vitest'
import { estimateWorkout, stretchesOf } from '../estimate/estimate-workout.ts'
import type { Basis, Workout } from '../model/plan.ts'
import type { TemplateId } from '../templates/template-ids.ts'
import { expandTemplate } from '../templates/templates.ts'
import { alignSteps } from './align-steps.ts'
import { matchDone } from './match-done.ts'
import { scoreSession } from './score-session.ts'

const basis: Basis = {
  thresholdPace: 285,
  lthr: 168,
  maxHr: 188,
  restHr: 48,
  ftp: null,
  css: null,
  weeklyM: 40_000,
  longest30M: 16_000,
  asOf: '2026-11-21',
}
const make = (id: TemplateId, size = {}, date = '2026-12-01', key: string = id): Workout => {
  const bare: Workout = {
    key,
    date,
    order: 0,
    est: { s: 0, m: 0, load: 0, hardS: 0 },
    sources: [],
    lock: 'none',
    ...expandTemplate(id, size, { basis, locale: 'ko' }),
  }
  return { ...bare, est: estimateWorkout(bare, basis) }
}

/** Second by second what was asked, or so much faster. */
function run(workout: Workout, faster = 1, lateHr = 45) {
  const timeS: number[] = [0]
  const distanceM: number[] = [0]
  const hrBpm: number[] = [100]
  const laps: { s: number; m: number }[] = []
  for (const { s, m } of stretchesOf(workout, basis)) {
    const mps = (m / s) * faster
    const [beganS, beganM] = [timeS.at(-1)!, distanceM.at(-1)!]
    const asked = 90 + (mps / 3.5) * 78
    while (distanceM.at(-1)! - beganM < m - 1e-9 && timeS.at(-1)! - beganS < s * 2) {
      timeS.push(timeS.at(-1)! + 1)
      distanceM.push(distanceM.at(-1)! + mps)
      hrBpm.push(hrBpm.at(-1)! + (asked - hrBpm.at(-1)!) / lateHr)
    }
    laps.push({ s: timeS.at(-1)! - beganS, m: distanceM.at(-1)! - beganM })
  }
  const course = { timeS, distanceM, hrBpm, speedMps: null, powerW: null }
  return { s: timeS.at(-1)!, m: distanceM.at(-1)!, laps, course }
}

test('what was asked, done with the watch leading, is green, step by step', () => {
  const workout = make('cruise_intervals', { km: 10, reps: 4 })
  const score = scoreSession(workout, basis, run(workout))
  expect(score).toMatchObject({ method: 'laps', colour: 'green', version: 1 })
  expect(score.compliancePct).toBeGreaterThan(95)
  expect(score.steps.filter(({ against }) => against !== null && against !== 'in')).toEqual([])
})

test('laps of every kilometre are no steps: the steps are cut out of the course', () => {
  const workout = make('cruise_intervals', { km: 10, reps: 4 })
  const done = run(workout)
  const laps = Array.from({ length: stretchesOf(workout, basis).length }, () => ({ s: 330, m: 1000 }))
  expect(alignSteps(stretchesOf(workout, basis), laps, done.course)!.method).toBe('segments')
  const score = scoreSession(workout, basis, { ...done, laps })
  expect(score.compliancePct).toBeGreaterThan(95)
})

test('too fast is above, half of it is not green, and what nobody measured is not judged', () => {
  const workout = make('easy_run', { km: 8 })
  expect(scoreSession(workout, basis, run(workout, 1.25)).steps[0]!.against).toBe('above')
  const half = { s: workout.est.s / 2, m: workout.est.m / 2, laps: [], course: null }
  expect(scoreSession(workout, basis, half)).toMatchObject({
    method: 'summary',
    size: 0.5,
    colour: 'amber',
    onTarget: null,
  })
  const unknown = scoreSession(workout, basis, { s: null, m: null, laps: [], course: null })
  expect(unknown).toMatchObject({ size: null, compliancePct: null, colour: null })
})

test('an activity is one session at most: its own day first, the day beside it only when much alike', () => {
  const easy = make('easy_run', { km: 8 }, '2026-12-01', 'easy')
  const long = make('long_easy', { km: 20 }, '2026-12-02', 'long')
  const rest = make('rest', {}, '2026-12-03', 'rest')
  const done = (id: number, date: string, km: number) => ({
    id,
    date,
    family: 'run' as const,
    s: km * 330,
    m: km * 1000,
  })
  const found = (...all: ReturnType<typeof done>[]) =>
    Object.fromEntries([...matchDone([easy, long, rest], all)].map(([key, { id }]) => [key, id]))
  expect(found(done(1, '2026-12-01', 8), done(2, '2026-12-02', 19))).toEqual({ easy: 1, long: 2 })
  expect(found(done(1, '2026-12-03', 19))).toEqual({ long: 1 })
  expect(found(done(1, '2026-12-03', 6))).toEqual({})
  expect(found({ ...done(1, '2026-12-01', 8), family: 'run', m: 8000 }, done(2, '2026-12-01', 3))).toEqual({ easy: 1 })
})
