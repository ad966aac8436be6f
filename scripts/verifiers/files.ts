import { createDeps } from '@rc/services/create-deps'
import { addFile } from '@rc/services/ingest/add-file'
import { openImport } from '@rc/services/ingest/manage-imports'
import { corpusFiles, type CorpusFile } from '@rc/testing/corpus'
import { compareWithTruth, type Truth } from '@rc/testing/truth'
import postgres from 'postgres'
import { readContents } from '../read-back/read-contents.ts'
import { explain } from '../run-main.ts'
import { startTrial, type Trial } from '../trial/start-trial.ts'
import { importJobs, waitForJobs } from '../trial/wait-for-jobs.ts'

export const needsStores = true

/**
 * Imports every file of a folder with corpus/, MANIFEST.json and TRUTH.json through the real worker into a real database,
 * each for an athlete of its own, and compares what the tables then hold with the truth. Prints every difference.
 */
export async function verifyFiles(dir: string): Promise<{ passed: number; failed: number }> {
  const files = corpusFiles(dir)
  const truths = new Map(files.map((file) => [file.file, file.truth as Truth]))
  const trial = await startTrial()
  const sql = postgres(trial.database.adminUrl, { max: 4, onnotice: () => {} })
  try {
    await Promise.all([trial.start('worker'), trial.start('scheduler')])
    const athletes = await importAll(trial, sql, files)
    await waitForJobs(sql, importJobs)
    let failed = 0
    for (const file of files) {
      const differences = compareWithTruth(file, await readContents(sql, athletes.get(file.file)!), (name) =>
        truths.get(name),
      )
      if (differences.length > 0) failed++
      for (const difference of differences) console.log(`${file.file}: ${difference}`)
    }
    const passed = files.length - failed
    console.log(`${passed} passed, ${failed} failed`)
    return { passed, failed }
  } finally {
    await sql.end()
    await trial.stop()
  }
}

/** Through the door behind `POST /imports`; each file belongs to an athlete of its own, so that no duplicate hides one. */
async function importAll(trial: Trial, sql: postgres.Sql, files: CorpusFile[]): Promise<Map<string, number>> {
  const deps = createDeps({ service: 'verify', config: trial.config, role: 'rc_app' })
  const athletes = new Map<string, number>()
  try {
    for (const [i, file] of files.entries()) {
      const [athlete] = await sql<{ id: number }[]>`
        insert into users (login, display_name, password_hash) values (${`athlete-${i}`}, ${file.file.slice(-80)}, '') returning id`
      const userId = athlete!.id
      athletes.set(file.file, userId)
      const batch = await openImport(deps, userId, { source: 'upload', name: '' })
      await addFile(deps, userId, batch.id, { name: file.file.split('/').at(-1)!, bytes: once(file.bytes()) })
    }
  } finally {
    await deps.close()
  }
  return athletes
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** `./scripts/verify files DIR` */
export async function run([dir]: string[]): Promise<void> {
  if (dir === undefined) throw explain('A folder of files is missing.', 'Name it: ./scripts/verify files DIR')
  const { passed, failed } = await verifyFiles(dir)
  if (failed > 0 || passed === 0) process.exitCode = 1
}
