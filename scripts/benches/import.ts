import { join } from 'node:path'
import { openDatabase } from '@rc/db'
import { localDateOf } from '@rc/domain'
import { readFile } from '@rc/files'
import { demoDays, demoTimeZone } from '@rc/sandbox/demo/demo-athlete'
import { uploadAll } from '@rc/sandbox/demo/upload-all'
import { createTestDatabase } from '@rc/testing'
import { corpusFiles, sharedDir } from '@rc/testing/corpus'
import postgres from 'postgres'
import { copyOnly } from '../measure/copy-only.ts'
import { printFigures, timed, type Figure } from '../measure/figures.ts'
import { settle } from '../measure/settle.ts'
import { waitUntil } from '../process-id.ts'
import { explain } from '../run-main.ts'
import { startTrial, type Trial } from '../trial/start-trial.ts'
import { importJobs, waitForJobs } from '../trial/wait-for-jobs.ts'

export const needsStores = true

const uploadsAtOnce = 4
const ratioTarget = 1.5
const largestTargetS = 3

export interface File {
  name: string
  bytes: Uint8Array
}

/** ./scripts/bench import [DIR]: how fast the corpus, or a folder like it, comes in. */
export async function run([dir = corpusDir()]: string[]): Promise<void> {
  const files = corpusFiles(dir).map((file): File => ({ name: file.file.split('/').at(-1)!, bytes: file.bytes() }))
  printFigures(await benchImport(files))
}

/**
 * Files through API and worker, from the first upload until the last one is kept raw, decoded, stored, analysed and
 * compared with the others, beside what decoding alone and COPY alone take; and the largest FIT file by itself. The
 * import is timed twice: by processes that have just started, and, once undone, by the same ones, as warm as the decoder.
 */
export async function benchImport(files: File[]): Promise<Figure[]> {
  const largest = files.filter(({ name }) => name.endsWith('.fit')).reduce(larger)
  const alone = await inTrial((trial, sql) => importLargest(trial, sql, largest))
  const decodeS = await decodeOnly(files)
  const { firstS, secondS, copyS, samples } = await inTrial((trial, sql) => importAll(trial, sql, files))
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1)
  const total = files.reduce((sum, { bytes }) => sum + bytes.length, 0)
  console.log(`${files.length} files, ${megabytes(total)} MB, ${samples} samples`)
  const inUnit =
    (unit: string) =>
    (name: string, value: number, target: number | null = null): Figure => ({ name, value, unit, target })
  const [seconds, times] = [inUnit('s'), inUnit('×')]
  return [
    seconds('import, processes just started', firstS),
    seconds('import, undone and done again', secondS),
    seconds('decode only, warm', decodeS),
    seconds('COPY only', copyS),
    times('first import / (decode + COPY)', firstS / (decodeS + copyS)),
    times('second import / (decode + COPY)', secondS / (decodeS + copyS), ratioTarget),
    seconds(`largest FIT file (${megabytes(largest.bytes.length)} MB) until analysed`, alone.analysedS, largestTargetS),
    seconds('the same until its days are computed', alone.daysS),
  ]
}

/** Somebody with all thresholds, so that every metric that can be computed is. */
const athleteOfToday = () => demoDays(localDateOf(Date.now() / 1000, demoTimeZone), 1)

function corpusDir(): string {
  const shared = sharedDir()
  if (shared === null)
    throw explain('There is no corpus.', 'Put it beside the clone, name it in RC_SHARED, or give a folder.')
  return join(shared, 'data/files')
}

const larger = (a: File, b: File): File => (b.bytes.length > a.bytes.length ? b : a)

async function inTrial<T>(work: (trial: Trial, sql: postgres.Sql) => Promise<T>): Promise<T> {
  const trial = await startTrial()
  const sql = postgres(trial.database.adminUrl, { max: 2, onnotice: () => {} })
  try {
    await Promise.all([trial.start('api'), trial.start('worker'), trial.start('scheduler')])
    return await work(trial, sql)
  } finally {
    await sql.end()
    await trial.stop()
  }
}

/** Seconds from the first byte sent until the activity has its metrics, and until nothing is left to do. */
async function importLargest(
  trial: Trial,
  sql: postgres.Sql,
  file: File,
): Promise<{ analysedS: number; daysS: number }> {
  const appliance = await settle(trial, athleteOfToday())
  await waitForJobs(sql)
  const startedAt = performance.now()
  const sinceS = () => (performance.now() - startedAt) / 1000
  await uploadAll(appliance, '', [file])
  const isAnalysed = async () => (await sql`select from activity_metrics limit 1`).length > 0
  if (!(await waitUntil(isAnalysed, 60_000))) throw new Error('The largest file was not analysed within a minute')
  const analysedS = sinceS()
  await waitForJobs(sql)
  return { analysedS, daysS: sinceS() }
}

/** Seconds for all files one after the other, warm. */
async function decodeOnly(files: File[]): Promise<number> {
  const decodeAll = () => files.forEach(({ bytes, name }) => readFile(bytes, name))
  decodeAll()
  return (await timed(decodeAll)).ms / 1000
}

async function importAll(
  trial: Trial,
  sql: postgres.Sql,
  files: File[],
): Promise<{ firstS: number; secondS: number; copyS: number; samples: number }> {
  const appliance = await settle(trial, athleteOfToday())
  await waitForJobs(sql)
  const importOnce = async () => {
    const batchId = await uploadAll(appliance, 'corpus', files, uploadsAtOnce)
    await waitForJobs(sql, importJobs)
    return batchId
  }
  const first = await timed(importOnce)
  await appliance.remove(`/imports/${first.value}`)
  const second = await timed(importOnce)
  await waitForJobs(sql)
  await trial.stopApps()
  const empty = await createTestDatabase()
  const target = openDatabase({ url: empty.adminUrl, maxConnections: 1 })
  try {
    const copy = await copyOnly(sql, target.client)
    return { firstS: first.ms / 1000, secondS: second.ms / 1000, copyS: copy.ms / 1000, samples: copy.rows }
  } finally {
    await target.close()
    await empty.drop()
  }
}
