import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { addDays, localDateOf } from '@rc/domain'
import type { PlannedDay } from '@rc/sandbox/athlete/planned'
import { renderActivityFit } from '@rc/sandbox/athlete/render'
import type { Appliance } from '@rc/sandbox/demo/appliance'
import { archivesByMonth } from '@rc/sandbox/demo/archives-by-month'
import { demoDays, demoTimeZone } from '@rc/sandbox/demo/demo-athlete'
import { uploadAll } from '@rc/sandbox/demo/upload-all'
import postgres from 'postgres'
import { percentile, printFigures, timed, type Figure } from '../measure/figures.ts'
import { settle } from '../measure/settle.ts'
import { startTrial } from '../trial/start-trial.ts'
import { waitForJobs } from '../trial/wait-for-jobs.ts'

export const needsStores = true

const questions = {
  'dashboard summary': { targetMs: 300, path: () => '/dashboard/summary' },
  'activity list': { targetMs: 150, path: () => '/activities?limit=50' },
  'samples at 2,000 points': { targetMs: 400, path: (id: number) => `/activities/${id}/samples?points=2000` },
} as const
type Question = keyof typeof questions

const warmUpTurns = 10

export interface ReadersBench {
  clients: number
  /** Days of history that are there, and as many older ones that come in meanwhile. */
  days: number
  /** Between two pages of one client. */
  pauseMs: number
}

/** ./scripts/bench readers [--clients N] [--days N] [--pause MS]: people look at their pages while an import runs. */
export async function run(args: string[]): Promise<void> {
  const options = {
    clients: { type: 'string', default: '20' },
    days: { type: 'string', default: '1000' },
    pause: { type: 'string', default: '1000' },
  } as const
  const { values } = parseArgs({ args, options })
  const figures = await benchReaders({
    clients: Number(values.clients),
    days: Number(values.days),
    pauseMs: Number(values.pause),
  })
  printFigures(figures)
}

/** Each client opens dashboard, list and an activity in turn and pauses after each, from the first byte of the import to its last job. */
export async function benchReaders({ clients, days, pauseMs }: ReadersBench): Promise<Figure[]> {
  const trial = await startTrial()
  const sql = postgres(trial.database.adminUrl, { max: 1, onnotice: () => {} })
  try {
    await Promise.all((['api', 'worker', 'scheduler'] as const).map((app) => trial.start(app)))
    const today = localDateOf(Date.now() / 1000, demoTimeZone)
    const all = demoDays(today, 2 * days)
    const border = addDays(today, 1 - days)
    const appliance = await settle(trial, all)
    const bringIn = async (archives: Archive[]) => {
      await uploadAll(appliance, 'bench', archives)
      await waitForJobs(sql)
    }
    await bringIn(archivesOf(all.filter(({ date }) => date >= border)))
    // Made before anybody reads: making them would hold up the readers of this process.
    const older = archivesOf(all.filter(({ date }) => date < border))
    await sql`analyze`
    const ids = (await sql<{ id: number }[]>`select id from activities order by id`).map(({ id }) => id)

    // As on any day on which a backfill begins: the api is not new.
    for (let turn = 0; turn < warmUpTurns; turn++)
      for (const { path } of Object.values(questions)) await appliance.get(path(ids[turn]!))

    const times: Record<Question, number[]> = {
      'dashboard summary': [],
      'activity list': [],
      'samples at 2,000 points': [],
    }
    let [failures, isOver] = [0, false]
    const client = async (n: number) => {
      await sleep((n / clients) * pauseMs)
      for (let turn = n; !isOver; turn++)
        for (const [question, { path }] of Object.entries(questions) as [Question, (typeof questions)[Question]][]) {
          const asked = await ask(appliance, path(ids[(turn * 997) % ids.length]!))
          if (asked === null) failures++
          else times[question].push(asked)
          await sleep(pauseMs * (0.5 + ((turn * 31 + n * 17) % 100) / 100))
        }
    }
    const readers = Promise.all(Array.from({ length: clients }, (_, n) => client(n)))
    const imported = await timed(() => bringIn(older).finally(() => (isOver = true)))
    await readers
    return [
      ...(Object.entries(times) as [Question, number[]][]).flatMap(([name, ms]): Figure[] => [
        { name: `${name}, p50 of ${ms.length}`, value: percentile(ms, 0.5), unit: 'ms', target: null },
        { name: `${name}, p99`, value: percentile(ms, 0.99), unit: 'ms', target: questions[name].targetMs },
      ]),
      { name: 'answers that were none', value: failures, unit: '', target: 0 },
      { name: `import of ${days} days meanwhile`, value: imported.ms / 1000, unit: 's', target: null },
    ]
  } finally {
    await sql.end()
    await trial.stop()
  }
}

type Archive = { name: string; bytes: Uint8Array }

const archivesOf = (days: PlannedDay[]): Archive[] => [
  ...archivesByMonth(days, (day) => day.activities.map((activity) => renderActivityFit(day.seed, activity))),
]

/** Milliseconds until the answer is there; null when it was none. */
async function ask(appliance: Appliance, path: string): Promise<number | null> {
  try {
    return (await timed(() => appliance.get(path))).ms
  } catch (error) {
    console.log(error instanceof Error ? error.message : error)
    return null
  }
}
