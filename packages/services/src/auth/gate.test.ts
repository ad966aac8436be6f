import { expect, test } from 'vitest'
import { createGate } from './gate.ts'

test('runs two at once, in order, and refuses what does not fit into the queue', async () => {
  const gate = createGate({ atOnce: 2, waiting: 3 })
  let running = 0
  let most = 0
  const started: number[] = []
  const work = (n: number) =>
    gate(async () => {
      started.push(n)
      most = Math.max(most, ++running)
      await new Promise((resolve) => setTimeout(resolve, 5))
      running--
      return n
    })
  const all = [0, 1, 2, 3, 4].map(work)
  await expect(work(5)).rejects.toMatchObject({ code: 'unavailable' })
  expect(await Promise.all(all)).toEqual([0, 1, 2, 3, 4])
  expect(started).toEqual([0, 1, 2, 3, 4])
  expect(most).toBe(2)
})

test('a failure frees its place', async () => {
  const gate = createGate({ atOnce: 1, waiting: 1 })
  await expect(gate(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await gate(async () => 1)).toBe(1)
})
