import { addDays, type LocalDate } from '@rc/domain'
import { describe, expect, test } from 'vitest'
import { backTest, setbacksOf, type Setback } from './back-test.ts'
import { countBadFeelings } from './bad-feelings.ts'
import { morningFacts, type DailyHistory } from './morning-facts.ts'
import { judgeSessions, type SessionSign } from './session-signs.ts'

const firstDate = '2026-01-01'
const days = 150
const on = (day: number): LocalDate => addDays(firstDate, day)
const column = (of: (day: number) => number): Float64Array => Float64Array.from({ length: days }, (_, day) => of(day))
const unknown = column(() => NaN)
const nothing: DailyHistory = {
  firstDate,
  hrvMs: unknown,
  restingHrBpm: unknown,
  sleepH: unknown,
  tsb: unknown,
  load: unknown,
  ramp7: unknown,
  monotony: unknown,
  badFeelings: unknown,
  isIll: unknown,
  pain: unknown,
}
const mornings = (history: Partial<DailyHistory>, from = firstDate) =>
  morningFacts({ ...nothing, ...history }, [], from, 8)
const recordOf = (id: string, history: Partial<DailyHistory>, setbacks: Setback[] = []) =>
  backTest(mornings(history), setbacks).find((record) => record.id === id)!

describe('a back-test', () => {
  const illness: Setback = { kind: 'illness', from: on(60), to: on(65) }
  const tiredOn = (...up: number[]) => ({ tsb: column((day) => (up.includes(day) ? -40 : 0)) })

  test('tells hits, misses and false alarms apart', () => {
    const { lookedDays, firedDays, episodes, outcomes, falseAlarms, falseAlarmsPerMonth } = recordOf(
      'L1',
      tiredOn(20, 21, 40, 61, 62),
      [illness],
    )
    expect({ lookedDays, firedDays, falseAlarms }).toEqual({ lookedDays: days, firedDays: 5, falseAlarms: 2 })
    expect(falseAlarmsPerMonth).toBeCloseTo((2 * 365.25) / 12 / days, 9)
    expect(episodes).toEqual([
      { from: on(20), to: on(21), setback: null },
      { from: on(40), to: on(40), setback: null },
      { from: on(61), to: on(62), setback: 0 },
    ])
    expect(outcomes).toEqual([{ setback: 0, firstOn: on(61), afterDays: 1, isHit: true }])
  })

  test.each([
    [58, true],
    [57, false],
    [63, true],
    [64, false],
    [72, false],
  ])('up on day %d of an illness from 60 to 65: a hit is %s', (day, isHit) => {
    expect(recordOf('L1', tiredOn(day), [illness]).outcomes[0]!.isHit).toBe(isHit)
  })

  test('nobody’s body knows of an overload before it begins', () => {
    const overload: Setback = { kind: 'overload', from: on(60), to: on(73) }
    expect(recordOf('L1', tiredOn(59), [overload]).outcomes[0]).toMatchObject({ firstOn: null, isHit: false })
    expect(recordOf('L1', tiredOn(59), [overload]).falseAlarms).toBe(1)
  })

  test('what is not known is neither up nor quiet, and never looked is no rate of false alarms', () => {
    expect(recordOf('L1', {})).toMatchObject({ lookedDays: 0, firedDays: 0, falseAlarmsPerMonth: null })
    expect(recordOf('watch', {})).toMatchObject({ lookedDays: 0, falseAlarmsPerMonth: null })
    expect(recordOf('L1', { tsb: tiredOn(5).tsb.with(4, NaN) }).lookedDays).toBe(days - 1)
  })

  test('setbacks do not foretell themselves', () => {
    const ill = column((day) => (day >= 60 && day <= 65 ? 1 : 0))
    expect(backTest(mornings({ isIll: ill, pain: ill }), [illness]).every(({ firedDays }) => firedDays === 0)).toBe(
      true,
    )
    expect(backTest(mornings({}), []).map(({ id }) => id)).not.toContain('G1')
  })

  test('days in a row are one setback, a pause of one day does not end it', () => {
    expect(setbacksOf('illness', [on(1), on(2), on(4), on(7)])).toEqual([
      { kind: 'illness', from: on(1), to: on(4) },
      { kind: 'illness', from: on(7), to: on(7) },
    ])
  })
})

describe('the facts of a morning', () => {
  const swing = (day: number): number => Math.sin(2.4 * day)
  const full: DailyHistory = {
    ...nothing,
    hrvMs: column((day) => 60 + 4 * swing(day) - (day > 120 ? 15 : 0)),
    restingHrBpm: column((day) => 50 + swing(day + 1) + (day > 120 ? 6 : 0)),
    sleepH: column((day) => 7 + swing(day)),
    tsb: column((day) => swing(day)),
    load: column((day) => 50 + 40 * swing(day)),
    ramp7: column((day) => day),
    monotony: column((day) => day / 100),
  }

  test('are the same whether a morning is looked at alone or among others', () => {
    const among = morningFacts(full, [], on(100), 8)
    expect(among.map(({ date }) => date)).toEqual(Array.from({ length: 50 }, (_, i) => on(100 + i)))
    const cut = (columns: DailyHistory, from: number, to: number) =>
      Object.fromEntries(
        Object.entries(columns).map(([name, values]) => [
          name,
          values instanceof Float64Array ? values.slice(from, to) : on(from),
        ]),
      ) as unknown as DailyHistory
    expect(morningFacts(cut(full, 30, 126), [], on(125), 8)).toEqual([among[25]])
  })

  test('load and ramp are those of the evening before, form and night of the morning', () => {
    const [morning] = morningFacts(full, [], on(100), 8)
    expect(morning!.facts).toMatchObject({
      tsb: full.tsb[100],
      ramp7: 99,
      monotony: 0.99,
      badFeelings: null,
      isIll: null,
    })
  })

  test('a week like the three before it is 1; a hole is not a zero', () => {
    const ratio = (load: Float64Array) => morningFacts({ ...full, load }, [], on(100), 8)[0]!.facts.weekLoadRatio
    expect(ratio(column(() => 60))).toBeCloseTo(1, 12)
    expect(ratio(column((day) => (day >= 93 && day < 100 ? 90 : 60)))).toBeCloseTo(90 / 67.5, 12)
    expect(ratio(column(() => 60).with(80, NaN))).toBeNull()
    expect(ratio(column(() => 0))).toBeNull()
  })
})

describe('what sessions say', () => {
  const run = (day: number, other: Partial<SessionSign> = {}): SessionSign => ({
    date: on(day),
    family: 'run',
    distanceM: 10_000,
    timerS: 3600,
    efficiency: 1.4,
    load: 60,
    rpe: null,
    ...other,
  })
  const last = (...sessions: SessionSign[]) => judgeSessions(sessions).at(-1)!

  test('a run is compared with the longest of the thirty days before it, its own day left out', () => {
    expect(last(run(0, { distanceM: 30_000 }), run(1), run(31, { distanceM: 15_000 })).singleRunRatio).toBe(1.5)
    expect(last(run(1), run(1, { distanceM: 15_000 })).singleRunRatio).toBeNull()
    expect(last(run(1), run(2, { distanceM: null })).singleRunRatio).toBeNull()
    expect(last(run(1, { family: 'bike' }), run(2)).singleRunRatio).toBeNull()
  })

  test('efficiency needs three like sessions within 28 days', () => {
    const usual = [run(1), run(2, { efficiency: 1.5 }), run(3, { efficiency: 1.3 })]
    expect(last(...usual, run(10, { efficiency: 1.33 })).efficiencyChangePct).toBeCloseTo(-5, 9)
    expect(last(...usual, run(30, { efficiency: 1.33 })).efficiencyChangePct).toBeNull()
    expect(last(...usual, run(10, { efficiency: null })).efficiencyChangePct).toBeNull()
    expect(last(...usual, run(10, { family: 'bike', efficiency: 1.33 })).efficiencyChangePct).toBeNull()
  })

  test('an hour at threshold is a 7; without effort or load nothing is expected', () => {
    expect(last(run(1, { load: 100, rpe: 9 })).rpeAboveExpected).toBeCloseTo(2, 12)
    expect(judgeSessions([run(1, { load: 100, rpe: 9 })], 100 / 300)[0]!.rpeAboveExpected).toBeCloseTo(4, 12)
    expect(last(run(1, { rpe: 9, load: null })).rpeAboveExpected).toBeNull()
    expect(last(run(1)).rpeAboveExpected).toBeNull()
    expect(last(run(1, { rpe: 5, timerS: 0 })).rpeAboveExpected).toBeNull()
  })
})

test('bad feelings are the two worst steps, of mood the lowest; nothing written is not known', () => {
  expect(countBadFeelings({ fatigue: 4, soreness: 3, mood: 2, stress: null })).toBe(2)
  expect(countBadFeelings({ fatigue: 1, soreness: 1, mood: 5, stress: 1 })).toBe(0)
  expect(countBadFeelings({ fatigue: null, soreness: null, mood: null, stress: null })).toBeNull()
})
