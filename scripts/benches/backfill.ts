import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { openDatabase } from '@rc/db'
import { localDateOf } from '@rc/domain'
import { readFile } from '@rc/files'
import type { Appliance } from '@rc/sandbox/demo/appliance'
import { demoDays, demoTimeZone } from '@rc/sandbox/demo/demo-athlete'
import { createTestDatabase } from '@rc/testing'
import postgres from 'postgres'
import { copyOnly } from '../measure/copy-only.ts'
import { printFigures, pssMb, timed, type Figure } from '../measure/figures.ts'
import { settle } from '../measure/settle.ts'
import { haneul, startEmulatedGarmin, type EmulatedGarmin } from '../trial/emulated-garmin.ts'
import { startTrial } from '../trial/start-trial.ts'
import { waitForJobs } from '../trial/wait-for-jobs.ts'

export const needsStores = true

const ratioTarget = 2
const memoryTargetMb = 300
const patienceMs = 3_600_000

/** ./scripts/bench backfill [--years N]: how fast the whole history of an emulated athlete comes in through door 1. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { years: { type: 'string', default: '10' } } })
  const { figures, differences } = await benchBackfill(values.years)
  printFigures(figures)
  for (const line of differences) console.log(line)
  if (differences.length > 0) process.exitCode = 1
}

/**
 * A backfill at an emulator without limits whose files were written beforehand, beside what decoding these files and copying
 * all resulting rows take; then a second look and a reparse. `differences` are rows that are not as many as the emulator
 * counts, rows that the second look brought, and those that the reparse made otherwise: none.
 */
export async function benchBackfill(years: string): Promise<{ figures: Figure[]; differences: string[] }> {
  const filesDir = mkdtempSync(join(tmpdir(), 'runningcoach-garmin-'))
  const garmin = await startEmulatedGarmin('--no-limits', '--years', years, '--files', filesDir, '--render')
  try {
    await garmin.admin('clock', { set: new Date().toISOString() })
    Object.assign(process.env, garmin.env, { RC_GARMIN_PACE_MS: '0' })
    return await measure(garmin, filesDir)
  } finally {
    await garmin.stop()
    rmSync(filesDir, { recursive: true, force: true })
  }
}

async function measure(garmin: EmulatedGarmin, filesDir: string) {
  const trial = await startTrial()
  const sql = postgres(trial.database.adminUrl, { max: 2, onnotice: () => {} })
  try {
    const [worker] = await Promise.all([trial.start('worker'), trial.start('api'), trial.start('scheduler')])
    const appliance = await settle(trial, demoDays(localDateOf(Date.now() / 1000, demoTimeZone), 1))
    const memory = watch(() => pssMb(worker.process.pid))
    const { value: key } = await garmin.admin<{ value: string }>('personalKey', haneul)
    const backfill = await timed(async () => {
      await appliance.send('PUT', '/connections/garmin/personal-key', { key })
      await waitForIdle(appliance, sql)
    })
    const peakMb = memory.stop()
    const first = await countRows(sql)
    const differences = compare(first, await garmin.admin<Record<string, number>>('counts', haneul))

    await appliance.send('POST', '/sync/garmin/run', {})
    await waitForIdle(appliance, sql)
    const second = await countRows(sql)
    for (const [name, n] of Object.entries(second))
      if (n !== first[name]) differences.push(`a second look: ${n} instead of ${first[name]} ${name}`)

    await appliance.send('POST', '/ingest/run', { task: 'reparse' })
    await waitForJobs(sql, '%', patienceMs)
    const [reparse] = await sql`select progress from sync_jobs where kind = 'own.raw.reparse' and state = 'done'`
    const progress = reparse?.['progress'] as { files: number; events: number; differences: number } | undefined
    if (progress?.differences !== 0) differences.push(`reparse: ${JSON.stringify(progress ?? 'did not end')}`)
    console.log(`${progress?.files} files and ${progress?.events} answers, ${JSON.stringify(first)}`)

    await trial.stopApps()
    const decodeS = await decodeOnly(filesDir)
    const copyS = await copyAll(sql)
    const seconds = backfill.ms / 1000
    const figure = (name: string, value: number, unit: string, target: number | null = null): Figure => ({
      name,
      value,
      unit,
      target,
    })
    const figures = [
      figure('backfill', seconds, 's'),
      figure('decode only, warm', decodeS, 's'),
      figure('COPY only', copyS, 's'),
      figure('backfill / (decode + COPY)', seconds / (decodeS + copyS), '×', ratioTarget),
      figure('memory of the worker, at most', peakMb, 'MB', memoryTargetMb),
    ]
    return { figures, differences }
  } finally {
    await sql.end()
    await trial.stop()
  }
}

/** Until the page says that all is here, and nothing waits. */
async function waitForIdle(appliance: Appliance, sql: postgres.Sql): Promise<void> {
  const until = Date.now() + patienceMs
  for (;;) {
    await setTimeout(500)
    const { state, syncedAt } = await appliance.get<{ state: string; syncedAt: string | null }>('/sync/garmin')
    if (state === 'idle' && syncedAt !== null) break
    if (Date.now() > until) throw new Error(`The sync is still ${state}`)
  }
  await waitForJobs(sql, 'import.%', patienceMs)
}

async function countRows(sql: postgres.Sql): Promise<Record<string, number>> {
  const [row] = await sql<Record<string, number>[]>`
    select (select count(*)::int from activities where duplicate_of is null) as activities,
      (select count(*)::int from garmin_raw_files) as "rawFiles",
      (select count(*)::int from vendor_activities where file_state = 'have') as files,
      (select count(*)::int from sleep where raw_event_id is not null) as nights,
      (select count(distinct local_date)::int from health_metrics where metric_id = 'hrv_rmssd_ms' and measurement_window = 'night' and raw_event_id is not null) as "hrvNights",
      (select count(distinct raw_event_id)::int from hr_records where raw_event_id is not null) as "heartRateDays",
      (select count(*)::int from health_metrics where metric_id = 'weight_kg' and raw_event_id is not null) as weighings,
      (select count(*)::int from health_metrics) as readings,
      (select count(*)::int from garmin_raw_events) as answers,
      (select count(*)::int from sync_days where state = 'failed') as "failedDays"`
  return row!
}

/** What the emulator counts too has to be as many. */
function compare(found: Record<string, number>, expected: Record<string, number>): string[] {
  return Object.entries(found).flatMap(([name, n]) =>
    name in expected && expected[name] !== n ? [`${n} instead of ${expected[name]} ${name}`] : [],
  )
}

function watch(read: () => number): { stop(): number } {
  let peak = 0
  const look = setInterval(() => {
    peak = Math.max(peak, read())
  }, 1_000)
  return {
    stop: () => {
      clearInterval(look)
      return peak
    },
  }
}

/** Seconds for all files one after the other. */
async function decodeOnly(dir: string): Promise<number> {
  const paths = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.fit'))
  const decode = (path: string) => readFile(readFileSync(join(dir, path)), path)
  for (const path of paths.slice(0, 50)) decode(path)
  return (await timed(() => paths.forEach(decode))).ms / 1000
}

async function copyAll(sql: postgres.Sql): Promise<number> {
  const empty = await createTestDatabase()
  const target = openDatabase({ url: empty.adminUrl, maxConnections: 1 })
  try {
    return (await copyOnly(sql, target.client)).ms / 1000
  } finally {
    await target.close()
    await empty.drop()
  }
}
