import fc from 'fast-check'
import { expect, test } from 'vitest'
import { adjustSession, type Morning, type SessionKind } from './adjust-session.ts'

const kinds: SessionKind[] = ['hard', 'long', 'easy', 'rest']
const bands = ['high', 'normal', 'reduced', 'low'] as const
const levels = ['none', 'watch', 'caution', 'alert', 'stop'] as const
const strain: Record<SessionKind, number> = { rest: 0, easy: 1, long: 2, hard: 2 }
const calm: Morning = { band: 'normal', level: 'none', hrvStatus: 'within' }

const kind = fc.constantFrom(...kinds)
const minutes = fc.integer({ min: 1, max: 300 })
const morning = fc.record<Morning>({
  band: fc.constantFrom(...bands, null),
  level: fc.constantFrom(...levels),
  hrvStatus: fc.constantFrom('below', 'within', 'above', 'calibrating', 'no_data', null),
})

test('nothing is ever raised, and times are whole minutes', () => {
  fc.assert(
    fc.property(kind, minutes, morning, (planned, time, today) => {
      const adjusted = adjustSession(planned, time, today)
      expect(adjusted.minutes).toBeLessThanOrEqual(time)
      expect(Number.isInteger(adjusted.minutes)).toBe(true)
      expect(strain[adjusted.kind]).toBeLessThanOrEqual(strain[planned])
      const isSame = adjusted.kind === planned && adjusted.minutes === time
      expect(adjusted.why === 'unchanged' && !isSame).toBe(false)
    }),
  )
})

test('a worse band or level never asks for more', () => {
  fc.assert(
    fc.property(kind, minutes, fc.nat(3), fc.nat(4), fc.nat(3), fc.nat(4), (planned, time, b1, l1, b2, l2) => {
      const at = (band: number, level: number) =>
        adjustSession(planned, time, { band: bands[band]!, level: levels[level]!, hrvStatus: 'within' })
      const better = at(Math.min(b1, b2), Math.min(l1, l2))
      const worse = at(Math.max(b1, b2), Math.max(l1, l2))
      expect(strain[worse.kind]).toBeLessThanOrEqual(strain[better.kind])
      expect(worse.kind === better.kind && worse.minutes > better.minutes).toBe(false)
    }),
  )
})

test.each([
  ['hard', 60, { level: 'stop' }, { kind: 'rest', minutes: 0, why: 'stop' }],
  ['easy', 45, { level: 'stop' }, { kind: 'rest', minutes: 0, why: 'stop' }],
  ['long', 120, { level: 'alert' }, { kind: 'easy', minutes: 40, why: 'alert' }],
  ['easy', 45, { level: 'alert' }, { kind: 'easy', minutes: 27, why: 'alert' }],
  ['easy', 45, { level: 'caution' }, { kind: 'easy', minutes: 45, why: 'unchanged' }],
  ['easy', 50, { band: 'low' }, { kind: 'easy', minutes: 35, why: 'low_readiness' }],
  ['long', 90, { band: 'low' }, { kind: 'long', minutes: 72, why: 'low_readiness' }],
  ['long', 90, { hrvStatus: 'below' }, { kind: 'long', minutes: 90, why: 'unchanged' }],
  ['hard', 75, { level: 'caution' }, { kind: 'easy', minutes: 52, why: 'low_readiness' }],
  ['hard', 60, { band: null, hrvStatus: null }, { kind: 'hard', minutes: 60, why: 'unchanged' }],
] as const)('%s of %i min on %o', (planned, time, today, expected) => {
  expect(adjustSession(planned, time, { ...calm, ...today })).toEqual(expected)
})
