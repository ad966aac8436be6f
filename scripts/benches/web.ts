import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { localDateOf } from '@rc/domain'
import { type Appliance, openAppliance } from '@rc/sandbox/demo/appliance'
import { demoDays, demoTimeZone } from '@rc/sandbox/demo/demo-athlete'
import { settleIn } from '@rc/sandbox/demo/settle-in'
import { uploadAll } from '@rc/sandbox/demo/upload-all'
import postgres from 'postgres'
import { buildWeb } from '../appliance/build-web.ts'
import { writeChromiumCommand } from '../checks/chromium.ts'
import { type Figure, printFigures } from '../measure/figures.ts'
import { importAthlete } from '../measure/import-athlete.ts'
import { longRunTcx } from '../measure/long-run.ts'
import { repository } from '../run-main.ts'
import { startTrial } from '../trial/start-trial.ts'
import { waitForJobs } from '../trial/wait-for-jobs.ts'

export const needsStores = true

const LIST_ROWS = 10_000
const MAP_TRACKS = 3_000

/** ./scripts/bench web [--days N] [--visits N]: what a ten-year athlete waits for, on a phone's processor. */
export async function run(args: string[]): Promise<void> {
  const options = { days: { type: 'string', default: '3652' }, visits: { type: 'string', default: '3' } } as const
  const { values } = parseArgs({ args, options })
  await buildWeb()
  const dir = mkdtempSync(join(tmpdir(), 'runningcoach-bench-'))
  const trial = await startTrial()
  const sql = postgres(trial.database.adminUrl, { max: 1, onnotice: () => {} })
  try {
    await Promise.all((['api', 'worker', 'scheduler'] as const).map((app) => trial.start(app)))
    const nowS = Date.now() / 1000
    const history = demoDays(localDateOf(nowS, demoTimeZone), Number(values.days))
    const appliance = openAppliance(trial.baseUrl)
    const code = readFileSync(join(trial.config.dataDir, 'setup-code'), 'utf8').trim()
    const account = await settleIn(appliance, code, history)
    await importAthlete(appliance, sql, history)
    const longRunId = await addLongRun(appliance, sql, nowS)
    await goOn(sql, MAP_TRACKS, sql`track is not null`)
    const { tracks } = await appliance.get<{ tracks: unknown[] }>('/tracks')
    const asked = {
      baseUrl: trial.baseUrl,
      ...account,
      longRunId,
      tracks: tracks.length,
      visits: Number(values.visits),
    }
    const env = { ...process.env, RC_TEST_CHROMIUM: await writeChromiumCommand(dir) }
    const measure = async (what: object): Promise<Figure[]> => {
      const args = ['apps/web/e2e/measure.ts', JSON.stringify(what)]
      const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: repository, env })
      return JSON.parse(stdout) as Figure[]
    }
    const figures = await measure(asked)
    await goOn(sql, LIST_ROWS, sql`true`)
    printFigures([...figures, ...(await measure({ ...asked, rows: LIST_ROWS }))])
  } finally {
    await sql.end()
    await trial.stop()
    rmSync(dir, { recursive: true, force: true })
  }
}

/** As if it went on for decades: activities that were there once more, long ago, until there are so many of the kind. */
async function goOn(sql: postgres.Sql, rows: number, kind: postgres.PendingQuery<postgres.Row[]>): Promise<void> {
  await sql`
    insert into activities (user_id, source, sport, name, started_at, ended_at, utc_offset_s, local_date, elapsed_s,
      timer_s, moving_s, distance_m, avg_hr_bpm, avg_speed_mps, sample_count, channels, track, reader_version)
    select user_id, source, sport, name, started_at - again * interval '10 years', ended_at - again * interval '10 years',
      utc_offset_s, (local_date - again * interval '10 years')::date, elapsed_s, timer_s, moving_s, distance_m, avg_hr_bpm,
      avg_speed_mps, 0, channels, track, reader_version
    from activities cross join generate_series(1, 100) again where duplicate_of is null and ${kind}
    order by again, started_at desc
    limit greatest(0, ${rows} - (select count(*) from activities where duplicate_of is null and ${kind}))`
}

async function addLongRun(appliance: Appliance, sql: postgres.Sql, endS: number): Promise<number> {
  await uploadAll(appliance, 'long run', [{ name: 'long-run.tcx', bytes: longRunTcx(endS) }])
  await waitForJobs(sql)
  const [row] = await sql<{ id: number }[]>`select id from activities order by sample_count desc nulls last limit 1`
  return row!.id
}
