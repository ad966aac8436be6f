import { expect, test, vi } from 'vitest'
import { ApiError } from './api.ts'
import { attempt, load } from './loading.ts'

test('what is quick is there at once, what is slow comes later', async () => {
  vi.useFakeTimers()
  expect(await load(Promise.resolve(1))).toEqual({ now: { ok: true, value: 1 } })
  const slow = load(new Promise((done) => setTimeout(done, 500, 2)))
  await vi.advanceTimersByTimeAsync(250)
  const loading = await slow
  if (!('later' in loading)) throw new Error('should still be on its way')
  await vi.advanceTimersByTimeAsync(300)
  expect(await loading.later).toEqual({ ok: true, value: 2 })
  vi.useRealTimers()
})

test('a failure is a value', async () => {
  const error = new ApiError('not_found', 404)
  expect(await load(Promise.reject(error))).toEqual({ now: { ok: false, error } })
  expect(await attempt(Promise.reject(new Error('boom')))).toMatchObject({ ok: false, error: { code: 'internal' } })
})
