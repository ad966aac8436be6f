import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { cp, mkdir, mkdtemp, open, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createTestDatabase } from '@rc/testing'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { createRawStore } from '../raw-store.ts'
import type { BackupDeps } from './backup-deps.ts'
import { createBackup, type Backup } from './create-backup.ts'
import { fillTables } from './fill-tables.ts'
import { sealOf, type Manifest } from './manifest.ts'
import { proveBackup } from './prove-backup.ts'
import { readBackup } from './read-backup.ts'
import { restoreDatabase } from './restore-database.ts'
import { createTools } from './tools.ts'

const runner = resolve(import.meta.dirname, '../../../../scripts/stores/run-tool.ts')
const passwords = { rc_owner: 'test', rc_app: 'test', rc_ingest: 'test', rc_backup: 'test' }
const guest = `rc_guest_${randomBytes(4).toString('hex')}`

const home = await mkdtemp(join(tmpdir(), 'rc-backup-'))
const database = await createTestDatabase()
const admin = postgres(database.adminUrl, { max: 1, onnotice: () => {} })
const rawStore = createRawStore(join(home, 'raw'))
const deps: BackupDeps = {
  databaseUrl: database.backupUrl,
  tools: createTools(runner),
  backupDir: join(home, 'backups'),
  scratchDir: join(home, 'scratch'),
  rawStore,
  key: 'the key of this appliance',
  offsite: null,
  now: () => new Date(),
}
let backup: Backup
let unfilled: string[]

beforeAll(async () => {
  const original = await rawStore.put(createReadStream(import.meta.filename), Infinity)
  await admin`insert into users (login, display_name, password_hash) values ('runner', '달리는 이', 'x')`
  await admin`insert into garmin_raw_files (user_id, sha256, bytes, name) values (1, ${original.sha256}, ${original.bytes}, 'a.fit')`
  await admin`insert into activity_samples (user_id, activity_id, seq, time, lat_deg, hr_bpm)
    select 1, 1, i, timestamptz '2015-01-01' + i * interval '12 hours', 37 + i / 7.0, i % 200 from generate_series(1, 5000) i`
  await admin.unsafe(`create role ${guest}; grant select on users to ${guest}`)
  unfilled = await fillTables(admin)
  backup = await createBackup(deps, 'manual')
})
afterEach(() => dropTarget())
afterAll(async () => {
  await dropTarget()
  await admin.unsafe(`drop owned by ${guest}; drop role ${guest}`)
  await admin.end()
  await database.drop()
  await rm(home, { recursive: true, force: true })
})

const targetUrl = new URL(database.adminUrl)
targetUrl.pathname = `/${database.name}_target`
const target = { adminUrl: targetUrl.href, passwords, tools: deps.tools }

const dropTarget = () => admin.unsafe(`drop database if exists ${database.name}_target with (force)`)
const listDatabases = async () =>
  (await admin`select datname::text as name from pg_database where datname like ${`${database.name}_%`}`).map(
    (row) => row['name'],
  )

/** A copy of the backup beside it, to be damaged. */
async function copyBackup(change: (dir: string) => Promise<void>): Promise<string> {
  const dir = join(deps.backupDir, 'damaged')
  await rm(dir, { recursive: true, force: true })
  await cp(backup.dir, dir, { recursive: true })
  await change(dir)
  return dir
}

/** The same backup with other words in its manifest, sealed as ours. */
const withManifest = (change: Partial<Manifest>): Promise<string> =>
  copyBackup(async (dir) => {
    const bytes = Buffer.from(JSON.stringify({ ...backup.manifest, ...change }))
    await writeFile(join(dir, 'manifest.json'), bytes)
    await writeFile(join(dir, 'manifest.seal'), sealOf(bytes, deps.key))
  })

async function flipByte(file: string, offset: number): Promise<void> {
  const handle = await open(file, 'r+')
  const byte = Buffer.alloc(1)
  await handle.read(byte, 0, 1, offset)
  byte[0] = byte.readUInt8() ^ 0x10
  await handle.write(byte, 0, 1, offset)
  await handle.close()
}

const restore = async (dir: string) => restoreDatabase(await readBackup(dir, deps), target)

test('the backup holds every table, every original file and has no draft beside it', async () => {
  const { fingerprint, raw } = backup.manifest
  const empty = Object.entries(fingerprint.tables).filter(([, { count }]) => count === 0)
  expect({ unfilled, empty }).toEqual({ unfilled: [], empty: [] })
  expect(fingerprint.tables['activity_samples']?.count).toBe(5000)
  expect(fingerprint.chunks['activity_samples']).toBeGreaterThan(5)
  expect(raw).toMatchObject({ count: 1, lost: [] })
  expect((await readdir(deps.backupDir)).sort()).toEqual([backup.name, 'raw'])
  expect((await stat(join(backup.dir, 'rc.dump'))).mode & 0o777).toBe(0o600)
})

test('restored into an absent database, everything is as it was', async () => {
  await restore(backup.dir)
  expect(await listDatabases()).toEqual([`${database.name}_target`])
  const sql = postgres(target.adminUrl, { max: 1 })
  const [row] = await sql`select count(*)::integer as n, max(lat_deg) as max from activity_samples`
  const [original] = await admin`select count(*)::integer as n, max(lat_deg) as max from activity_samples`
  expect(row).toEqual(original)
  await sql.end()

  await expect(restore(backup.dir)).rejects.toThrow('is not empty')
  expect(await listDatabases()).toEqual([`${database.name}_target`])
})

test('a schema without athletes is replaced', async () => {
  await admin.unsafe(`create database ${database.name}_target`)
  const sql = postgres(target.adminUrl, { max: 1 })
  await sql`create table users (id integer)`
  await restore(backup.dir)
  await sql.end()
  expect(await listDatabases()).toEqual([`${database.name}_target`])
})

describe('refused, with the target untouched:', () => {
  const cases: [what: string, make: () => Promise<string>, sentence: string][] = [
    ['a cut dump', () => copyBackup((dir) => truncate(join(dir, 'rc.dump'), 1000)), 'rc.dump is cut: it has 1000 of'],
    ['a missing dump', () => copyBackup((dir) => rm(join(dir, 'rc.dump'))), 'rc.dump is missing'],
    [
      'a changed manifest',
      () => copyBackup((dir) => flipByte(join(dir, 'manifest.json'), 5)),
      'manifest.json is damaged',
    ],
    [
      'a forged manifest',
      () =>
        copyBackup((dir) => writeFile(join(dir, 'manifest.json'), JSON.stringify({ ...backup.manifest, roles: [] }))),
      'manifest.json has been changed',
    ],
    ['a changed seal', () => copyBackup((dir) => flipByte(join(dir, 'manifest.seal'), 3)), 'has been changed'],
    ['no backup at all', () => Promise.resolve(home), 'is not a backup'],
    ['nothing', () => Promise.resolve(join(home, 'nowhere')), 'There is nothing at'],
    [
      'another TimescaleDB',
      () => withManifest({ versions: { ...backup.manifest.versions, timescaledb: '2.18.0' } }),
      'needs TimescaleDB 2.18.0',
    ],
    [
      'another PostgreSQL',
      () => withManifest({ versions: { ...backup.manifest.versions, postgres: 180_001 } }),
      'needs PostgreSQL 18',
    ],
    ['a newer schema', () => withManifest({ schema: '9999_add_wings.sql' }), 'newer RunningCoach (9999_add_wings.sql)'],
    ['a missing role', () => withManifest({ roles: ['rc_app', 'rc_nobody'] }), 'lacks the role rc_nobody'],
  ]
  test.each(cases)('%s', async (_what, make, sentence) => {
    await expect(restore(await make())).rejects.toThrow(sentence)
    expect(await listDatabases()).toEqual([])
  })

  test('a flipped byte, wherever it is', async () => {
    const size = backup.manifest.files['rc.dump'].bytes
    const offsets = Array.from({ length: 50 }, (_, i) => Math.floor((i * (size - 1)) / 49))
    for (const offset of offsets) {
      const dir = await copyBackup((copy) => flipByte(join(copy, 'rc.dump'), offset))
      await expect(readBackup(dir, deps)).rejects.toThrow('rc.dump is damaged')
    }
    const listed = await copyBackup((copy) => flipByte(join(copy, 'raw.sha256'), 5))
    await expect(readBackup(listed, deps)).rejects.toThrow('raw.sha256 is damaged')
  })

  test('a backup of another appliance, unless its owner vouches for it', async () => {
    const theirs = { key: 'another key' }
    await expect(readBackup(backup.dir, theirs)).rejects.toThrow('not sealed with the key of this appliance')
    expect((await readBackup(backup.dir, { ...theirs, foreign: true })).name).toBe(backup.name)
    const forged = await copyBackup((dir) => flipByte(join(dir, 'rc.dump'), 100))
    await expect(readBackup(forged, { ...theirs, foreign: true })).rejects.toThrow('is damaged')
  })

  test('what came back differs from what the manifest says', async () => {
    const { tables } = backup.manifest.fingerprint
    const fingerprint = { ...backup.manifest.fingerprint, tables: { ...tables, users: { count: 2, hash: '0' } } }
    await expect(restore(await withManifest({ fingerprint }))).rejects.toThrow('users: 2 rows expected, 1 found')
    expect(await listDatabases()).toEqual([])
  })
})

test('a backup is proven in a cluster of its own, which is gone afterwards', async () => {
  const guestless = await withoutGuest(() =>
    createBackup({ ...deps, now: () => new Date(Date.now() + 2_000) }, 'nightly'),
  )
  const proof = await proveBackup(deps, guestless.dir)
  expect(proof).toMatchObject({ samples: 5000, seconds: expect.any(Number) })
  expect(await readdir(deps.scratchDir)).toEqual([])
  await expect(proveBackup(deps, backup.dir)).rejects.toThrow(`lacks the role ${guest}`)

  const [sha256 = ''] = (await readFile(join(guestless.dir, 'raw.sha256'), 'utf8')).split(' ')
  const copy = join(deps.backupDir, 'raw', sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  await flipByte(copy, 10)
  await expect(proveBackup(deps, guestless.dir)).rejects.toThrow('1 of 1 original files in the backup are damaged')
  await rm(guestless.dir, { recursive: true })
  // The next backup makes the copy anew.
  const mended = await createBackup({ ...deps, now: () => new Date(Date.now() + 4_000) }, 'nightly')
  expect(mended.manifest.raw).toMatchObject({ count: 1, lost: [] })
  expect(await readFile(copy)).toEqual(await readFile(import.meta.filename))
  await rm(mended.dir, { recursive: true })
})

async function withoutGuest<T>(work: () => Promise<T>): Promise<T> {
  await admin.unsafe(`revoke all on users from ${guest}`)
  const result = await work()
  await admin.unsafe(`grant select on users to ${guest}`)
  return result
}

describe('a backup that fails leaves nothing behind and the others alone:', () => {
  const later = { now: () => new Date(Date.now() + 10_000) }
  const unchanged = async () => {
    expect((await readdir(deps.backupDir)).filter((name) => name !== 'damaged').sort()).toEqual([backup.name, 'raw'])
    await readBackup(backup.dir, deps)
  }
  /** Runs pg_dump so that it cannot write more than half a megabyte, as on a full disk. */
  async function cramped(): Promise<BackupDeps> {
    const script = join(home, 'cramped.mjs')
    await mkdir(home, { recursive: true })
    await writeFile(
      script,
      `import { spawnSync } from 'node:child_process'
      const words = [process.execPath, ${JSON.stringify(runner)}, ...process.argv.slice(2)]
      const { status } = spawnSync('bash', ['-c', 'ulimit -f 16; exec "$@"', 'bash', ...words], { stdio: 'inherit' })
      process.exit(status ?? 1)`,
    )
    return { ...deps, ...later, tools: createTools(script) }
  }

  test('no room for the dump', async () => {
    await expect(createBackup(await cramped(), 'manual')).rejects.toThrow('pg_dump ended with')
    await unchanged()
  })

  test('the dump breaks off', async () => {
    const script = join(home, 'broken.mjs')
    await writeFile(
      script,
      `process.stdout.write('PGDMP'.repeat(1000)); setTimeout(() => process.kill(process.pid, 'SIGKILL'), 100)`,
    )
    await expect(createBackup({ ...deps, ...later, tools: createTools(script) }, 'manual')).rejects.toThrow('a signal')
    await unchanged()
  })

  test('the database is out of reach', async () => {
    const databaseUrl = database.backupUrl.replace(/:test@/, ':wrong@')
    await expect(createBackup({ ...deps, ...later, databaseUrl }, 'manual')).rejects.toThrow(
      'password authentication failed',
    )
    await unchanged()
  })

  test('another one is being made', async () => {
    const first = createBackup({ ...deps, ...later }, 'manual')
    await vi.waitFor(async () =>
      expect((await readdir(deps.backupDir)).some((name) => name.startsWith('.'))).toBe(true),
    )
    await expect(createBackup({ ...deps, ...later }, 'manual')).rejects.toThrow('being made already')
    await rm((await first).dir, { recursive: true })
  })

  test('the process was killed while it wrote: the next one clears the rest', async () => {
    await mkdir(join(deps.backupDir, '.draft-20200101T000000Z-manual'))
    const next = await createBackup({ ...deps, ...later }, 'manual')
    expect((await readdir(deps.backupDir)).some((name) => name.startsWith('.'))).toBe(false)
    await rm(next.dir, { recursive: true })
  })

  test('an original file that is gone is told, not fatal', async () => {
    const sha256 = 'cd'.repeat(32)
    await admin`insert into garmin_raw_files (user_id, sha256, bytes, name) values (1, ${sha256}, 5, 'gone.fit')`
    const made = await createBackup({ ...deps, ...later }, 'manual')
    expect(made.manifest.raw).toMatchObject({ count: 1, lost: [sha256] })
    await admin`delete from garmin_raw_files where sha256 = ${sha256}`
    await rm(made.dir, { recursive: true })
  })
})
