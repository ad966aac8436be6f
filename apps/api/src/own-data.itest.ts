import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp } from './test-app.ts'

let api: Awaited<ReturnType<typeof createTestApp>>
beforeAll(async () => void (api = await createTestApp()))
afterAll(() => api.close())

test('status tells of every part, for whoever is signed in', async () => {
  const { cookie } = await api.signIn('owner')
  const status = (await (await api.call('GET', '/status', { cookie })).json()) as {
    level: string
    checks: { part: string; level: string; code: string; facts: Record<string, unknown> }[]
  }
  expect(status.checks.map(({ part }) => part)).toEqual([
    'database',
    'queue',
    'jobs',
    'disk',
    'backup',
    'proof',
    'offsite',
    'versions',
  ])
  const codes = status.checks.map(({ code }) => code)
  expect(codes).toEqual(
    expect.arrayContaining(['database_ok', 'queue_ok', 'jobs_ok', 'backup_expected', 'offsite_off']),
  )
  expect(status.checks.at(-1)?.facts).toMatchObject({ postgres: expect.stringMatching(/^17\./) as string })
})

test('the times of the last backup and its proof are among the figures', async () => {
  const { cookie } = await api.signIn('owner')
  const figures = async () => (await api.call('GET', '/api/../metrics', { cookie })).text()
  expect(await figures()).toContain('rc_backup_last_success_timestamp Nan')
  await api.sql`insert into backup_runs (kind, state, name, started_at, finished_at)
    select kind, 'done', 'a', to_timestamp(1778000000), to_timestamp(1778000000) from unnest(array['backup', 'proof']) kind`
  expect(await figures()).toContain('rc_backup_last_success_timestamp 1778000000')
  expect(await figures()).toContain('rc_restore_last_proven_timestamp 1778000000')
  expect(await figures()).toMatch(/rc_disk_free_bytes \d+/)
})

test('an upload to a nearly full disk is 503 with the reason and when to come back', async () => {
  const { cookie } = await api.signIn('owner')
  const before = api.deps.readDisk
  api.deps.readDisk = () => Promise.resolve({ freeBytes: 1, totalBytes: 2 ** 40 })
  const response = await api.call('POST', '/imports?name=a.fit', {
    cookie,
    json: 'bytes',
    headers: { 'content-type': 'application/octet-stream' },
  })
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '60'])
  expect(await response.json()).toMatchObject({ code: 'unavailable', reasons: ['disk_nearly_full'] })
  expect((await api.call('GET', '/activities', { cookie })).status).toBe(200)
  api.deps.readDisk = before
})

test('an export is a ZIP with a name; an account ends with its password, and so do all its sessions', async () => {
  const [{ cookie }, other] = [await api.signIn('owner'), await api.signIn('owner')]
  const response = await api.call('GET', '/me/export', { cookie })
  expect(response.headers.get('content-type')).toBe('application/zip')
  expect(response.headers.get('content-disposition')).toMatch(/filename="runningcoach-owner-\d{4}-\d\d-\d\d\.zip"/)
  const bytes = Buffer.from(await response.arrayBuffer())
  expect([bytes.subarray(0, 4).toString('latin1'), bytes.includes('runningcoach-manifest.json')]).toEqual([
    'PK\x03\x04',
    true,
  ])

  const wrong = await api.call('DELETE', '/me', { cookie, json: { password: 'wrong' } })
  expect([wrong.status, await wrong.json()]).toMatchObject([403, { reasons: ['wrong_password'] }])
  const ended = await api.call('DELETE', '/me', { cookie, json: { password: 'a long enough password' } })
  expect([ended.status, await ended.json()]).toMatchObject([
    200,
    { login: 'owner', firstRun: true, rows: { users: 1 } },
  ])
  for (const each of [cookie, other.cookie]) expect((await api.call('GET', '/me', { cookie: each })).status).toBe(401)
  expect(await (await api.call('GET', '/auth/state')).json()).toEqual({ setUp: false, signedIn: false })
  expect(existsSync(join(api.dir, 'setup-code'))).toBe(true)
})
