import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { athleteMetrics } from '@rc/analytics'
import { addDays, localDateOf, type LocalDate, type ThresholdKind } from '@rc/domain'
import type { PlannedDay } from '@rc/sandbox/athlete/planned'
import { renderActivityFit } from '@rc/sandbox/athlete/render'
import type { Appliance } from '@rc/sandbox/demo/appliance'
import { demoDays, demoTimeZone } from '@rc/sandbox/demo/demo-athlete'
import { uploadAll } from '@rc/sandbox/demo/upload-all'
import postgres from 'postgres'
import { percentile, printFigures, timed, type Figure } from '../measure/figures.ts'
import { importAthlete } from '../measure/import-athlete.ts'
import { replayAthlete } from '../measure/replay-athlete.ts'
import { settle } from '../measure/settle.ts'
import { waitUntil } from '../process-id.ts'
import { startTrial } from '../trial/start-trial.ts'
import { waitForJobs } from '../trial/wait-for-jobs.ts'

export const needsStores = true

export interface ScienceBench {
  /** The synthetic athlete's last day, and how many there are. */
  today: LocalDate
  days: number
  /** Activities that come in one at a time. */
  singles: number
}

const recomputeTargetS = 10
const singleTargetMs = 300
/** A window of six weeks, of 24 numbers a day and a few sessions; ten years would be a hundred thousand. */
const rowsReadTarget = 5_000
const patienceMs = 300_000
/** The morning is looked at again some seconds later, once for many changes. */
const numberJobs = 'own.%.recompute'

/** ./scripts/bench science [--days N]: a changed threshold, one new activity and the morning check over ten years. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { days: { type: 'string', default: '3652' } } })
  const today = localDateOf(Date.now() / 1000, demoTimeZone)
  printFigures(await benchScience({ today, days: Number(values.days), singles: 20 }))
}

export async function benchScience({ today, days, singles }: ScienceBench): Promise<Figure[]> {
  const history = demoDays(today, days)
  const trial = await startTrial()
  const sql = postgres(trial.database.adminUrl, { max: 2, onnotice: () => {} })
  try {
    await Promise.all((['api', 'worker', 'scheduler'] as const).map((app) => trial.start(app)))
    // One set of thresholds from the first day on: a change of one of them is a change of all the years.
    const appliance = await settle(trial, history.slice(0, 1))
    await importAthlete(appliance, sql, history)
    return [
      ...(await changeThreshold(appliance, sql, history, 'lthr_bpm', (bpm) => bpm + 2)),
      ...(await changeThreshold(appliance, sql, history, 'ftp_w', (watts) => watts + 10)),
      ...(await addSingles(appliance, sql, today, singles)),
      ...checkMornings(history),
    ]
  } finally {
    await sql.end()
    await trial.stop()
  }
}

/** From the request until nothing is left to be computed, and what was written for it. */
async function changeThreshold(
  appliance: Appliance,
  sql: postgres.Sql,
  history: PlannedDay[],
  kind: ThresholdKind,
  change: (value: number) => number,
): Promise<Figure[]> {
  const [before] = await sql<{ value: number; at: Date }[]>`
    select value, clock_timestamp() as at from athlete_thresholds where kind = ${kind}`
  const { ms } = await timed(async () => {
    const threshold = { kind, value: change(before!.value), validFrom: history[0]!.date }
    await appliance.send('PUT', '/me/thresholds', threshold)
    await waitForJobs(sql, numberJobs, patienceMs)
  })
  const touched = await sql<{ metricId: string; rows: number }[]>`
    select metric_id as "metricId", count(*)::int as rows from activity_metrics
    where updated_at > ${before!.at.toISOString()} group by metric_id`
  const [daily] = await sql<{ rows: number }[]>`
    select count(*)::int as rows from fitness_metrics_daily where updated_at > ${before!.at.toISOString()}`
  const needing = new Set<string>(athleteMetrics.filter(({ needs }) => needs.includes(kind)).map(({ id }) => id))
  const sum = (rows: readonly { rows: number }[]) => rows.reduce((total, row) => total + row.rows, 0)
  const figure = (name: string, value: number, unit: string, target: number | null = null): Figure => ({
    name: `${kind} changed: ${name}`,
    value,
    unit,
    target,
  })
  return [
    figure('until all years are computed', ms / 1000, 's', recomputeTargetS),
    figure('numbers of activities touched', sum(touched), 'rows'),
    figure('of them not dependent on it', sum(touched.filter(({ metricId }) => !needing.has(metricId))), 'rows', 0),
    figure('daily numbers touched', daily!.rows, 'rows'),
  ]
}

/** Runs of the last weeks, one after the other: from the samples being there until every number that follows is. */
async function addSingles(
  appliance: Appliance,
  sql: postgres.Sql,
  today: LocalDate,
  singles: number,
): Promise<Figure[]> {
  // Runs of another year, moved into nights that are still free of any.
  const runs = demoDays(addDays(today, -400), singles * 4)
    .flatMap(({ seed, activities }) => activities.map((activity) => ({ seed, activity })))
    .filter(({ activity }) => activity.sport === 'run')
    .slice(0, singles)
  const times: number[] = []
  const reads: number[] = []
  for (const [i, { seed, activity }] of runs.entries()) {
    const date = addDays(today, -1 - i)
    const startTimeS = Date.parse(`${date}T00:10:00+09:00`) / 1000
    const file = renderActivityFit(seed, { ...activity, key: `${date}/9`, date, startTimeS })
    const before = await rowsRead(sql)
    const known = await countActivities(sql)
    await uploadAll(appliance, '', [file])
    const stored = await waitUntil(async () => (await countActivities(sql)) > known, 30_000, 2)
    if (!stored) throw new Error('The activity did not come in')
    times.push((await timed(() => waitUntil(async () => isSettled(sql), 30_000, 2))).ms)
    await waitForJobs(sql)
    reads.push((await rowsRead(sql)) - before)
  }
  return [
    {
      name: 'one new activity: from its samples to the last number, p50',
      value: percentile(times, 0.5),
      unit: 'ms',
      target: null,
    },
    { name: 'the same, p95', value: percentile(times, 0.95), unit: 'ms', target: singleTargetMs },
    { name: 'rows of history read for it, p50', value: percentile(reads, 0.5), unit: 'rows', target: rowsReadTarget },
  ]
}

const countActivities = async (sql: postgres.Sql): Promise<number> =>
  (await sql<{ n: number }[]>`select count(*)::int as n from activities`)[0]!.n

const isSettled = async (sql: postgres.Sql): Promise<boolean> =>
  (await sql`select from ingestion_state where dataset = 'daily_metrics' and state = 'dirty'`).length === 0

/** Rows of the tables that grow with every activity, read since ever by anybody but us. The server counts them with a delay. */
async function rowsRead(sql: postgres.Sql): Promise<number> {
  await sleep(1_500)
  const [row] = await sql<{ rows: number }[]>`
    select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int as rows from pg_stat_user_tables
    where relname in ('activity_metrics', 'activity_summaries', 'fitness_metrics_daily')`
  return row!.rows
}

/** What was planted in the athlete's life, and what the morning check would have said of it. */
function checkMornings(history: PlannedDay[]): Figure[] {
  const { setbacks, signals } = replayAthlete(history)
  return (['watch', 'caution'] as const).flatMap((level) => {
    const { outcomes, falseAlarmsPerMonth, firedDays, lookedDays } = signals.find(({ id }) => id === level)!
    const missed = (kind: string) =>
      outcomes.filter(({ setback, isHit }) => setbacks[setback]!.kind === kind && !isHit).length
    const all = (kind: string) => setbacks.filter((setback) => setback.kind === kind).length
    return [
      {
        name: `morning check, ${level}: of ${all('illness')} illnesses not flagged within three days`,
        value: missed('illness'),
        unit: '',
        target: level === 'watch' ? 0 : null,
      },
      {
        name: `morning check, ${level}: of ${all('overload')} overloads not flagged within three days`,
        value: missed('overload'),
        unit: '',
        target: level === 'watch' ? 0 : null,
      },
      {
        name: `morning check, ${level}: false alarms`,
        value: falseAlarmsPerMonth ?? NaN,
        unit: 'per month',
        target: null,
      },
      {
        name: `morning check, ${level}: mornings on which it was up`,
        value: (100 * firedDays) / Math.max(1, lookedDays),
        unit: '%',
        target: null,
      },
    ]
  })
}
