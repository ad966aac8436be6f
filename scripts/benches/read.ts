import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { localDateOf, type LocalDate } from '@rc/domain'
import type { Appliance } from '@rc/sandbox/demo/appliance'
import { demoDays, demoTimeZone } from '@rc/sandbox/demo/demo-athlete'
import postgres from 'postgres'
import { percentile, printFigures, pssMb, timed, type Figure } from '../measure/figures.ts'
import { importAthlete } from '../measure/import-athlete.ts'
import { settle } from '../measure/settle.ts'
import { startTrial, type Trial } from '../trial/start-trial.ts'

export const needsStores = true

export interface ReadBench {
  /** The synthetic athlete's last day, and how many there are. */
  today: LocalDate
  days: number
  /** How often each question is asked. */
  requests: number
  /** How long the processes are left alone before their memory is measured. */
  idleS: number
}

const targetsMs = {
  'dashboard summary': 50,
  'list page': 30,
  'list page by a value': 30,
  'days of ten years': 50,
  'samples at 2,000 points': 60,
} as const
const sorts = ['distance', 'time', 'speed', 'hr', 'ascent', 'load']
const idleTargetMb = 350
const warmUpRequests = 10

/** ./scripts/bench read [--days N]: a ten-year athlete, what the page asks most, and what the idle processes hold. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { days: { type: 'string', default: '3652' } } })
  const today = localDateOf(Date.now() / 1000, demoTimeZone)
  printFigures(await benchRead({ today, days: Number(values.days), requests: 300, idleS: 60 }))
}

/** The athlete comes in through the real door: at the speed of the pipeline ten years take a few minutes. */
export async function benchRead({ today, days, requests, idleS }: ReadBench): Promise<Figure[]> {
  const trial = await startTrial()
  const sql = postgres(trial.database.adminUrl, { max: 1, onnotice: () => {} })
  try {
    await startAll(trial)
    const history = demoDays(today, days)
    const appliance = await settle(trial, history)
    await importAthlete(appliance, sql, history)
    // Fresh processes, as after a night: nothing of the import is left in their memory.
    await trial.stopApps()
    const apps = await startAll(trial)
    await sleep(idleS * 1000)
    const idleMb = apps.reduce((sum, app) => sum + pssMb(app.process.pid), 0)
    return [
      ...(await askAll(appliance, today, requests)),
      { name: `idle memory of three processes after ${idleS} s`, value: idleMb, unit: 'MB', target: idleTargetMb },
    ]
  } finally {
    await sql.end()
    await trial.stop()
  }
}

const startAll = (trial: Trial) => Promise.all((['api', 'worker', 'scheduler'] as const).map((app) => trial.start(app)))

async function askAll(appliance: Appliance, today: LocalDate, requests: number): Promise<Figure[]> {
  const ids = await listIds(appliance)
  const pages = ids.filter((_, i) => i % 50 === 0).length
  let cursor: string | null = null
  let page = 0
  const nextPage = async () => {
    const from: string = page++ % pages === 0 || cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`
    cursor = (await appliance.get<ActivityPage>(`/activities?limit=50${from}`)).nextCursor
  }
  let sorted = 0
  let sortedCursor: string | null = null
  /** Every value in turn, its first page and its second. */
  const nextSorted = async () => {
    const sort = sorts[Math.floor(sorted / 2) % sorts.length]
    const from: string = sorted++ % 2 === 0 || sortedCursor === null ? '' : `&cursor=${sortedCursor}`
    sortedCursor = (await appliance.get<ActivityPage>(`/activities?limit=50&sort=${sort}${from}`)).nextCursor
  }
  const decade = `from=${Number(today.slice(0, 4)) - 9}-01-01&to=${today}`
  // A stride that shares no factor with the number of ids meets old and new, short and long in turn.
  let at = 0
  const nextSamples = () => appliance.get(`/activities/${ids[(at += 997) % ids.length]}/samples?points=2000`)
  return [
    ...(await ask('dashboard summary', requests, () => appliance.get('/dashboard/summary'))),
    ...(await ask('list page', requests, nextPage)),
    ...(await ask('list page by a value', requests, nextSorted)),
    ...(await ask('days of ten years', requests, () => appliance.get(`/performance/days?${decade}`))),
    ...(await ask('samples at 2,000 points', requests, nextSamples)),
  ]
}

interface ActivityPage {
  activities: { id: number }[]
  nextCursor: string | null
}

async function listIds(appliance: Appliance): Promise<number[]> {
  const ids: number[] = []
  let cursor: string | null = null
  do {
    const from: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const found: ActivityPage = await appliance.get<ActivityPage>(`/activities?limit=200${from}`)
    ids.push(...found.activities.map(({ id }) => id))
    cursor = found.nextCursor
  } while (cursor !== null)
  return ids
}

async function ask(name: keyof typeof targetsMs, requests: number, request: () => Promise<unknown>): Promise<Figure[]> {
  for (let i = 0; i < warmUpRequests; i++) await request()
  const times: number[] = []
  for (let i = 0; i < requests; i++) times.push((await timed(request)).ms)
  return [
    { name: `${name}, p50`, value: percentile(times, 0.5), unit: 'ms', target: null },
    { name: `${name}, p95`, value: percentile(times, 0.95), unit: 'ms', target: targetsMs[name] },
    { name: `${name}, p99`, value: percentile(times, 0.99), unit: 'ms', target: null },
  ]
}
