import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const repository = resolve(import.meta.dirname, '../../..')

/** The folder of knowledge beside the checkout (`RC_SHARED`, default `../shared`, then `shared`), or null. */
export function sharedDir(): string | null {
  const given = process.env['RC_SHARED']
  const candidates = given ? [resolve(given)] : [resolve(repository, '../shared'), resolve(repository, 'shared')]
  return candidates.find((dir) => existsSync(join(dir, 'data/files/MANIFEST.json'))) ?? null
}

export interface CorpusFile {
  /** Path inside the corpus, the key of both MANIFEST.json and TRUTH.json. */
  file: string
  kind: string
  family: string
  /** What is known of the file; its shape differs by format. */
  truth: Record<string, unknown>
  bytes(): Uint8Array
}

/** Every file of a folder laid out like `data/files`, with its truth. Reading a file's bytes is counted. */
export function corpusFiles(dir: string): CorpusFile[] {
  const manifest = JSON.parse(readFileSync(join(dir, 'MANIFEST.json'), 'utf8')) as {
    files: { file: string; kind: string; family: string }[]
  }
  const truth = JSON.parse(readFileSync(join(dir, 'TRUTH.json'), 'utf8')) as {
    files: Record<string, unknown>[] | Record<string, Record<string, unknown>>
  }
  const truths = new Map(
    Array.isArray(truth.files) ? truth.files.map((t) => [t['file'] as string, t]) : Object.entries(truth.files),
  )
  return manifest.files.map((entry) => ({
    ...entry,
    truth: truths.get(entry.file) ?? {},
    bytes: () => {
      countCorpusRead(entry.file)
      return readFileSync(join(dir, 'corpus', entry.file))
    },
  }))
}

/** Tells the test run that a corpus file was really read; `./scripts/test` prints the number of distinct ones. */
export function countCorpusRead(file: string): void {
  const log = process.env['RC_CORPUS_LOG']
  if (log) appendFileSync(log, `${file}\n`)
}
