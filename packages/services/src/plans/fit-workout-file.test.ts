import { expandTemplate, templateIds, type Step, type Workout } from '@rc/planning'
import { expect, test } from 'vitest'
import { decodeWorkoutFile, encodeWorkoutFile } from './fit-workout-file.ts'

const basis = {
  thresholdPace: 285,
  lthr: 168,
  maxHr: 188,
  restHr: 48,
  ftp: 250,
  css: 95,
  weeklyM: 38_000,
  longest30M: 16_000,
  asOf: '2026-11-21',
}
const frame = {
  key: 'k',
  date: '2026-12-01',
  order: 0,
  est: { s: 0, m: 0, load: 0, hardS: 0 },
  sources: [],
  lock: 'none' as const,
}

/** What a file cannot say, said of both sides alike. */
const spoken = (step: Step): unknown => ({
  ...step,
  stroke: null,
  equipment: null,
  ramp: false,
  target: step.target.type === 'rpe' ? { type: 'open' } : step.target,
})

test.each(templateIds.filter((id) => id !== 'rest'))(
  '%s as a FIT file comes back, paces as fine as FIT counts',
  (id) => {
    const workout: Workout = { ...frame, ...expandTemplate(id, {}, { basis, locale: 'ko' }) }
    const { bytes, loss } = encodeWorkoutFile(workout, 1_795_000_000)
    const back = decodeWorkoutFile(bytes)
    const lostRounds = loss.some(({ reason }) => reason === 'repeat')
    const plain = workout.steps.map((item) =>
      item.kind === 'step'
        ? spoken(item)
        : { ...item, skipLastRest: lostRounds ? false : item.skipLastRest, steps: item.steps.map(spoken) },
    )
    const rounded = (value: unknown) =>
      JSON.parse(
        JSON.stringify(value, (_, each: unknown) => (typeof each === 'number' ? Math.round(each) : each)),
      ) as unknown
    expect(rounded(back)).toEqual(rounded(plain))
  },
)

test('ends and targets of every kind', () => {
  const step = (change: Partial<Step>): Step => ({
    kind: 'step',
    intensity: 'active',
    end: { type: 'lap' },
    target: { type: 'open' },
    secondary: null,
    ramp: false,
    name: null,
    note: '힘 빼고',
    stroke: null,
    equipment: null,
    ...change,
  })
  const steps = [
    step({ end: { type: 'hr', op: 'below', bpm: 120 }, target: { type: 'hrZone', zone: 2 } }),
    step({ end: { type: 'power', op: 'above', w: 200 }, target: { type: 'powerPct', lo: 80, hi: 90 } }),
    step({ end: { type: 'kcal', kcal: 300 }, target: { type: 'cadence', lo: 170, hi: 180 } }),
    step({ end: { type: 'time', s: 90 }, target: { type: 'power', lo: 200, hi: 250 } }),
  ]
  const { bytes, loss } = encodeWorkoutFile(
    { ...frame, sport: 'bike', type: 'interval', template: null, title: 'x', purpose: '', steps, pool: null },
    1_795_000_000,
  )
  expect(loss).toEqual([])
  expect(decodeWorkoutFile(bytes)).toEqual(steps)
})
