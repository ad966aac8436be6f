import { Hono } from 'hono'
import { expect, test } from 'vitest'
import type { AppEnv } from './context.ts'
import { findAsker } from './middleware/asker.ts'
import { limitRate } from './middleware/limit-rate.ts'
import { toProblem } from './problem.ts'

test('who asks without end waits, by network, and the others do not', async () => {
  let nowMs = 0
  const app = new Hono<AppEnv>()
  app.use(
    findAsker(''),
    limitRate(() => nowMs),
  )
  app.onError((error, c) => c.body(null, toProblem(error).problem.status as 429))
  app.get('/', (c) => c.text('ok'))
  const passed = async (remoteAddress: string, times: number): Promise<number> => {
    const statuses = []
    for (let i = 0; i < times; i++)
      statuses.push((await app.request('/', {}, { incoming: { socket: { remoteAddress } } })).status)
    expect(statuses.filter((status) => status !== 200 && status !== 429)).toEqual([])
    return statuses.filter((status) => status === 200).length
  }
  expect(await passed('192.168.0.7', 1100)).toBe(1000)
  expect(await passed('192.168.0.8', 1)).toBe(1)
  expect([await passed('2001:db8::1', 600), await passed('2001:db8::2', 600)]).toEqual([600, 400])
  expect(await passed('127.0.0.1', 1100)).toBe(1100)
  nowMs = 500
  expect(await passed('192.168.0.7', 200)).toBe(100)
})
