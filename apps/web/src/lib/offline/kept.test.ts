import { routes } from '@rc/contract'
import { expect, test } from 'vitest'
import { changesPerson, isKept } from './kept.ts'

const paths = Object.values(routes)
  .filter(({ method }) => method === 'get')
  .map(({ path }) => path)
const filled = (path: string): string => path.replaceAll(/\{\w+\}/g, '7')

test('what is kept in the browser holds no secret, no file and nothing of the appliance', () => {
  const risky =
    /export|\/fit$|token|session|two-step|invitation|connection|notification|feed|sync|import|ingest|status|event/
  expect(paths.filter((path) => risky.test(path) && isKept(filled(path)))).toEqual([])
})

test('what an athlete looks at is kept', () => {
  for (const path of ['/me', '/dashboard/summary', '/activities', '/activities/12/samples', '/plans/abc', '/hrv'])
    expect([path, isKept(path)]).toEqual([path, true])
  expect(paths.filter((path) => isKept(filled(path))).length).toBeGreaterThan(25)
})

test('signing in, signing out and going away forget it', () => {
  for (const path of ['/auth/login', '/auth/logout', '/auth/setup', '/auth/accept-invitation'])
    expect(changesPerson('POST', path)).toBe(true)
  expect(changesPerson('DELETE', '/me')).toBe(true)
  expect(changesPerson('PATCH', '/me')).toBe(false)
})
