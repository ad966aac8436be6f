import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createLogger, loadConfig } from '@rc/config'
import { openDatabase } from '@rc/db'
import { listLatestBackupRuns } from '@rc/db/queries/backups'
import { createTestDatabase } from '@rc/testing'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createRawStore } from '../raw-store.ts'
import { openBackupDeps } from './backup-deps.ts'
import { createBackup } from './create-backup.ts'
import { proveBackup } from './prove-backup.ts'
import { pruneBackups } from './prune-backups.ts'
import { readBackup } from './read-backup.ts'
import { runDueBackupWork } from './run-due-backup-work.ts'

const home = await mkdtemp(join(tmpdir(), 'rc-night-'))
const testDatabase = await createTestDatabase()
const bare = new URL(testDatabase.adminUrl)
bare.username = bare.password = ''
const config = loadConfig({
  DATABASE_URL: bare.href,
  RC_DATA_DIR: join(home, 'volumes'),
  RC_BACKUP_DIR: join(home, 'backups'),
  RC_RESTIC_REPOSITORY: join(home, 'restic'),
  RC_TOOL_RUNNER: resolve(import.meta.dirname, '../../../../scripts/stores/run-tool.ts'),
})
const database = openDatabase({ url: testDatabase.appUrl, maxConnections: 1 })
const admin = postgres(testDatabase.adminUrl, { max: 1, onnotice: () => {} })
const rawStore = createRawStore(config.rawDir)

/** Half past three in the night after the appliance was set up. */
const night = new Date(Math.floor(Date.now() / 86_400_000) * 86_400_000 + 2 * 86_400_000 + 18.5 * 3_600_000)
const deps = { config, database, log: createLogger('test', 'silent'), now: () => night }
const going = new AbortController().signal
const runs = async () =>
  (await listLatestBackupRuns(database, night)).map(({ kind, state, error }) => ({ kind, state, error }))

beforeAll(async () => {
  await mkdir(config.secretsDir, { recursive: true })
  const secrets = { rc_backup_password: 'test', backup_key: 'key', restic_password: 'secret' }
  for (const [name, content] of Object.entries(secrets)) await writeFile(join(config.secretsDir, name), content)
  await admin`insert into users (login, display_name, password_hash) values ('runner', 'Runner', 'x')`
  await storeOriginal('first')
})
afterAll(async () => {
  await Promise.all([admin.end(), database.close()])
  await testDatabase.drop()
  await rm(home, { recursive: true, force: true })
})

async function storeOriginal(text: string): Promise<void> {
  const chunks = (async function* () {
    yield Buffer.from(text)
  })()
  const { sha256, bytes } = await rawStore.put(chunks, 100)
  await admin`insert into garmin_raw_files (user_id, sha256, bytes, name) values (1, ${sha256}, ${bytes}, ${text})`
}

test('an appliance that is stopped meanwhile leaves neither a backup nor a failure', async () => {
  const stopping = new AbortController()
  const stopped = runDueBackupWork(deps, stopping.signal)
  const isWriting = async () => (await readdir(config.backupDir)).some((name) => name.startsWith('.'))
  await Promise.all([
    expect(stopped).rejects.toThrow('aborted'),
    vi.waitFor(async () => expect(await isWriting()).toBe(true)).then(() => stopping.abort()),
  ])
  expect((await readdir(config.backupDir)).filter((name) => name !== 'raw')).toEqual([])
  expect(await runs()).toEqual([])
})

test('a failure is written down with its cause', async () => {
  const broken = { ...config, RC_TOOL_RUNNER: join(home, 'no-such-runner.mjs') }
  await expect(runDueBackupWork({ ...deps, config: broken }, going)).rejects.toThrow('pg_dump ended with 1')
  expect(await runs()).toEqual([{ kind: 'backup', state: 'failed', error: expect.stringContaining('pg_dump ended') }])
  await admin`delete from backup_runs`
})

test('at night: a backup, proven, copied elsewhere, each written down; then nothing is left to do', async () => {
  await runDueBackupWork(deps, going)
  const done = { state: 'done', error: null }
  expect(await runs()).toEqual(['backup', 'offsite', 'proof'].map((kind) => ({ kind, ...done })))
  const folders = await readdir(config.backupDir)
  expect(folders.sort()).toEqual([expect.stringMatching(/-nightly$/), 'raw'])
  await runDueBackupWork(deps, going)
  expect((await readdir(config.backupDir)).sort()).toEqual(folders)
})

test('what restic gives back is a backup that proves well; with a wrong password it gives nothing', async () => {
  const { tools, scratchDir, key } = openBackupDeps(config)
  const target = join(home, 'from-restic')
  await mkdir(target)
  const restore = (password: string) =>
    tools.run('restic', ['--no-cache', 'restore', 'latest', '--target', target], {
      env: { RESTIC_REPOSITORY: config.RC_RESTIC_REPOSITORY, RESTIC_PASSWORD: password },
      write: [join(home, 'restic'), target],
    })
  await expect(restore('wrong')).rejects.toThrow('wrong password')
  await restore('secret')
  const [name = ''] = (await readdir(config.backupDir)).filter((each) => each.endsWith('-nightly'))
  const dir = join(target, config.backupDir, name)
  expect(await proveBackup({ tools, scratchDir, key }, dir)).toMatchObject({ samples: 0 })
})

test('past generations go, and with them the original files that nobody refers to any more', async () => {
  await admin`delete from garmin_raw_files`
  await storeOriginal('second')
  const open = openBackupDeps(config)
  const later = { ...open, now: () => new Date(night.getTime() + 3_600_000) }
  const kept = await createBackup(later, 'manual')
  expect(await pruneBackups(later, 'Asia/Seoul')).toEqual({ removed: [expect.stringMatching(/-nightly$/)] })
  expect((await readdir(config.backupDir)).sort()).toEqual([kept.name, 'raw'])
  const { rawFiles } = await readBackup(kept.dir, open)
  const files = (await readdir(join(config.backupDir, 'raw'), { recursive: true })).filter((path) => path.length > 64)
  expect(files.map((path) => path.slice(-64))).toEqual(rawFiles)
})
