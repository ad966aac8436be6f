import type { Door } from '@rc/contract'
import type { ErrorCode, LoginFailure } from '@rc/domain'
import { expect, test } from 'vitest'
import { faultCases, type Told } from '../../../../sandbox/src/garmin/faults/told.ts'
import { m } from '#lib/paraglide/messages.js'
import { doorFace } from '../../routes/(app)/connections/door-face.ts'
import { loginFailureText, troubleText } from './vendors.ts'

// The other half of apps/worker/src/garmin-faults.itest.ts, which shows that these codes and reasons come of these faults.

const cases = Object.entries(faultCases).flatMap(([kind, { told }]) => (told ? [[kind, told] as const] : []))
const sentences = m as unknown as Record<string, (() => string) | undefined>

/** What the page says: on the ladder while the door rests, in the form of the login, or in a list. */
function said({ where, code, reason, sentence }: Told): string | null {
  if (where === 'login') return loginFailureText[code as LoginFailure]()
  // A mark of the dataset, not of one question.
  if (sentence === 'sync_quarantined') return m.sync_quarantined({ count: '1' })
  if (where === 'list') return troubleText(code as ErrorCode, reason)
  const at = new Date().toISOString()
  const door = {
    state: 'active',
    lastError: { code, reason, at },
    lastSuccessAt: null,
    pausedUntil: '2999-01-01T00:00:00Z',
    pauseReason: code,
  } as Door
  return doorFace(door, Date.now(), () => '')?.says ?? null
}

test.each(cases)('%s is told in its own sentence', (_, told) => {
  const sentence =
    told.sentence === 'sync_quarantined' ? m.sync_quarantined({ count: '1' }) : sentences[told.sentence]?.()
  expect(sentence).toBeDefined()
  expect(said(told)?.startsWith(sentence!)).toBe(true)
})
