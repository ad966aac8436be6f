import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTestDatabase } from '@rc/testing'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { repository } from './run-main.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let sql: postgres.Sql
const dir = mkdtempSync(join(tmpdir(), 'rc-reset-'))
beforeAll(async () => {
  database = await createTestDatabase()
  sql = postgres(database.adminUrl, { max: 1, onnotice: () => {} })
  mkdirSync(join(dir, 'secrets'))
  writeFileSync(join(dir, 'secrets/rc_app_password'), 'test')
})
afterAll(async () => {
  await sql.end()
  await database.drop()
  rmSync(dir, { recursive: true })
})

const reset = (...args: string[]) =>
  spawnSync(process.execPath, ['scripts/reset-password.ts', ...args], {
    cwd: repository,
    env: { ...process.env, DATABASE_URL: database.adminUrl, RC_DATA_DIR: dir },
    encoding: 'utf8',
  })
const left = async () =>
  (
    await sql`select (select count(*)::integer from login_sessions) as sessions, (select count(*)::integer from two_step) as two_step,
    (select count(*)::integer from recovery_codes) as codes`
  )[0]

test('who owns the machine gets back in: a new password, no session, and on request no second step', async () => {
  await sql`insert into users (login, display_name, password_hash) values ('runner', 'r', 'old'), ('other', 'o', 'old')`
  for (const id of [1, 2])
    await sql`insert into login_sessions (user_id, token_sha256, expires_at) values (${id}, ${Buffer.alloc(32, id)}, now() + interval '1 day')`
  await sql`insert into two_step (user_id, secret_sealed) values (1, '')`
  await sql`insert into recovery_codes (user_id, code_sha256) values (1, ${Buffer.alloc(32)})`

  const { stdout, status } = reset('Runner')
  expect(status).toBe(0)
  expect(stdout).toMatch(/The new password of Runner is ([A-Z2-9]{4}-){3}[A-Z2-9]{4}\nSessions ended: 1\./)
  expect(await left()).toEqual({ sessions: 1, two_step: 1, codes: 1 })
  expect(await sql`select login from users where password_hash = 'old'`).toEqual([{ login: 'other' }])

  expect(reset('runner', '--totp').stdout).toContain('Two steps are off')
  expect(await left()).toEqual({ sessions: 1, two_step: 0, codes: 0 })
})

test('says in a sentence what is missing', () => {
  expect(reset().stderr).toBe('Whose password?\nName one login: ./scripts/reset-password LOGIN\n')
  expect(reset('nobody').stderr).toBe('There is no account with the login nobody.\n')
})
