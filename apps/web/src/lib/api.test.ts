import { afterEach, expect, test, vi } from 'vitest'
import { call } from './api.ts'

const route = { method: 'get', path: '/days', responses: {} }
const answering = (...bodies: object[]): void => {
  const fetched = vi.fn<typeof fetch>()
  for (const body of bodies) fetched.mockResolvedValueOnce(new Response(JSON.stringify(body)))
  vi.stubGlobal('fetch', fetched)
}
afterEach(() => vi.unstubAllGlobals())

test('asked again and answered the same, it is the same object', async () => {
  answering({ days: [1] }, { days: [1] }, { days: [2] })
  const [first, same, other] = [await call(route), await call(route), await call(route)]
  expect(same).toBe(first)
  expect(other).not.toBe(first)
  expect(other).toEqual({ days: [2] })
})

test('long answers are not kept', async () => {
  const long = { text: 'a'.repeat(600_000) }
  answering(long, long)
  const [first, second] = [await call(route), await call(route)]
  expect(second).toEqual(first)
  expect(second).not.toBe(first)
})
