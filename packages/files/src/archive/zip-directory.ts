import { AppError } from '@rc/domain'
import { openPromise, type Entry, type ZipFile } from 'yauzl'
import { decodeText } from '../decode-text.ts'
import { limits } from '../limits.ts'

/** What an archive and all archives in it may still hold. */
export interface ArchiveBudget {
  entries: number
  bytes: number
}

/** Unpacked sizes up to this are never a bomb, whatever their ratio. */
const harmlessBytes = 2 ** 20
const localHeaderBytes = 30
const [unixTypeMask, unixSymlink] = [0o170000, 0o120000]

const refuse = (reason: string, cause?: unknown): AppError =>
  new AppError('file_unreadable', reason, { cause, details: { missing: [reason] } })

/** Names stay bytes: the library would give up at the first one with `..`. */
export async function openZip(path: string): Promise<ZipFile> {
  try {
    return await openPromise(path, { autoClose: false, lazyEntries: true, decodeStrings: false })
  } catch (error) {
    throw refuse('archive_damaged', error)
  }
}

/** The files of the archive after its directory was checked as a whole; takes them off the budget. */
export async function listEntries(
  zip: ZipFile,
  budget: ArchiveBudget,
  ignore: (path: string) => boolean = () => false,
): Promise<Entry[]> {
  if (zip.entryCount > budget.entries) throw refuse('archive_too_many_entries')
  const entries: Entry[] = []
  try {
    for await (const entry of zip.eachEntry()) {
      entries.push(entry)
      if (entries.length > budget.entries) break
    }
  } catch (error) {
    throw refuse('archive_damaged', error)
  }
  budget.entries -= entries.length
  if (budget.entries < 0) throw refuse('archive_too_many_entries')
  const wanted = entries.filter((entry) => !ignore(pathOf(entry)))
  const unpacked = wanted.reduce((sum, entry) => sum + entry.uncompressedSize, 0)
  budget.bytes -= unpacked
  if (budget.bytes < 0) throw refuse('archive_too_large')
  if (unpacked > harmlessBytes && unpacked > zip.fileSize * limits.archiveRatio) throw refuse('archive_ratio')
  if (overlap(entries)) throw refuse('archive_overlap')
  return wanted.filter((entry) => !isClutter(pathOf(entry)))
}

/** Two entries that share packed bytes: how a small file promises a huge one. */
function overlap(entries: readonly Entry[]): boolean {
  const inOrder = entries.toSorted((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader)
  return inOrder.some((entry, i) => {
    const next = inOrder[i + 1]
    const end = entry.relativeOffsetOfLocalHeader + localHeaderBytes + entry.compressedSize
    return next !== undefined && end > next.relativeOffsetOfLocalHeader
  })
}

/** Folders, and what macOS and Windows put beside the files. */
const isClutter = (path: string): boolean =>
  path === '' || /(^|\/)(__MACOSX|\._[^/]*|\.DS_Store|Thumbs\.db)(\/|$)/.test(path)

/** The entry's name as a label: UTF-8 or EUC-KR, without steps upwards, drive letters and control characters; a folder's is empty. */
export function pathOf(entry: Entry): string {
  const name = (decodeText(entry.fileNameRaw) ?? '').replaceAll('\\', '/')
  if (name.endsWith('/')) return ''
  return name
    .replaceAll(/\p{Cc}/gu, '')
    .replace(/^[a-z]:/i, '')
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .join('/')
}

/** Why the entry must not be unpacked, or null. */
export function refusalOf(entry: Entry, maxBytes: number): string | null {
  const unixMode = entry.externalFileAttributes >>> 16
  if ((unixMode & unixTypeMask) === unixSymlink) return 'symlink'
  if (entry.isEncrypted()) return 'encrypted'
  if (!entry.canDecodeFileData()) return 'unsupported_compression'
  return entry.uncompressedSize > maxBytes ? 'too_large' : null
}
