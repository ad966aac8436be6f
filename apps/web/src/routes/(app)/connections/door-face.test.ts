import type { Door } from '@rc/contract'
import { describe, expect, test } from 'vitest'
import { m } from '#lib/paraglide/messages.js'
import { doorFace, endsSoon } from './door-face.ts'

const now = Date.parse('2026-11-21T12:00:00Z')
const hours = (count: number): string => new Date(now + count * 3_600_000).toISOString()
const open: Door = {
  door: 'personal',
  official: true,
  state: 'active',
  credentialKind: 'personal_key',
  renewable: false,
  accountName: null,
  capabilities: [],
  serves: [],
  expiresAt: null,
  lastSuccessAt: hours(-1),
  lastError: null,
  authFailures: 0,
  pausedUntil: null,
  pauseReason: null,
  probe: null,
}
const face = (changes: Partial<Door>) => doorFace({ ...open, ...changes }, now, (instant) => instant)

describe('how a door is', () => {
  test('well', () => expect(face({})).toMatchObject({ tone: 'good', says: null }))
  test('resting, with the time at which it goes on', () => {
    const resting = face({ pausedUntil: hours(2), pauseReason: 'vendor_rate_limited' })
    expect(resting.tone).toBe('warn')
    expect(resting.says).toContain(hours(2))
  })
  test('a rest says what exactly went wrong', () => {
    const walled = { lastError: { code: 'vendor_unavailable', reason: 'wall', at: hours(0) } } as const
    const says = face({ ...walled, pausedUntil: hours(2), pauseReason: 'vendor_unavailable' }).says
    expect(says).toContain(m.vendor_reason_wall())
    expect(face({ ...walled, state: 'verifying', pausedUntil: hours(2), pauseReason: 'vendor_unavailable' }).says).toBe(
      says,
    )
  })
  test('a rest that is over is none', () =>
    expect(face({ pausedUntil: hours(-2), pauseReason: 'vendor_rate_limited' }).tone).toBe('good'))
  test('an error since the last success is told, an older one is not', () => {
    const error = (at: string): Partial<Door> => ({ lastError: { code: 'vendor_unavailable', reason: null, at } })
    expect(face(error(hours(-0.5))).tone).toBe('warn')
    expect(face(error(hours(-2))).tone).toBe('good')
  })
  test('needing the athlete goes before everything else', () =>
    expect(face({ state: 'reauth_required', pausedUntil: hours(2) }).tone).toBe('bad'))
})

describe('a key that ends', () => {
  test.each([
    [{ expiresAt: hours(6 * 24) }, true],
    [{ expiresAt: hours(8 * 24) }, false],
    [{ expiresAt: hours(24), renewable: true }, false],
    [{ expiresAt: hours(24), state: 'off' as const }, false],
    [{ expiresAt: null }, false],
  ])('%j', (changes, soon) => expect(endsSoon({ ...open, ...changes }, now)).toBe(soon))
})
