import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sharedDir } from '@rc/testing/corpus'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  intensities,
  strokes,
  swimTools,
  type End,
  type Plan,
  type Step,
  type StepOrRepeat,
  type Target,
  type Workout,
} from '../model/plan.ts'
import { finishPlan } from '../estimate/finish-plan.ts'
import { planTraining } from '../plan/plan-training.ts'
import { simulateAthlete } from '../simulate/simulate-athlete.ts'
import { fromFit, toFit } from './fit-workout.ts'
import { fromGarmin, toGarmin, type GarminWorkout } from './garmin-workout.ts'
import { fromICalendar, toICalendar } from './icalendar.ts'
import type { Loss } from './loss.ts'
import { readWorkoutText, toIntervalsText, writeWorkoutText } from './workout-text.ts'
import { toZwo } from './zwift-workout.ts'

const runs = { numRuns: 1000 }
const range = (min: number, max: number) =>
  fc
    .tuple(fc.integer({ min, max }), fc.integer({ min, max }))
    .map(([a, b]) => ({ lo: Math.min(a, b), hi: Math.max(a, b) }))
const paces = (min: number, max: number) => range(min, max).map(({ lo, hi }) => ({ fast: lo, slow: hi }))

const end: fc.Arbitrary<End> = fc.oneof(
  fc.record({ type: fc.constant('time' as const), s: fc.integer({ min: 5, max: 36_000 }) }),
  fc.record({
    type: fc.constant('distance' as const),
    m: fc.oneof(
      fc.integer({ min: 50, max: 60_000 }),
      fc.integer({ min: 200, max: 90_000 }).map((n) => n / 4),
    ),
  }),
  fc.constant({ type: 'lap' as const }),
  fc.record({
    type: fc.constant('hr' as const),
    op: fc.constantFrom('below', 'above'),
    bpm: fc.integer({ min: 40, max: 230 }),
  }),
  fc.record({
    type: fc.constant('power' as const),
    op: fc.constantFrom('below', 'above'),
    w: fc.integer({ min: 1, max: 900 }),
  }),
  fc.record({ type: fc.constant('kcal' as const), kcal: fc.integer({ min: 1, max: 10_000 }) }),
)

const target = (isSwim: boolean): fc.Arbitrary<Target> =>
  fc.oneof(
    fc.constant({ type: 'open' as const }),
    isSwim
      ? paces(40, 400).map((pace) => ({ type: 'swimPace' as const, ...pace }))
      : paces(120, 1200).map((pace) => ({ type: 'pace' as const, ...pace })),
    range(40, 230).map((hr) => ({ type: 'hr' as const, ...hr })),
    fc.integer({ min: 1, max: 5 }).map((zone) => ({ type: 'hrZone' as const, zone })),
    range(0, 2500).map((power) => ({ type: 'power' as const, ...power })),
    range(0, 300).map((pct) => ({ type: 'powerPct' as const, ...pct })),
    range(30, 260).map((cadence) => ({ type: 'cadence' as const, ...cadence })),
    range(1, 10).map((rpe) => ({ type: 'rpe' as const, ...rpe })),
  )

const words = fc.constantFrom('4:00-4:10', '힘 빼고 달려요', 'easy + "relaxed" intensity=rest', '3x - 5m')

const stepOf = (isSwim: boolean): fc.Arbitrary<Step> =>
  fc.record({
    kind: fc.constant('step' as const),
    intensity: fc.constantFrom(...intensities),
    end,
    target: target(isSwim),
    secondary: fc.option(target(isSwim), { freq: 3 }),
    ramp: fc.boolean(),
    name: fc.option(words, { freq: 3 }),
    note: fc.option(words, { freq: 3 }),
    stroke: isSwim ? fc.option(fc.constantFrom(...strokes)) : fc.constant(null),
    equipment: isSwim ? fc.option(fc.constantFrom(...swimTools)) : fc.constant(null),
  })

const stepsOf = (isSwim: boolean): fc.Arbitrary<StepOrRepeat[]> =>
  fc.array(
    fc.oneof(
      stepOf(isSwim),
      fc.record({
        kind: fc.constant('repeat' as const),
        count: fc.integer({ min: 2, max: 99 }),
        skipLastRest: fc.boolean(),
        steps: fc.array(stepOf(isSwim), { minLength: 1, maxLength: 4 }),
      }),
    ),
    { minLength: 1, maxLength: 6 },
  )

const workout: fc.Arbitrary<Workout> = fc.boolean().chain((isSwim) =>
  fc.record({
    key: fc.constant('w1-easy'),
    date: fc.constant('2026-12-01'),
    order: fc.constant(0),
    sport: fc.constantFrom<Workout['sport'][]>(
      ...(isSwim ? (['pool_swim', 'open_swim'] as const) : (['run', 'trail', 'bike', 'strength'] as const)),
    ),
    type: fc.constant('interval' as const),
    template: fc.constant(null),
    title: words,
    purpose: fc.oneof(words, fc.constant('')),
    steps: stepsOf(isSwim),
    pool: isSwim
      ? fc.constantFrom(null, { length: 25, unit: 'm' as const }, { length: 25, unit: 'yd' as const })
      : fc.constant(null),
    est: fc.constant({ s: 0, m: 0, load: 0, hardS: 0 }),
    sources: fc.constant([]),
    lock: fc.constant('none' as const),
  }),
)

/** Without what was declared lost, and numbers to a hundredth. */
function unlost(steps: unknown, loss: readonly Loss[]): unknown {
  const lost = new Set(loss.map(({ path }) => path))
  const reduce = (value: unknown, path: string): unknown => {
    if (lost.has(path)) return 'lost'
    if (typeof value === 'number') return Math.round(100 * value) / 100
    if (Array.isArray(value)) return value.map((each, i) => reduce(each, `${path}.${i}`))
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, reduce(each, `${path}.${key}`)]))
  }
  return reduce(steps, 'steps')
}

describe('a workout comes back as it was, but for the losses told', () => {
  test('from Garmin', () => {
    fc.assert(
      fc.property(workout, (sent) => {
        const { file, loss } = toGarmin(sent)
        const back = fromGarmin(JSON.parse(JSON.stringify(file)) as GarminWorkout)
        expect(unlost(back.steps, loss)).toEqual(unlost(sent.steps, loss))
        expect(back).toMatchObject({ title: sent.title, purpose: sent.purpose, key: sent.key, pool: sent.pool })
        expect(loss.some(({ path }) => path === 'sport') || back.sport === sent.sport).toBe(true)
        // One count through all steps and repeats.
        const orders = file.workoutSegments[0]!.workoutSteps.flatMap((step) =>
          step.type === 'RepeatGroupDTO'
            ? [step.stepOrder, ...step.workoutSteps.map(({ stepOrder }) => stepOrder)]
            : [step.stepOrder],
        )
        expect(orders).toEqual(orders.map((_, i) => i + 1))
      }),
      runs,
    )
  })

  test('from FIT', () => {
    fc.assert(
      fc.property(workout, (sent) => {
        const { file, loss } = toFit(sent)
        expect(unlost(fromFit(file), loss)).toEqual(unlost(sent.steps, loss))
      }),
      runs,
    )
  })

  test('from the text of intervals.icu', () => {
    fc.assert(
      fc.property(workout, ({ steps }) => {
        const { text, loss } = toIntervalsText(steps)
        const back = readWorkoutText(text)
        expect(back.problems).toEqual([])
        expect(unlost(back.steps, loss)).toEqual(unlost(steps, loss))
      }),
      runs,
    )
  })

  test('from our own text, without any loss', () => {
    fc.assert(
      fc.property(workout, ({ steps }) => {
        expect(readWorkoutText(writeWorkoutText(steps))).toEqual({ steps, problems: [] })
      }),
      runs,
    )
  })
})

const shared = sharedDir()

test.skipIf(shared === null)('what Garmin itself would show is read', () => {
  const file = (name: string) =>
    JSON.parse(readFileSync(join(shared!, 'data/garmin/examples', name), 'utf8')) as GarminWorkout
  const run = fromGarmin(file('workout-run.json'))
  expect(writeWorkoutText(run.steps).split('\n').slice(0, 4)).toEqual([
    '- 15m 120-140bpm intensity=warmup',
    '',
    '5x skip-last-rest',
    '- 1km 4:00-4:10/km pace note="4:00-4:10 /km"',
  ])
  const swim = fromGarmin(file('workout-swim.json'))
  expect(swim).toMatchObject({ sport: 'pool_swim', pool: { length: 25, unit: 'm' } })
  expect(swim.steps[2]).toMatchObject({
    count: 4,
    steps: [{ equipment: 'kickboard', end: { m: 50 } }, { end: { type: 'time', s: 15 } }],
  })
})

test('400m are 400 minutes and nobody means them', () => {
  expect(readWorkoutText('- 400m 4:00/km pace').problems).toEqual([{ line: 1, text: '- 400m 4:00/km pace' }])
  expect(readWorkoutText('- 400mtr 4:00/km pace').steps).toMatchObject([{ end: { type: 'distance', m: 400 } }])
  expect(readWorkoutText('Warm-up\n- 10m Z2 HR\n\nMain Set 4x\n- 1h5m 240-260w 90rpm').steps).toMatchObject([
    { end: { s: 600 }, target: { type: 'hrZone', zone: 2 } },
    {
      count: 4,
      steps: [{ end: { s: 3900 }, target: { type: 'power' }, secondary: { type: 'cadence', lo: 90, hi: 90 } }],
    },
  ])
})

test('a calendar gives its workouts back, in lines of at most 75 octets', () => {
  const drafted = planTraining(simulateAthlete(5001))
  if (!drafted.ok) throw new Error('no draft')
  const plan: Plan = finishPlan({ ...drafted.value.plan, title: '봄, 하프; 준비' })
  const text = toICalendar(plan, { stamp: '2026-11-21T08:00:00.000Z', instance: 'test' })
  expect(Math.max(...text.split('\r\n').map((line) => new TextEncoder().encode(line).length))).toBeLessThanOrEqual(75)
  const kept = plan.weeks.flatMap((week) => week.workouts).filter(({ type }) => type !== 'rest')
  expect(fromICalendar(text)).toEqual(kept)
  expect(fromICalendar('BEGIN:VCALENDAR\r\nX-RUNNINGCOACH-WORKOUT:e30\r\nEND:VCALENDAR')).toEqual([])
})

test('Zwift gets time and share of threshold, and is told what is missing', () => {
  fc.assert(
    fc.property(workout, (sent) => {
      const { basis } = simulateAthlete(5001)
      const { text, loss } = toZwo({ ...sent, title: '5 < 6 & "x"' }, basis)
      expect(text).toContain('<name>5 &lt; 6 &amp; &quot;x&quot;</name>')
      expect(loss.some(({ reason }) => reason === 'repeat')).toBe(sent.steps.some(({ kind }) => kind === 'repeat'))
    }),
    { numRuns: 50 },
  )
})
