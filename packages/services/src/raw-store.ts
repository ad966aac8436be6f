import { createHash, randomUUID } from 'node:crypto'
import { access, mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AppError } from '@rc/domain'

/** Immutable bytes under their SHA-256 (hex). The only place that knows where they lie. */
export interface RawStore {
  /** Streams bytes in; returns what they are called. Storing the same bytes twice is one file. */
  put(
    bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    limitBytes: number,
  ): Promise<{ sha256: string; bytes: number }>
  /** Path of the stored file for reading. Throws `not_found`. */
  path(sha256: string): Promise<string>
  remove(sha256: string): Promise<void>
  /** What is stored and was so `minAgeMs` ago already, some at a time. */
  list(minAgeMs: number): AsyncGenerator<string[]>
  /** Takes bytes that nobody knows out of the store; they can be fetched back by hand for a week. */
  setAside(sha256: string): Promise<void>
  /** A folder for what is only needed for a while. */
  scratchDir(): Promise<string>
  /** Clears what interrupted work left there more than a day ago, and what was set aside a week ago. */
  sweep(): Promise<void>
}

const DAY_MS = 86_400_000
const ASIDE_DAYS = 7

/** A folder `ab/cd/<sha256>`. A file is there whole or not at all, whenever the power goes. */
export function createRawStore(rawDir: string): RawStore {
  const pathOf = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new AppError('internal', 'not a SHA-256')
    return join(rawDir, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  }
  const scratchDir = async () => {
    const drafts = join(rawDir, 'drafts')
    await mkdir(drafts, { recursive: true })
    return drafts
  }
  return {
    put: async (chunks, limitBytes) => {
      const draft = join(await scratchDir(), randomUUID())
      try {
        const { sha256, bytes } = await writeDraft(draft, chunks, limitBytes)
        const path = pathOf(sha256)
        await rename(draft, path).catch(async () => {
          await mkdir(dirname(path), { recursive: true })
          await rename(draft, path)
          await syncDir(dirname(dirname(path)))
          await syncDir(rawDir)
        })
        await syncDir(dirname(path))
        return { sha256, bytes }
      } catch (error) {
        await rm(draft, { force: true })
        throw error
      }
    },
    path: async (sha256) => {
      const path = pathOf(sha256)
      await access(path).catch((cause: unknown) => {
        throw new AppError('not_found', 'the stored bytes are gone', { cause })
      })
      return path
    },
    remove: (sha256) => rm(pathOf(sha256), { force: true }),
    list: async function* (minAgeMs) {
      for (const first of (await readdir(rawDir).catch(() => [])).filter(isByte))
        for (const second of (await readdir(join(rawDir, first))).filter(isByte)) {
          const dir = join(rawDir, first, second)
          const names = (await readdir(dir)).filter((name) => name.startsWith(first + second))
          const ages = await Promise.all(names.map((name) => ageMs(join(dir, name))))
          const old = names.filter((_, i) => ages[i]! >= minAgeMs)
          if (old.length > 0) yield old
        }
    },
    setAside: async (sha256) => {
      const aside = join(rawDir, 'unclaimed')
      await mkdir(aside, { recursive: true })
      const now = new Date()
      await utimes(pathOf(sha256), now, now)
      await rename(pathOf(sha256), join(aside, sha256))
    },
    scratchDir,
    sweep: async () => {
      await clearOlderThan(await scratchDir(), DAY_MS)
      await clearOlderThan(join(rawDir, 'unclaimed'), ASIDE_DAYS * DAY_MS)
    },
  }
}

const isByte = (name: string): boolean => /^[0-9a-f]{2}$/.test(name)

/** 0 for what has gone meanwhile. */
const ageMs = (path: string): Promise<number> =>
  stat(path).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  )

async function clearOlderThan(dir: string, ms: number): Promise<void> {
  for (const name of await readdir(dir).catch(() => []))
    if ((await ageMs(join(dir, name))) > ms) await rm(join(dir, name), { force: true, recursive: true })
}

async function writeDraft(path: string, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, limitBytes: number) {
  const hash = createHash('sha256')
  let bytes = 0
  // Read-only from the first moment: nothing changes what was once kept.
  const file = await open(path, 'wx', 0o440)
  try {
    for await (const chunk of chunks) {
      bytes += chunk.byteLength
      if (bytes > limitBytes)
        throw new AppError('invalid_input', 'the file is too large', {
          details: { reasons: ['too_large'], limitBytes },
        })
      hash.update(chunk)
      await file.writeFile(chunk)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { sha256: hash.digest('hex'), bytes }
}

/** A renamed file survives a power cut only when its folder was written too. */
async function syncDir(path: string): Promise<void> {
  const dir = await open(path, 'r')
  try {
    await dir.sync()
  } finally {
    await dir.close()
  }
}
