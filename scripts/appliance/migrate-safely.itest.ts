import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadConfig } from '@rc/config'
import { migrationsDir } from '@rc/db'
import { createTestDatabase } from '@rc/testing'
import postgres from 'postgres'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { repository } from '../run-main.ts'
import { migrateSafely } from './migrate-safely.ts'

const home = mkdtempSync(join(tmpdir(), 'rc-migrate-'))
const database = await createTestDatabase()
const sql = postgres(database.adminUrl, { max: 1, onnotice: () => {} })
const config = loadConfig({
  DATABASE_URL: database.adminUrl,
  RC_DATA_DIR: home,
  RC_BACKUP_DIR: join(home, 'backups'),
  RC_TOOL_RUNNER: join(repository, 'scripts/stores/run-tool.ts'),
})
const dir = join(home, 'migrations')

mkdirSync(config.secretsDir)
for (const role of ['rc_owner', 'rc_app', 'rc_ingest', 'rc_backup'])
  writeFileSync(join(config.secretsDir, `${role}_password`), 'test')
writeFileSync(join(config.secretsDir, 'backup_key'), 'key')

beforeEach(() => {
  rmSync(dir, { recursive: true, force: true })
  cpSync(migrationsDir, dir, { recursive: true })
})
afterAll(async () => {
  await sql.end()
  await database.drop()
  rmSync(home, { recursive: true, force: true })
})

const write = (name: string, text: string) => writeFileSync(join(dir, name), text)
const countBackups = () =>
  readdirSync(config.backupDir, { recursive: true }).filter((path) => String(path).endsWith('rc.dump')).length
const hasTable = async (name: string) => (await sql`select from pg_tables where tablename = ${name}`).length > 0

test('nothing to apply, nothing to back up', async () => {
  expect(await migrateSafely(config, dir)).toEqual([])
  expect(readdirSync(home)).not.toContain('backups')
})

test('a migration that fails undoes those before it; the backup stays', async () => {
  write('9001_create_wings.sql', 'create table wings (id integer)')
  write('9002_break.sql', 'create table more_wings (id integer); select 1 / 0')
  await expect(migrateSafely(config, dir)).rejects.toThrow('division by zero')
  expect([await hasTable('wings'), await hasTable('more_wings')]).toEqual([false, false])
  expect(countBackups()).toBe(1)
})

test('without a backup the schema is not touched', async () => {
  write('9001_create_wings.sql', 'create table wings (id integer)')
  const toolless = { ...config, RC_TOOL_RUNNER: join(home, 'nowhere.ts') }
  await expect(migrateSafely(toolless, dir)).rejects.toThrow('pg_dump ended with')
  expect(await hasTable('wings')).toBe(false)
})

test('two that start together apply each migration once', async () => {
  write('9001_create_wings.sql', 'create table wings (id integer)')
  const applied = await Promise.all([migrateSafely(config, dir), migrateSafely(config, dir)])
  expect(applied.flat()).toEqual(['9001_create_wings.sql'])
  expect(await hasTable('wings')).toBe(true)
  expect(countBackups()).toBe(2)
})
