import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { supervise, type Running } from './supervise.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A service whose processes end when told to. */
function fakeService() {
  const ends: (() => void)[] = []
  let stops = 0
  const start = async (): Promise<Running> => {
    const { promise, resolve } = Promise.withResolvers<void>()
    ends.push(resolve)
    const stop = async () => {
      stops++
      resolve()
    }
    return { process: { pid: ends.length, started: '' }, exited: promise, stop }
  }
  return {
    service: { name: 'fake', start },
    starts: () => ends.length,
    stops: () => stops,
    crash: () => ends.at(-1)?.(),
  }
}

test('starts a crashed process again after ever longer pauses', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const fake = fakeService()
  const supervised = await supervise(fake.service)
  for (const [crashes, pauseMs] of [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000].entries()) {
    fake.crash()
    await vi.advanceTimersByTimeAsync(pauseMs - 1)
    expect(fake.starts()).toBe(crashes + 1)
    await vi.advanceTimersByTimeAsync(1)
    expect(fake.starts()).toBe(crashes + 2)
  }
  await vi.advanceTimersByTimeAsync(60_001)
  fake.crash()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(fake.starts()).toBe(9)
  await supervised.stop()
})

test('a stop ends the process and is final', async () => {
  const fake = fakeService()
  const supervised = await supervise(fake.service)
  await supervised.stop()
  await vi.advanceTimersByTimeAsync(60_000)
  expect([fake.starts(), fake.stops()]).toEqual([1, 1])
})

test('a stop during a pause starts nothing more', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const fake = fakeService()
  const supervised = await supervise(fake.service)
  fake.crash()
  await vi.advanceTimersByTimeAsync(500)
  await supervised.stop()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(fake.starts()).toBe(1)
})
