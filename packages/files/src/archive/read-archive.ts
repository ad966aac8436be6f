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
}

interface Reading {
  budget: ArchiveBudget
  scratchDir: string
  ignore: (path: string) => boolean
}

/**
 * The files of a ZIP on disk, and of ZIPs in it, one after the other; one is unpacked at a time, when it is opened. Throws
 * `AppError('file_unreadable')` when the archive itself is refused: `archive_damaged`, `archive_too_many_entries`, `archive_too_large`,
 * `archive_ratio`, `archive_overlap`. Archives inside are unpacked to `scratchDir` first; one that is refused is an entry that is refused.
 * What `ignore` says of a path of the outermost archive is neither listed nor counted, and never unpacked.
 */
export async function* readArchive(
  path: string,
  { scratchDir = tmpdir(), ignore = () => false }: { scratchDir?: string; ignore?: (path: string) => boolean } = {},
): AsyncGenerator<ArchiveEntry> {
  const budget = { entries: limits.archiveEntries, bytes: limits.archiveBytes }
  yield* readZip(path, '', 1, { budget, scratchDir, ignore })
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
      const refused = refusalOf(entry, limits.fileBytes)
      yield { path, size: entry.uncompressedSize, refused, open: () => unpack(zip, entry, refused) }
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
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      bytes.set(chunk as Uint8Array, filled)
      filled += (chunk as Uint8Array).length
    }
  } catch (error) {
    throw unreadable('entry_damaged', error)
  }
  if (filled !== bytes.length || crc32(bytes) !== entry.crc32) throw unreadable('entry_damaged')
  return bytes
}

const unreadable = (reason: string, cause?: unknown): AppError =>
  new AppError('file_unreadable', reason, { cause, details: { missing: [reason] } })
