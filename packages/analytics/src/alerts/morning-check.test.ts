import { alertLevels } from '@rc/domain'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { MorningFacts } from './alert-rule.ts'
import { autonomicStreaks } from './autonomic-streaks.ts'
import { isWorthNotice } from './decide-notice.ts'
import { judgeMorning } from './judge-morning.ts'
import { alertRules } from './registry.ts'

const nothing: MorningFacts = {
  hrvStatus: null,
  hrvBelowDays: null,
  restingHrRaisedDays: null,
  hrvAndRestingHrAdverseDays: null,
  restingHrZ: null,
  sleepAverage14H: null,
  sleepDebtH: null,
  tsb: null,
  ramp7: null,
  monotony: null,
  weekLoadRatio: null,
  singleRunRatio: null,
  efficiencyChangePct: null,
  rpeAboveExpected: null,
  badFeelings: null,
  isIll: null,
  pain: null,
}
const levelOf = (facts: Partial<MorningFacts>) => judgeMorning({ ...nothing, ...facts }).level
const rulesOf = (facts: Partial<MorningFacts>) => judgeMorning({ ...nothing, ...facts }).flags.map(({ rule }) => rule)

test('rules have names of their own and say where they come from', () => {
  expect(alertRules.map(({ id }) => id).join(' ')).toBe('A1 A2 A3 A4 S1 S2 L1 L2 L3 I1 P1 P2 W1 G1')
  for (const { name, source } of alertRules) {
    expect(name).toMatch(/^[a-z0-9]+(_[a-z0-9]+)*$/)
    expect(source.length).toBeGreaterThan(0)
  }
})

test('what is not known fires nothing and is named', () => {
  expect(judgeMorning(nothing)).toEqual({ level: 'none', flags: [], unknown: alertRules.map(({ id }) => id) })
})

test.each([
  ['A1', { hrvBelowDays: 1 }, { hrvBelowDays: 0 }],
  ['A2', { restingHrRaisedDays: 1 }, { restingHrRaisedDays: 0 }],
  ['A3', { hrvAndRestingHrAdverseDays: 4 }, { hrvAndRestingHrAdverseDays: 3 }],
  ['A4', { hrvStatus: 'above', restingHrZ: -1, tsb: -21 }, { hrvStatus: 'above', restingHrZ: -1, tsb: -20 }],
  ['S1', { sleepAverage14H: 6.99 }, { sleepAverage14H: 7 }],
  ['S2', { sleepDebtH: 14 }, { sleepDebtH: 13.99 }],
  ['L1', { tsb: -30.01 }, { tsb: -30 }],
  ['L2', { ramp7: 8.01 }, { ramp7: 8 }],
  ['L3', { monotony: 2.1, weekLoadRatio: 1.21 }, { monotony: 2.1, weekLoadRatio: 1.2 }],
  ['I1', { singleRunRatio: 1.11 }, { singleRunRatio: 1.1 }],
  ['P1', { efficiencyChangePct: -5.1 }, { efficiencyChangePct: -5 }],
  ['P2', { rpeAboveExpected: 2 }, { rpeAboveExpected: 1.5 }],
  ['W1', { badFeelings: 2 }, { badFeelings: 1 }],
  ['G1', { isIll: false, pain: 4 }, { isIll: false, pain: 3 }],
] as const)('%s fires beyond its limit and not on it', (rule, beyond, within) => {
  expect(rulesOf(beyond)).toEqual([rule])
  expect(rulesOf(within)).toEqual([])
})

test('levels count domains, not flags', () => {
  expect(levelOf({ sleepAverage14H: 6, sleepDebtH: 20 })).toBe('watch')
  expect(levelOf({ sleepAverage14H: 6, tsb: -35 })).toBe('caution')
  expect(levelOf({ restingHrRaisedDays: 3 })).toBe('caution')
  expect(levelOf({ sleepAverage14H: 6, tsb: -35, badFeelings: 3 })).toBe('alert')
  expect(levelOf({ hrvAndRestingHrAdverseDays: 4 })).toBe('alert')
  expect(levelOf({ singleRunRatio: 1.4 })).toBe('watch')
  expect(levelOf({ singleRunRatio: 1.4, tsb: -35 })).toBe('watch')
  expect(levelOf({ isIll: true, sleepAverage14H: 6, tsb: -35, badFeelings: 3 })).toBe('stop')
})

test('a muted rule is silent; the gate cannot be muted', () => {
  const facts = { ...nothing, tsb: -35, isIll: true }
  const { flags, unknown } = judgeMorning(facts, ['L1', 'G1', 'A1'])
  expect(flags.map(({ rule }) => rule)).toEqual(['G1'])
  expect(unknown).not.toContain('A1')
})

test('worse facts never lower the level', () => {
  const days = fc.integer({ min: 0, max: 6 })
  const facts = fc.record({
    hrvBelowDays: days,
    restingHrRaisedDays: days,
    hrvAndRestingHrAdverseDays: days,
    sleepDebtH: fc.integer({ min: 0, max: 30 }),
    ramp7: fc.integer({ min: -5, max: 12 }),
    badFeelings: fc.integer({ min: 0, max: 4 }),
    pain: fc.integer({ min: 0, max: 10 }),
  })
  fc.assert(
    fc.property(facts, fc.constantFrom('hrvBelowDays', 'sleepDebtH', 'ramp7', 'badFeelings', 'pain'), (some, worse) => {
      const grown = { ...some, [worse]: some[worse] + 3 }
      expect(alertLevels.indexOf(levelOf(grown))).toBeGreaterThanOrEqual(alertLevels.indexOf(levelOf(some)))
    }),
  )
})

describe('notices', () => {
  test.each([
    ['none', null, false],
    ['watch', null, true],
    ['watch', 'watch', false],
    ['none', 'watch', true],
    ['alert', 'alert', true],
    ['stop', 'stop', true],
  ] as const)('%s after %s: %s', (level, before, sent) => {
    const last = before && { level: before, date: '2026-11-19' }
    expect(isWorthNotice(level, '2026-11-20', last)).toBe(sent)
  })

  test('never twice a day', () => {
    expect(isWorthNotice('stop', '2026-11-20', { level: 'none', date: '2026-11-20' })).toBe(false)
  })
})

describe('streaks', () => {
  const swing = (day: number): number => Math.sin(2.4 * day)
  const days = 80
  const after = (value: (day: number) => number, bad: number, from: number): Float64Array =>
    Float64Array.from({ length: days }, (_, day) => (day >= days - from ? bad : value(day)))

  test('an illness of four days is four days of both', () => {
    const hrvMs = after((day) => 60 + 4 * swing(day), 40, 4)
    const restingHrBpm = after((day) => 50 + 2 * swing(day), 58, 4)
    const streaks = autonomicStreaks(hrvMs, restingHrBpm)
    expect(streaks.hrvAndRestingHrAdverseDays).toBe(4)
    expect(streaks.restingHrRaisedDays).toBe(4)
    expect(streaks.hrvBelowDays).toBeGreaterThanOrEqual(3)
  })

  test('ordinary days are none, an unknown today is unknown, a hole ends the row', () => {
    const hrvMs = after((day) => 60 + 4 * swing(day), NaN, 0)
    const restingHrBpm = after((day) => 50 + 2 * swing(day), 58, 4)
    expect(autonomicStreaks(hrvMs, restingHrBpm)).toMatchObject({ hrvBelowDays: 0, hrvAndRestingHrAdverseDays: 0 })
    expect(autonomicStreaks(hrvMs, restingHrBpm.with(days - 2, NaN)).restingHrRaisedDays).toBe(1)
    expect(autonomicStreaks(hrvMs, restingHrBpm.with(days - 1, NaN)).restingHrRaisedDays).toBeNull()
    expect(autonomicStreaks(new Float64Array(0), new Float64Array(0)).hrvBelowDays).toBeNull()
  })
})
