import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { loadConfig } from '@rc/config'
import { openDatabase, type Database } from '@rc/db'
import { openSecret, sealSecret } from '@rc/services/vault/secrets'
import { createTestDatabase, type TestDatabase } from '@rc/testing'
import { masterKeyId, open, parseKeyring, type Place } from '@rc/vault'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { prepareDataDir } from './appliance/data-dir.ts'
import { mendKeyFile, replaceKeyFile } from './appliance/key-file.ts'
import { repository } from './run-main.ts'

const dir = mkdtempSync(join(tmpdir(), 'rc-rotate-'))
let testDatabase: TestDatabase
let database: Database
let sql: postgres.Sql
const keyFile = join(dir, 'secrets/master_keys')
const config = loadConfig({ RC_DATA_DIR: dir, RC_BACKUP_DIR: join(dir, 'backups') })

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  sql = postgres(testDatabase.adminUrl, { max: 1, onnotice: () => {} })
  await prepareDataDir(config)
  writeFileSync(join(dir, 'secrets/rc_ingest_password'), 'test')
  database = openDatabase({ url: testDatabase.appUrl, maxConnections: 4 })
  await sql`insert into users (login, display_name, password_hash) select 'user' || i, 'x', 'x' from generate_series(1, 5) i`
  await sql.unsafe(`create table entrusted (
    user_id integer not null references users on delete cascade, name text not null, login_sealed bytea,
    updated_at timestamptz not null default now(), primary key (user_id, name)
  ); call protect('entrusted')`)
})
afterAll(async () => {
  await database.close()
  await sql.end()
  await testDatabase.drop()
  rmSync(dir, { recursive: true })
})

const users = [1, 2, 3, 4, 5]
const placeOf = (userId: number, name: string): Place => ({
  table: 'entrusted',
  userId,
  row: name,
  column: 'login_sealed',
})
async function write(userId: number, name: string): Promise<void> {
  const sealed = Buffer.from(await sealSecret({ config }, placeOf(userId, name), `secret of ${userId} ${name}`))
  await database.asUser(
    userId,
    (tenant) => tenant.sql`insert into entrusted (user_id, name, login_sealed) values (${userId}, ${name}, ${sealed})
      on conflict (user_id, name) do update set login_sealed = excluded.login_sealed`,
  )
}
async function read(userId: number, name: string): Promise<string> {
  const [row] = await database.asUser(
    userId,
    (tenant) => tenant.sql<{ value: Uint8Array }[]>`select login_sealed as value from entrusted where name = ${name}`,
  )
  return openSecret({ config }, placeOf(userId, name), row!.value)
}
const rotate = (...args: string[]) =>
  promisify(execFile)(process.execPath, ['scripts/rotate-key.ts', ...args], {
    cwd: repository,
    env: { ...process.env, DATABASE_URL: testDatabase.adminUrl, RC_DATA_DIR: dir, RC_BACKUP_DIR: join(dir, 'backups') },
  })

test('the master key changes under load without a failed read; the old one then opens nothing', async () => {
  const names = Array.from({ length: 20 }, (_, i) => `vendor${i}`)
  for (const userId of users) for (const name of names) await write(userId, name)
  const [old] = await parseKeyring(readFileSync(keyFile, 'utf8'))

  let [isOver, reads, writes] = [false, 0, 0]
  const pick = () => [1 + (reads % 5), names[(reads * 7) % 20]!] as const
  const readAlways = async () => {
    while (!isOver) {
      const [userId, name] = pick()
      reads++
      expect(await read(userId, name)).toBe(`secret of ${userId} ${name}`)
      await setTimeout(1)
    }
  }
  const writeAlways = async () => {
    while (!isOver) {
      const [userId, name] = pick()
      await write(userId, name)
      writes++
      await setTimeout(5)
    }
  }
  const load = Promise.all([readAlways(), readAlways(), readAlways(), writeAlways()])
  const { stdout } = await rotate('--forget-old').finally(() => (isOver = true))
  await load
  expect(reads).toBeGreaterThan(200)
  expect(writes).toBeGreaterThan(20)
  expect(stdout).toMatch(
    /of 100 there are\.\nThe master key is now [0-9a-f]{8}\.\nThe recovery kit on paper is out of date/,
  )

  const keyring = await parseKeyring(readFileSync(keyFile, 'utf8'))
  expect(keyring).toHaveLength(1)
  expect(keyring[0]?.id).not.toBe(old?.id)
  const rows = await sql<{ userId: number; name: string; value: Uint8Array }[]>`
    select user_id as "userId", name, login_sealed as value from entrusted`
  for (const { userId, name, value } of rows) {
    expect(masterKeyId(value)).toBe(keyring[0]?.id)
    await expect(open([old!], placeOf(userId, name), value)).rejects.toThrow('not in the keyring')
    expect(await read(userId, name)).toBe(`secret of ${userId} ${name}`)
  }
}, 60_000)

test('a value that was copied to another user, or to another row, does not open', async () => {
  await sql`update entrusted set login_sealed = (select login_sealed from entrusted where user_id = 1 and name = 'vendor0')
    where user_id = 2 and name = 'vendor0'`
  await expect(read(2, 'vendor0')).rejects.toThrow('cannot be decrypted')
  await write(2, 'vendor0')
})

test('without being told otherwise the old key stays, for the backups of before', async () => {
  const before = await parseKeyring(readFileSync(keyFile, 'utf8'))
  await rotate()
  const after = await parseKeyring(readFileSync(keyFile, 'utf8'))
  expect(after.slice(1)).toEqual(before)
  expect(await read(3, 'vendor3')).toBe('secret of 3 vendor3')
})

test('a key file whose replacing was cut off is finished, or stays as it was', async () => {
  const file = join(dir, 'some_key')
  const parse = async (content: string) => {
    if (!content.endsWith('whole\n')) throw new Error('damaged')
  }
  writeFileSync(file, 'old, whole\n')
  writeFileSync(`${file}.next`, 'new, wh')
  await mendKeyFile(file, parse)
  expect(readFileSync(file, 'utf8')).toBe('old, whole\n')
  writeFileSync(file, 'new, whd, whole\n')
  writeFileSync(`${file}.next`, 'new, whole\n')
  await mendKeyFile(file, parse)
  expect(readFileSync(file, 'utf8')).toBe('new, whole\n')
  replaceKeyFile(file, 'short, whole\n'.slice(0, 7))
  expect(readFileSync(file, 'utf8')).toBe('short, ')
})
