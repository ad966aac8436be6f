import { createWriteStream, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { openAppliance } from '@rc/sandbox/demo/appliance'
import { settleIn } from '@rc/sandbox/demo/settle-in'
import { createRawStore } from '@rc/services/raw-store'
import postgres from 'postgres'
import { printFigures, timed, type Figure } from '../measure/figures.ts'
import { addOriginals, fillAthlete, TEN_YEARS } from '../measure/fill-athlete.ts'
import { startTrial, type Trial } from '../trial/start-trial.ts'
import { waitForJobs } from '../trial/wait-for-jobs.ts'

export const needsStores = true

/**
 * ./scripts/bench own-data [--samples N] [--originals N]: ten years are taken along and ended; then more files than an
 * archive of strangers may hold go out of one appliance and into another.
 */
export async function run(args: string[]): Promise<void> {
  const options = {
    samples: { type: 'string', default: String(TEN_YEARS) },
    originals: { type: 'string', default: '21000' },
  } as const
  const { values } = parseArgs({ args, options })
  const [samples, originals] = [Number(values.samples), Number(values.originals)]
  if (samples > 0) printFigures(await withAppliance((house) => takeAndEnd(house, samples)))
  if (originals > 0) printFigures(await comeBack(originals))
}

interface House {
  trial: Trial
  sql: postgres.Sql
  apiPid: number
  password: string
  /** Asks as the signed-in athlete. */
  ask: (method: string, path: string, body?: { type: string; content: string | Blob }) => Promise<Response>
}

async function withAppliance<T>(work: (house: House) => Promise<T>): Promise<T> {
  const trial = await startTrial()
  const sql = postgres(trial.database.adminUrl, { max: 1, onnotice: () => {} })
  try {
    const [api] = await Promise.all([trial.start('api'), trial.start('worker'), trial.start('scheduler')])
    const code = readFileSync(join(trial.config.dataDir, 'setup-code'), 'utf8').trim()
    const account = await settleIn(openAppliance(trial.baseUrl), code, [])
    const ask = await signIn(trial, account)
    return await work({ trial, sql, ask, password: account.password, apiPid: api.process.pid })
  } finally {
    await sql.end()
    await trial.stop()
  }
}

async function signIn({ baseUrl }: Trial, account: object): Promise<House['ask']> {
  let cookie = ''
  const ask: House['ask'] = async (method, path, body) => {
    const response = await fetch(`${baseUrl}/api/v1${path}`, {
      method,
      headers: { origin: baseUrl, cookie, ...(body ? { 'content-type': body.type } : {}) },
      ...(body ? { body: body.content } : {}),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return response
  }
  const response = await ask('POST', '/auth/login', json(account))
  cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  return ask
}

const json = (body: unknown) => ({ type: 'application/json', content: JSON.stringify(body) })

async function download({ ask, trial }: House): Promise<string> {
  const file = join(trial.config.dataDir, 'export.zip')
  const response = await ask('GET', '/me/export')
  await pipeline(Readable.fromWeb(response.body as ReadableStream<Uint8Array>), createWriteStream(file))
  return file
}

async function takeAndEnd(house: House, samples: number): Promise<Figure[]> {
  const { trial, sql, ask, password, apiPid } = house
  const rawStore = createRawStore(trial.config.rawDir)
  await fillAthlete(sql, rawStore, { userId: 1, samples })
  await sql`analyze`
  const taken = await timed(() => download(house))
  const peakMb = Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${apiPid}/status`, 'utf8'))?.[1]) / 1024
  const ended = await timed(() => ask('DELETE', '/me', json({ password })))
  const [left] = await sql<{ rows: number }[]>`
    select ((select count(*) from users) + (select count(*) from activities) + (select count(*) from activity_samples))::int as rows`
  const files = readdirSync(trial.config.rawDir, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  const perMillion = (ms: number) => ms / 1000 / (samples / 1e6)
  return [
    { name: `export of ${samples} samples`, value: taken.ms / 1000, unit: 's', target: null },
    { name: 'export per million samples', value: perMillion(taken.ms), unit: 's', target: null },
    { name: 'size of the export', value: statSync(taken.value).size / 1e6, unit: 'MB', target: null },
    { name: 'highest memory of the api', value: peakMb, unit: 'MB', target: 512 },
    { name: 'removal of the account', value: ended.ms / 1000, unit: 's', target: null },
    { name: 'rows left behind', value: left!.rows, unit: '', target: 0 },
    { name: 'files left behind', value: files.length, unit: '', target: 0 },
  ]
}

/** Until every file has been kept; that nobody can read these tiny ones is no news. */
async function comeBack(count: number): Promise<Figure[]> {
  const { bytes, hashes } = await withAppliance(async (house) => {
    const make = (i: number) => Buffer.from(`original ${i}`)
    await addOriginals(house.sql, createRawStore(house.trial.config.rawDir), { userId: 1, count, make })
    return { bytes: readFileSync(await download(house)), hashes: await hashesOf(house.sql) }
  })
  return withAppliance(async ({ ask, sql }) => {
    const { ms } = await timed(async () => {
      await ask('POST', '/imports?name=export.zip', { type: 'application/octet-stream', content: new Blob([bytes]) })
      await waitForJobs(sql, 'import.archive.%', 3_600_000)
    })
    const found = new Set(await hashesOf(sql))
    return [
      { name: `import of an export with ${count} originals`, value: ms / 1000, unit: 's', target: null },
      {
        name: 'originals that did not come back',
        value: hashes.filter((hash) => !found.has(hash)).length,
        unit: '',
        target: 0,
      },
    ]
  })
}

const hashesOf = async (sql: postgres.Sql): Promise<string[]> =>
  (await sql<{ sha256: string }[]>`select sha256 from garmin_raw_files`).map(({ sha256 }) => sha256)
