import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { PassThrough, Readable } from 'node:stream'
import { allowLongReading, listOwnTables, readOwnCsvLines, readOwnRows, type OwnTable } from '@rc/db/queries/own-tables'
import { readPortableAthlete, type PortableAthlete } from '@rc/db/queries/portable'
import { readEventLines } from '@rc/db/queries/portable-events'
import { readTalkLines } from '@rc/db/queries/portable-talks'
import type { Tenant } from '@rc/db'
import { ZipFile } from 'yazl'
import { createGate } from '../auth/gate.ts'
import type { Deps } from '../deps.ts'
import { exportReadme } from './export-readme.ts'
import {
  ATHLETE_ENTRY,
  EVENTS_ENTRY,
  MANIFEST_ENTRY,
  ORIGINALS,
  README_ENTRY,
  TABLES,
  TALKS_ENTRY,
} from './portable-athlete.ts'

type Needs = Pick<Deps, 'database' | 'rawStore' | 'log' | 'now'>

interface ManifestEntry {
  path: string
  bytes: number
  sha256: string
  /** Of a table. */
  rows?: number
}

/** A third of the usual time for a tenth more bytes. */
const COMPRESSION = 3

/** Each holds one connection for as long as the line is slow. */
const inTurn = createGate({ atOnce: 2, waiting: 0 })

/**
 * Everything of one athlete as one ZIP that is written while it is sent: original files, every table as CSV and as JSON
 * lines, and what no file can say. The tables are those of one moment. Whoever imports it again has the same rows.
 */
export async function writeExport(deps: Needs, userId: number): Promise<Readable> {
  const zip = new ZipFile()
  const out = new PassThrough()
  const fail = (error: Error) => out.destroy(error)
  zip.on('error', fail)
  zip.outputStream.on('error', fail).pipe(out)
  const begun = Promise.withResolvers<Readable>()
  void inTurn(() => {
    begun.resolve(out)
    return fillExport(deps, userId, zip, out)
  }).catch((error: unknown) => {
    begun.reject(error)
    if (!out.destroyed) deps.log.warn({ err: error, userId }, 'an export was not finished')
    fail(error instanceof Error ? error : new Error(String(error)))
  })
  return begun.promise
}

async function fillExport(
  { database, rawStore, now }: Needs,
  userId: number,
  zip: ZipFile,
  out: Readable,
): Promise<void> {
  const entries: ManifestEntry[] = []
  const closed = new Promise<never>((_resolve, reject) =>
    out.once('close', () => reject(new Error('the line was closed'))),
  )
  closed.catch(() => {})
  /** Adds one entry and waits until it is through, so that nothing is read before its turn. */
  const add = async (path: string, bytes: AsyncIterable<Uint8Array>, compress = true): Promise<ManifestEntry> => {
    const hash = createHash('sha256')
    const entry: ManifestEntry = { path, bytes: 0, sha256: '' }
    const counted = Readable.from(
      (async function* () {
        for await (const chunk of bytes) {
          hash.update(chunk)
          entry.bytes += chunk.byteLength
          yield chunk
        }
      })(),
      { objectMode: false },
    )
    const through = new Promise<void>((resolve, reject) => counted.once('end', resolve).once('error', reject))
    zip.addReadStream(counted, path, { compressionLevel: compress ? COMPRESSION : 0, mtime: now() })
    await Promise.race([through, closed])
    entries.push(Object.assign(entry, { sha256: hash.digest('hex') }))
    return entry
  }

  const athlete = await database.asReader(userId, async (tenant) => {
    await allowLongReading(tenant)
    const athlete = await readPortableAthlete(tenant)
    await add(ATHLETE_ENTRY, text(JSON.stringify({ format: 'runningcoach-athlete', version: 1, ...athlete }, null, 1)))
    await add(README_ENTRY, text(exportReadme))
    await add(EVENTS_ENTRY, linesOf(readEventLines(tenant)))
    await add(TALKS_ENTRY, linesOf(readTalkLines(tenant)))
    for (const table of await listOwnTables(tenant)) await addTable(tenant, table, add)
    return athlete
  })
  const lost: string[] = []
  for (const file of athlete.files) {
    const path = await rawStore.path(file.sha256).catch(() => null)
    if (path === null) lost.push(file.sha256)
    else await add(ORIGINALS + entryNameOf(file), createReadStream(path), !/\.(gz|zip|png|jpe?g)$/i.test(file.name))
  }
  const manifest = { format: 'runningcoach-export', version: 1, createdAt: now().toISOString(), lost, entries }
  zip.addBuffer(Buffer.from(JSON.stringify(manifest, null, 1)), MANIFEST_ENTRY)
  zip.end()
}

async function addTable(
  tenant: Tenant,
  table: OwnTable,
  add: (path: string, bytes: AsyncIterable<Uint8Array>) => Promise<ManifestEntry>,
): Promise<void> {
  await add(`${TABLES}${table.name}.csv`, csvOf(table.columns, readOwnCsvLines(tenant, table)))
  let rows = 0
  const counted = async function* () {
    for await (const page of readOwnRows(tenant, table)) {
      rows += page.length
      yield page
    }
  }
  Object.assign(await add(`${TABLES}${table.name}.jsonl`, linesOf(counted())), { rows })
}

async function* csvOf(columns: string[], pages: AsyncIterable<string[]>): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`${columns.join(',')}\r\n`)
  for await (const page of pages) yield Buffer.from(page.map((line) => `${line}\r\n`).join(''))
}

async function* linesOf(pages: AsyncIterable<string[]>): AsyncGenerator<Uint8Array> {
  for await (const page of pages) yield Buffer.from(page.map((line) => `${line}\n`).join(''))
}

async function* text(content: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(content)
}

/** The file's own name below its hash, as any program can unpack it; an archive's ending would have it opened on import. */
function entryNameOf({ sha256, name }: PortableAthlete['files'][number]): string {
  const base = (name.split(/[\\/]/).at(-1) ?? '').replaceAll(/[\p{Cc}<>:"|?*]/gu, '_').replace(/^\.+$/, '')
  return `${sha256.slice(0, 16)}/${base || 'file'}${/\.zip$/i.test(base) ? '.original' : ''}`
}
