import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { crc32 } from 'node:zlib'
import { AppError } from '@rc/domain'
import type { Entry, ZipFile } from 'yauzl'
import { limits } from '../limits.ts'
import { listEntries, openZip, pathOf, refusalOf, type ArchiveBudget } from './zip-directory.ts'

/** One file inside an archive, in the archive's order. */
export interface ArchiveEntry {
  /** A label only (nested archives with `!`): it is never used as a path on disk. */
  path: string
  /** Unpacked bytes, as the archive declares them. */
  size: number
  /** Why this entry cannot be read (`symlink`, `encrypted`, `too_large`, `archive_too_deep` …), or null. */
  refused: string | null
  /** The unpacked bytes; call it before asking for the next entry. Rejects with `AppError('file_unreadable')` when they are damaged. */
  open(): Promise<Uint8Array>
  /** The same as they come, for what does not fit into memory; whether they are damaged is only known at the end. */
  stream(): AsyncGenerator<Uint8Array>
}

export interface ArchiveOptions {
  scratchDir?: string
  ignore?: (path: string) => boolean
  /** What it may hold, where the caller knows better than the usual caps. */
  budget?: ArchiveBudget
  /** The largest entry. */
  entryBytes?: number
}

type Reading = Required<ArchiveOptions>

/**
 * The files of a ZIP on disk, and of ZIPs in it, one after the other; one is unpacked at a time, when it is opened. Throws
 * `AppError('file_unreadable')` when the archive itself is refused: `archive_damaged`, `archive_too_many_entries`, `archive_too_large`,
 * `archive_ratio`, `archive_overlap`. Archives inside are unpacked to `scratchDir` first; one that is refused is an entry that is refused.
 * What `ignore` says of a path of the outermost archive is neither listed nor counted, and never unpacked.
 */
export async function* readArchive(
  path: string,
  {
    scratchDir = tmpdir(),
    ignore = () => false,
    budget = { entries: limits.archiveEntries, bytes: limits.archiveBytes },
    entryBytes = limits.fileBytes,
  }: ArchiveOptions = {},
): AsyncGenerator<ArchiveEntry> {
  yield* readZip(path, '', 1, { budget: { ...budget }, scratchDir, ignore, entryBytes })
}

/** The first entry of an archive when it has this path and can be read; nothing else of the archive is looked at. */
export async function readFirstEntry(path: string, name: string): Promise<Uint8Array | null> {
  const zip = await openZip(path)
  try {
    for await (const entry of zip.eachEntry())
      return pathOf(entry) === name ? await unpack(zip, entry, refusalOf(entry, limits.fileBytes)) : null
    return null
  } catch {
    return null
  } finally {
    zip.close()
  }
}

async function* readZip(file: string, label: string, depth: number, reading: Reading): AsyncGenerator<ArchiveEntry> {
  const zip = await openZip(file)
  try {
    for (const entry of await listEntries(zip, reading.budget, depth === 1 ? reading.ignore : undefined)) {
      const path = label + pathOf(entry)
      if (/\.zip$/i.test(path) && refusalOf(entry, limits.archiveBytes) === null) {
        yield* readNested(zip, entry, path, depth + 1, reading)
        continue
      }
      const refused = refusalOf(entry, reading.entryBytes)
      yield {
        path,
        size: entry.uncompressedSize,
        refused,
        open: () => unpack(zip, entry, refusalOf(entry, Math.min(reading.entryBytes, limits.fileBytes))),
        stream: () => streamEntry(zip, entry, refused),
      }
    }
  } finally {
    zip.close()
  }
}

async function* readNested(
  zip: ZipFile,
  entry: Entry,
  path: string,
  depth: number,
  reading: Reading,
): AsyncGenerator<ArchiveEntry> {
  const refuse = (reason: string): ArchiveEntry => ({
    path,
    size: entry.uncompressedSize,
    refused: reason,
    open: () => Promise.reject(unreadable(reason)),
    stream: () => refuseStream(reason),
  })
  if (depth > limits.archiveDepth) {
    yield refuse('archive_too_deep')
    return
  }
  const scratch = await mkdtemp(join(reading.scratchDir, 'rc-archive-'))
  try {
    const file = join(scratch, 'nested.zip')
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(file))
    yield* readZip(file, `${path}!`, depth, reading)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') throw error
    yield refuse(error instanceof AppError ? error.message : 'archive_damaged')
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

async function unpack(zip: ZipFile, entry: Entry, refused: string | null): Promise<Uint8Array> {
  if (refused !== null) throw unreadable(refused)
  const bytes = new Uint8Array(entry.uncompressedSize)
  let filled = 0
  for await (const chunk of streamEntry(zip, entry, refused)) {
    bytes.set(chunk, filled)
    filled += chunk.length
  }
  return bytes
}

async function* streamEntry(zip: ZipFile, entry: Entry, refused: string | null): AsyncGenerator<Uint8Array> {
  if (refused !== null) throw unreadable(refused)
  let [length, crc] = [0, 0]
  for await (const chunk of chunksOf(zip, entry)) {
    length += chunk.length
    if (length > entry.uncompressedSize) throw unreadable('entry_damaged')
    crc = crc32(chunk, crc)
    yield chunk
  }
  if (length !== entry.uncompressedSize || crc !== entry.crc32) throw unreadable('entry_damaged')
}

/** What goes wrong in here is the entry's fault, what its reader does with a chunk is not. */
async function* chunksOf(zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  const stream = await zip.openReadStreamPromise(entry).catch((error: unknown) => {
    throw unreadable('entry_damaged', error)
  })
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>
  try {
    for (;;) {
      const next = await chunks.next().catch((error: unknown) => {
        throw unreadable('entry_damaged', error)
      })
      if (next.done) return
      yield next.value
    }
  } finally {
    stream.destroy()
  }
}

// oxlint-disable-next-line require-yield
async function* refuseStream(reason: string): AsyncGenerator<Uint8Array> {
  throw unreadable(reason)
}

const unreadable = (reason: string, cause?: unknown): AppError =>
  new AppError('file_unreadable', reason, { cause, details: { missing: [reason] } })
