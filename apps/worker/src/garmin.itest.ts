import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { garminHosts } from '@rc/sandbox/garmin/hosts'
import { startGarmin, type RunningGarmin } from '@rc/sandbox/garmin/start-garmin'
import { importTokens, setPersonalKey } from '@rc/services/connections/keep-credential'
import { listConnections } from '@rc/services/connections/list-connections'
import { answerLogin, getLogin, startLogin } from '@rc/services/connections/press-log-in'
import { getGaps, pauseSync, runSync } from '@rc/services/sync/control-sync'
import { getSyncStatus } from '@rc/services/sync/get-sync-status'
import { undoImport } from '@rc/services/ingest/manage-imports'
import { enqueueJob } from '@rc/services/work/manage-jobs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestWorker, type TestWorker } from './test-worker.ts'

const haneul = { email: 'haneul@example.test', password: 'a secret of haneul', seed: 1, years: 0.05 }
const bada = { email: 'bada@example.test', password: 'a secret of bada', seed: 2, years: 0.03, mfa: 'email' as const }

let garmin: RunningGarmin
let t: TestWorker
beforeAll(async () => {
  garmin = await startGarmin({ accounts: [haneul, bada], now: new Date().toISOString() })
  t = await createTestWorker({
    ...garminHosts(garmin.url),
    RC_GARMIN_PACE_MS: '0',
    RC_GARMIN_PAUSE_S: '1',
    RC_GARMIN_PATIENCE_MS: '2000',
    RC_LOG_LEVEL: 'warn',
  })
  await t.start()
})
afterAll(async () => {
  await t.close()
  await garmin.close()
})

const door = async (userId: number, name: 'personal' | 'connect') =>
  (await listConnections(t.app, userId))[0]!.doors.find((each) => each.door === name)!

const rows = async (userId: number, query: string) => (await t.sql.unsafe(query, [userId]))[0]!['n'] as number

test('a key of the Personal API brings the whole history, and a second look brings nothing', async () => {
  const { value: key } = garmin.admin.personalKey(haneul)
  expect((await setPersonalKey(t.app, t.userId, 'garmin', { key })).doors[0]).toMatchObject({ state: 'verifying' })
  await t.settle(90_000)
  expect(await door(t.userId, 'personal')).toMatchObject({ state: 'active', lastError: null })

  const counts = garmin.admin.counts(haneul)
  const status = await getSyncStatus(t.app, t.userId, 'garmin')
  expect(status).toMatchObject({ state: 'idle', failures: 0, files: { wanted: 0, failed: 0, have: counts.files } })
  expect(status.datasets.filter(({ days }) => days.left > 0 || days.failed > 0)).toEqual([])
  const u = t.userId
  expect({
    activities: await rows(u, `select count(*)::int n from activities where user_id = $1 and duplicate_of is null`),
    nights: await rows(u, `select count(*)::int n from sleep where user_id = $1 and vendor = 'garmin'`),
    hrvNights: await rows(
      u,
      `select count(*)::int n from health_metrics where user_id = $1 and metric_id = 'hrv_rmssd_ms' and statistic = 'mean' and measurement_window = 'night'`,
    ),
    weighings: await rows(
      u,
      `select count(*)::int n from health_metrics where user_id = $1 and metric_id = 'weight_kg'`,
    ),
    heartRateDays: await rows(u, `select count(distinct raw_event_id)::int n from hr_records where user_id = $1`),
  }).toEqual({
    activities: counts.activities,
    nights: counts.nights,
    hrvNights: counts.hrvNights,
    weighings: counts.weighings,
    heartRateDays: counts.heartRateDays,
  })

  const events = await rows(u, `select count(*)::int n from garmin_raw_events where user_id = $1`)
  await runSync(t.app, u, 'garmin')
  await t.settle(90_000)
  expect(await rows(u, `select count(*)::int n from garmin_raw_events where user_id = $1`)).toBe(events)
  await enqueueJob(t.app, u, 'own.raw.reparse', {}, 'reparse')
  await t.settle(90_000)
  const [reparse] = await t.sql`select progress from sync_jobs where kind = 'own.raw.reparse'`
  expect(reparse!['progress']).toMatchObject({ events, unreadable: 0, differences: 0 })
  expect(garmin.admin.logSummary(haneul)).toMatchObject({ maxInFlight: 1, keysOnDataPaths: 0, zoneWrites: 0 })
}, 180_000)

test('a login with a code opens the second door; the password is nowhere', async () => {
  const userId = await t.createAthlete('bada')
  const { id } = await startLogin(t.app, userId, 'garmin', bada)
  await t.settle()
  expect(await getLogin(t.app, userId, { vendor: 'garmin', id })).toMatchObject({
    state: 'code_needed',
    codeMethod: 'email',
    codeTarget: 'b*****a@example.test',
  })
  await answerLogin(t.app, userId, { vendor: 'garmin', id }, { code: garmin.admin.mfaCode(bada)! })
  await t.settle(90_000)
  expect(await getLogin(t.app, userId, { vendor: 'garmin', id })).toMatchObject({ state: 'done', failure: null })
  expect(await door(userId, 'connect')).toMatchObject({ state: 'active', credentialKind: 'di' })
  const status = await getSyncStatus(t.app, userId, 'garmin')
  expect(status.datasets.filter(({ days }) => days.left > 0 || days.failed > 0)).toEqual([])
  expect(
    await rows(
      userId,
      `select count(*)::int n from health_metrics where user_id = $1 and metric_id = 'training_readiness'`,
    ),
  ).toBe(garmin.admin.counts(bada).readinessDays)
  expect(garmin.admin.log(bada).filter(({ credential }) => credential !== null)).toHaveLength(1)
  const { datasets } = await getGaps(t.app, userId, 'garmin', { from: status.historyFrom!, to: status.historyFrom! })
  expect(datasets.find(({ dataset }) => dataset === 'sleep')?.spans).toHaveLength(1)
}, 180_000)

test.each(['di', 'garth'] as const)(
  'tokens of another program (%s) open the second door',
  async (shape) => {
    const userId = await t.createAthlete(`tokens ${shape}`)
    // The door is tried all the same; its history is that of the test before.
    await pauseSync(t.app, userId, 'garmin')
    const files = garmin.admin.tokens(bada)
    const tokens = shape === 'di' ? JSON.stringify(files.di) : files.garthToken
    await importTokens(t.app, userId, 'garmin', { tokens })
    await t.settle(90_000)
    expect(await door(userId, 'connect')).toMatchObject({ state: 'active', renewable: shape === 'di' })
  },
  90_000,
)

test('the archive of "Export Your Data" brings days and activities without any login, once', async () => {
  const userId = await t.createAthlete('export')
  const dir = mkdtempSync(join(tmpdir(), 'rc-export-'))
  const path = join(dir, 'export.zip')
  garmin.admin.export({ ...bada, path })
  const archive = [{ name: 'export.zip', bytes: readFileSync(path) }]
  rmSync(dir, { recursive: true })
  const batchId = await t.send(userId, archive)
  await t.settle(90_000)
  const counts = garmin.admin.counts(bada)
  const count = (query: string) => rows(userId, query)
  const seen = async () => ({
    activities: await count(`select count(*)::int n from activities where user_id = $1 and duplicate_of is null`),
    nights: await count(`select count(*)::int n from sleep where user_id = $1 and vendor = 'garmin_export'`),
    weighings: await count(
      `select count(*)::int n from health_metrics where user_id = $1 and vendor = 'garmin_export' and metric_id = 'weight_kg'`,
    ),
    quarantined: await count(`select count(quarantined)::int n from garmin_raw_events where user_id = $1`),
  })
  expect(await seen()).toEqual({
    activities: counts.activities,
    nights: counts.nights,
    weighings: counts.weighings,
    quarantined: 0,
  })
  const events = await count(`select count(*)::int n from garmin_raw_events where user_id = $1`)
  await t.send(userId, archive)
  await t.settle(90_000)
  expect(await count(`select count(*)::int n from garmin_raw_events where user_id = $1`)).toBe(events)
  await undoImport(t.app, userId, batchId)
  expect(await count(`select count(*)::int n from garmin_raw_events where user_id = $1`)).toBe(0)
}, 180_000)

test('none of the secrets stands anywhere in clear', async () => {
  const tables =
    await t.sql`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`
  const secrets = garmin.admin.secrets().filter((word) => word.length > 7)
  for (const { name } of tables as unknown as { name: string }[]) {
    const text = (
      await t.sql.unsafe(
        `select coalesce(string_agg(x::text, ' '), '') as all from (select * from ${name} limit 3000) x`,
      )
    )[0]!['all'] as string
    expect(
      secrets.filter((word) => text.includes(word)),
      name,
    ).toEqual([])
  }
})
