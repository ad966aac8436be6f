import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp } from './test-app.ts'

let api: Awaited<ReturnType<typeof createTestApp>>
let owner: Awaited<ReturnType<typeof api.signIn>>
let other: typeof owner
beforeAll(async () => {
  api = await createTestApp()
  owner = await api.signIn('owner')
  other = await api.signIn('other')
})
afterAll(() => api.close())

/** Opens a stream and collects what comes until `leave` or the stream's own end. */
async function listen(cookie: string) {
  const response = await api.call('GET', '/events', { cookie })
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  expect(response.headers.get('content-encoding')).toBeNull()
  const reader = (response.body as ReadableStream<Uint8Array>).getReader()
  let text = ''
  const ended = (async () => {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      text += new TextDecoder().decode(value)
    }
  })()
  const seen = async (part: string) => {
    for (let i = 0; i < 200 && !text.includes(part); i++) await setTimeout(25)
    expect(text).toContain(part)
  }
  return { text: () => text, seen, ended, leave: () => reader.cancel() }
}

const notify = (userId: number, type: string, data: object) =>
  api.sql`select pg_notify('rc_events', ${JSON.stringify({ userId, type, ...data })})`

test('each athlete hears their own events, with ids that grow', async () => {
  const [mine, theirs] = await Promise.all([listen(owner.cookie), listen(other.cookie)])
  await Promise.all([mine.seen('event: resync'), theirs.seen('event: resync')])
  await notify(owner.userId, 'import', { batchId: 7 })
  await notify(other.userId, 'activity', { activityId: 8 })
  await mine.seen('event: import\ndata: {"batchId":7}\nid: ')
  await theirs.seen('event: activity\ndata: {"activityId":8}\nid: ')
  expect(mine.text()).not.toContain('activityId')
  expect(theirs.text()).not.toContain('batchId')
  const ids = [...mine.text().matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id))
  expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => a - b))
  await Promise.all([mine.leave(), theirs.leave()])
  for (let i = 0; i < 100 && api.deps.events.size() > 0; i++) await setTimeout(10)
  expect(api.deps.events.size()).toBe(0)
})

test('one connection listens for all, and none when nobody does', async () => {
  const count = async () =>
    (
      await api.sql`select count(*)::integer as n from pg_stat_activity
      where datname = current_database() and application_name = 'runningcoach-events'`
    )[0]?.['n'] as number
  const streams = await Promise.all([listen(owner.cookie), listen(owner.cookie), listen(other.cookie)])
  await Promise.all(streams.map((stream) => stream.seen('event: resync')))
  expect(await count()).toBe(1)
  await Promise.all(streams.map((stream) => stream.leave()))
  for (let i = 0; i < 100 && (await count()) > 0; i++) await setTimeout(20)
  expect(await count()).toBe(0)
})

test('a lost connection is replaced, and the page is told to ask again', async () => {
  const stream = await listen(owner.cookie)
  await stream.seen('event: resync')
  for (let round = 2; round < 4; round++) {
    await api.sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'runningcoach-events'`
    const resyncs = () => stream.text().match(/event: resync/g)?.length ?? 0
    for (let i = 0; i < 200 && resyncs() < round; i++) await setTimeout(25)
    expect(resyncs()).toBeGreaterThanOrEqual(round)
  }
  await notify(owner.userId, 'metrics', { from: '2026-11-01' })
  await stream.seen('"from":"2026-11-01"')
  expect(stream.text().match(/2026-11-01/g)).toHaveLength(1)
  await stream.leave()
})

test('the stream ends with its session, at once', async () => {
  const session = await api.signIn('other')
  const [ending, staying] = await Promise.all([listen(session.cookie), listen(other.cookie)])
  await ending.seen('event: resync')
  await api.call('POST', '/auth/logout', { cookie: session.cookie })
  await expect(ending.ended).resolves.toBeUndefined()
  await notify(other.userId, 'job', { jobId: 5 })
  await staying.seen('"jobId":5')
  await staying.leave()
})

test('the stream ends when the process stops', async () => {
  const stream = await listen(owner.cookie)
  await stream.seen('retry: ')
  await api.deps.events.close()
  await expect(stream.ended).resolves.toBeUndefined()
})
