import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readArchive } from '@rc/files'
import { noAnswer } from '@rc/services/ai/answer'
import { writeExport } from '@rc/services/export/write-export'
import { addDocument } from '@rc/services/guidelines/manage-documents'
import { changeActivity, removeActivity } from '@rc/services/ingest/change-activity'
import { createManualActivity } from '@rc/services/ingest/create-manual-activity'
import { putActivityJournal, putJournalDay } from '@rc/services/journal/journal'
import { muteAlertRule } from '@rc/services/morning/get-morning'
import { updateTrainingSettings } from '@rc/services/training/settings'
import { sampleFit, sampleTcx, sampleZip } from '@rc/services/ingest/sample-files'
import { updateMe } from '@rc/services/auth/me'
import { updateProfile } from '@rc/services/profile/profile'
import { setThreshold } from '@rc/services/profile/thresholds'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestWorker, type TestWorker } from './test-worker.ts'

let [from, to]: TestWorker[] = []
let zip: Buffer
const morning = Date.parse('2026-05-01T22:00:00Z') / 1000
const day = 86_400
const run = (n: number) => sampleFit({ startS: morning + n * day })

beforeAll(async () => {
  ;[from, to] = await Promise.all([createTestWorker(), createTestWorker()])
  await from!.start()
  await live(from!)
  zip = Buffer.concat(await (await writeExport(from!.app, from!.userId)).toArray())
})
afterAll(() => Promise.all([from?.close(), to?.close()]))

/** A little of everything that can be said of an athlete. */
async function live(t: TestWorker): Promise<void> {
  const { app, userId, sql } = t
  await updateProfile(app, userId, { birthYear: 1984, sex: 'female' })
  await updateMe(app, userId, { displayName: '=달리는 사람', timeZone: 'Europe/Berlin' })
  for (const [kind, value, validFrom] of [
    ['lthr_bpm', 165, '2020-01-01'],
    ['hr_rest_bpm', 50, '2020-01-01'],
    ['hr_max_bpm', 190, '2026-05-04'],
  ] as const)
    await setThreshold(app, userId, { kind, value, validFrom, source: 'athlete' })
  await t.send(userId, [
    { name: '../a/=run.fit', bytes: run(0) },
    { name: 'same.fit', bytes: sampleFit({ startS: morning + day }) },
    { name: 'same.tcx', bytes: sampleTcx({ startS: morning + day }) },
    { name: 'other.tcx', bytes: sampleTcx({ startS: morning + day + 10, seconds: 500 }) },
    { name: 'two.fit', bytes: Buffer.concat([run(3), run(4)]) },
    { name: 'bad.fit', bytes: Buffer.from('bad') },
    { name: 'undated.fit', bytes: sampleFit({ startS: 631_065_600 + 5_000 }) },
    { name: 'year.zip', bytes: sampleZip([{ name: 'in/run.fit', bytes: run(6) }]) },
  ])
  await t.settle()
  const idOf = async (name: string, index = 0) =>
    (
      await sql`select a.id from activities a join garmin_raw_files f on f.id = a.raw_file_id
      where f.name = ${name} and a.recording_index = ${index}`
    )[0]!['id'] as number
  await changeActivity(app, userId, await idOf('../a/=run.fit'), { name: '한강 "달리기", 1', rpe: 6 })
  await sql`update activities set feeling = 4, pain = 2, notes = '무릎 조금' where id = ${await idOf('two.fit')}`
  await sql`insert into journal_days (user_id, local_date, mood, weight_kg, notes) values
    (${userId}, '2026-05-02', 4, 71.3, '=잘 잤다'), (${userId}, '2026-05-03', null, null, null)`
  await sql`insert into training_settings (user_id, morning_min, sleep_need_h) values (${userId}, 400, 7.5)`
  await sql`insert into muted_alerts (user_id, rule_id) values (${userId}, 'A1')`
  await sql`insert into garmin_raw_events (user_id, vendor, dataset, natural_key, sha256, payload, is_current)
    select ${userId}, 'garmin', 'badges', '2026-05-0' || i, repeat(i::text, 64), jsonb_build_object('badges', i), i > 1
    from generate_series(1, 3) i`
  await changeActivity(app, userId, await idOf('same.tcx'), { duplicateOf: null })
  await changeActivity(app, userId, await idOf('other.tcx'), { duplicateOf: await idOf('same.tcx') })
  await changeActivity(app, userId, await idOf('undated.fit'), { startedAt: new Date('2026-05-03T00:00:00Z') })
  await removeActivity(app, userId, await idOf('two.fit', 1))
  const startedAt = new Date('2026-05-09T10:00:00Z')
  const { activityId } = await createManualActivity(app, userId, {
    sport: 'strength',
    startedAt,
    durationS: 3600,
    rpe: 5,
  })
  await changeActivity(app, userId, activityId, { name: '웨이트', rpe: 7 })
  await putActivityJournal(app, userId, await idOf('two.fit'), { feeling: 4, pain: 0, notes: '가볍게' })
  await putJournalDay(app, userId, '2026-05-01', { fatigue: 4, isIll: false, weightKg: 70.2, notes: '비, "바람"' })
  await updateTrainingSettings(app, userId, { morningAt: '06:10', sleepNeedH: 8.5 })
  async function* note() {
    yield Buffer.from('# 클럽\n목요일은 트랙이에요.')
  }
  await addDocument(app, userId, { name: '=club.md', bytes: note() })
  await sql`insert into injuries (user_id, area, side, started_on, ended_on, stops_running)
    values (${userId}, 'knee', 'left', '2025-03-01', '2025-04-01', true)`
  await talk(t)
  await muteAlertRule(app, userId, 'W1', { isMuted: true, until: null })
  await t.settle()
}

/** A talk with a memo, an answer that is there and one that is not, a request for each and one for nobody. */
async function talk({ sql, userId }: TestWorker): Promise<void> {
  const memo = { limits: ['일요일 금지'], preferences: [], injuries: [], decisions: [] }
  const [{ id }] = (await sql`insert into ai_conversations (user_id, title, memo, memo_through, updated_at)
    values (${userId}, '무릎', ${JSON.stringify(memo)}::text::jsonb, 1, '2026-05-02') returning id`) as unknown as [
    { id: number },
  ]
  const say = async (role: string, text: string, state: string, about: object) =>
    (
      await sql`insert into ai_messages (user_id, conversation_id, role, text, state, about)
      values (${userId}, ${id}, ${role}, ${text}, ${state}, ${JSON.stringify(about)}::text::jsonb) returning id`
    )[0]!['id'] as number
  await say('athlete', '무릎이 아파요', 'done', {})
  const answer = await say('coach', '쉬어 가요', 'done', { ...noAnswer, by: 'model', model: 'm', costMicroUsd: 12 })
  await say('coach', '', 'failed', { ...noAnswer, why: 'internal' })
  for (const [run, message, cost] of [
    ['one', answer, 12],
    ['two', null, 3],
  ] as const)
    await sql`insert into ai_runs (user_id, run_id, message_id, kind, state, month, provider, host, model_requested, prompt_version,
        rules_version, request, request_sha256, response, price, reserved_micro_usd, cost_micro_usd, input_tokens)
      values (${userId}, ${run}, ${message}, 'turn', 'settled', '2026-05', 'openai', 'h', 'm', '1', '1', '{"a":1}', 'x', '답', '{"input": 1}', 50, ${cost}, 7)`
}

/** Tables whose rows say how something came here, not what it is; the new appliance has its own. */
const history = new Set([
  'import_batches',
  'import_items',
  'sync_jobs',
  'ingestion_state',
  'login_sessions',
  'closed_days',
  'backup_runs',
  'vendor_accounts',
  'connections',
  'pending_logins',
  'sync_days',
  'vendor_activities',
  'sync_failures',
  'notification_channels',
  // To whom one speaks is agreed to anew, with a key that is nowhere written down.
  'ai_settings',
  'guideline_vectors',
  'guideline_searches',
])

/** Every table of an athlete, each row without ids and times of writing; origins by what they are. */
async function contentsOf({ sql, userId }: TestWorker): Promise<Record<string, string[]>> {
  const tables = await sql`
    select table_name as name from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_schema = 'public' and table_type = 'BASE TABLE' and column_name = 'user_id'`
  const contents: Record<string, string[]> = {}
  const own = [
    'id',
    'user_id',
    'created_at',
    'updated_at',
    'raw_file_id',
    'raw_event_id',
    'activity_id',
    'import_batch_id',
    'route_of',
    'conversation_id',
    'message_id',
  ]
  const without = `'{${[...own, 'duplicate_of', 'login', 'password_hash', 'profile_completed_at'].join(',')}}'::text[]`
  const origin = (a: string) => `(select coalesce(f.sha256, e.sha256) || '/' || x.recording_index from activities x
    left join garmin_raw_files f on f.id = x.raw_file_id left join garmin_raw_events e on e.id = x.raw_event_id where x.id = ${a})`
  for (const name of ['users', ...tables.map((row) => row['name'] as string)]) {
    if (history.has(name)) continue
    const columns = new Set(
      (await sql`select column_name as c from information_schema.columns where table_name = ${name}`).map(
        (r) => r['c'],
      ),
    )
    const keys = [
      ...(columns.has('activity_id') ? [origin('t.activity_id')] : []),
      ...(name === 'activities' ? [origin('t.id'), `coalesce(${origin('t.duplicate_of')}, '-')`] : []),
      ...(columns.has('raw_file_id') ? [`(select sha256 from garmin_raw_files where id = t.raw_file_id)`] : []),
    ]
    const rows = await sql.unsafe(
      `select concat_ws(' ', ${[...keys, `(to_jsonb(t) - ${without})::text`].join(', ')}) as row from ${name} t
       where ${name === 'users' ? 'id' : 'user_id'} = ${userId} ${name === 'garmin_raw_files' ? `and report ->> 'export' is distinct from 'true'` : ''}`,
    )
    contents[name] = rows.map((row) => row['row'] as string).sort()
  }
  return contents
}

async function entriesOf(bytes: Buffer): Promise<Map<string, Buffer>> {
  const path = join(from!.config.dataDir, 'export.zip')
  writeFileSync(path, bytes)
  const entries = new Map<string, Buffer>()
  for await (const entry of readArchive(path)) entries.set(entry.path, Buffer.from(await entry.open()))
  return entries
}

test('an export imported into an empty appliance gives the same rows, table by table', async () => {
  await to!.start()
  await to!.send(to!.userId, [{ name: 'export.zip', bytes: zip }])
  await to!.settle(60_000)
  expect(
    await to!.sql`select kind, error_message from sync_jobs where state = 'failed' and error_code <> 'file_unreadable'`,
  ).toEqual([])
  const [expected, found] = [await contentsOf(from!), await contentsOf(to!)]
  expect(Object.keys(found)).toEqual(Object.keys(expected))
  for (const [table, rows] of Object.entries(expected)) expect(found[table], table).toEqual(rows)
  expect(expected['activities']).toHaveLength(8)
  for (const table of ['journal_days', 'training_settings', 'muted_alerts'])
    expect(expected[table]!.length, table).toBeGreaterThan(0)
  for (const t of [from!, to!])
    expect(
      await t.sql`select c.title, m.text, r.run_id, c.updated_at::date::text as on from ai_runs r
        join ai_messages m on m.id = r.message_id join ai_conversations c on c.id = m.conversation_id`,
    ).toEqual([{ title: '무릎', text: '쉬어 가요', run_id: 'one', on: '2026-05-02' }])
  expect([expected['ai_messages']!.length, expected['ai_runs']!.length, expected['injuries']!.length]).toEqual([
    3, 2, 1,
  ])
  expect(expected['garmin_raw_events']).toHaveLength(4)
  expect(expected['activity_samples']!.length).toBeGreaterThan(3_000)
  expect(await to!.sql`select distinct state from import_items order by state`).toEqual([
    { state: 'done' },
    // The file of the archive that came along.
    { state: 'duplicate' },
    { state: 'failed' },
  ])
  const archives = await to!.sql`select name, report from garmin_raw_files where kind = 'archive' order by name`
  expect(archives).toEqual([
    { name: 'export.zip', report: { export: true } },
    { name: 'year.zip', report: {} },
  ])
})

test('imported once more it changes nothing', async () => {
  const before = await contentsOf(to!)
  await to!.send(to!.userId, [
    { name: 'again.zip', bytes: Buffer.concat(await (await writeExport(from!.app, from!.userId)).toArray()) },
  ])
  await to!.settle(60_000)
  expect(await contentsOf(to!)).toEqual(before)
})

test('the manifest tells bytes, hash and rows of every entry; files are there unchanged', async () => {
  const entries = await entriesOf(zip)
  const manifest = JSON.parse(entries.get('runningcoach-manifest.json')!.toString()) as {
    lost: string[]
    entries: { path: string; bytes: number; sha256: string; rows?: number }[]
  }
  const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
  expect(manifest.lost).toEqual([])
  expect(manifest.entries.map(({ path }) => path).sort()).toEqual(
    [...entries.keys()].filter((path) => path !== 'runningcoach-manifest.json').sort(),
  )
  for (const { path, bytes, sha256, rows } of manifest.entries) {
    const content = entries.get(path)!
    expect([content.length, hash(content)], path).toEqual([bytes, sha256])
    expect(
      path.startsWith('runningcoach-tables/') && path.endsWith('.jsonl')
        ? content.toString().split('\n').length - 1
        : undefined,
      path,
    ).toBe(rows)
    expect(!path.startsWith('originals/') || sha256.startsWith(path.split('/')[1]!), path).toBe(true)
  }
  const rowsOf = (table: string) => manifest.entries.find(({ path }) => path.endsWith(`/${table}.jsonl`))?.rows
  expect(rowsOf('activities')).toBe(8)
  expect(rowsOf('users')).toBe(1)
})

test('every table of the athlete is in it, without what proves who they are; CSV runs nothing', async () => {
  const entries = await entriesOf(zip)
  const tables = await from!.sql`
    select table_name as name from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_schema = 'public' and table_type = 'BASE TABLE' and column_name = 'user_id'`
  for (const { name } of tables)
    for (const ending of ['csv', 'jsonl']) expect(entries.has(`runningcoach-tables/${name}.${ending}`), name).toBe(true)
  expect(entries.get('runningcoach-tables/users.csv')!.toString()).toContain(",'=달리는 사람,")
  expect(entries.get('runningcoach-tables/users.jsonl')!.toString()).toContain('"=달리는 사람"')
  const all = Buffer.concat([...entries.values()]).toString('latin1')
  expect(all).not.toMatch(/password_hash|token_sha256/)
})

test('an export of somebody else is not to be had, and one who is gone has none', async () => {
  const stranger = await from!.createAthlete('stranger')
  const theirs = await entriesOf(Buffer.concat(await (await writeExport(from!.app, stranger)).toArray()))
  expect([...theirs.keys()].some((path) => path.startsWith('originals/'))).toBe(false)
  expect(Buffer.concat([...theirs.values()]).toString()).not.toContain('달리는')
})
