import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, statSync } from 'node:fs'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const LIMIT_BYTES = 200_000_000

export interface TileCache {
  /** `at`: when it was written, ms. */
  read(key: string): Promise<{ bytes: Uint8Array<ArrayBuffer>; at: number } | null>
  write(key: string, bytes: Uint8Array): Promise<void>
}

/** Files below `dir`, those of one `source` only; above `limitBytes` what was used longest ago goes. */
export function openTileCache(dir: string, source: string, limitBytes = LIMIT_BYTES): TileCache {
  const own = join(dir, createHash('sha256').update(source).digest('hex').slice(0, 16))
  mkdirSync(own, { recursive: true })
  /** Bytes of each, used longest ago first. */
  const sizes = new Map<string, number>()
  let total = 0
  const note = (key: string, bytes: number) => {
    total += bytes - (sizes.get(key) ?? 0)
    sizes.delete(key)
    sizes.set(key, bytes)
  }
  const found = readdirSync(own).map((key) => ({ key, ...pick(statSync(join(own, key))) }))
  for (const { key, size } of found.toSorted((a, b) => a.at - b.at)) note(key, size)

  return {
    async read(key) {
      if (!sizes.has(key)) return null
      try {
        const path = join(own, key)
        const bytes = new Uint8Array(await readFile(path))
        note(key, bytes.length)
        return { bytes, at: pick(statSync(path)).at }
      } catch {
        return null
      }
    },
    async write(key, bytes) {
      const path = join(own, key)
      await writeFile(`${path}.new`, bytes)
      await rename(`${path}.new`, path)
      note(key, bytes.length)
      for (const [oldest, size] of sizes) {
        if (total <= limitBytes) break
        sizes.delete(oldest)
        total -= size
        await rm(join(own, oldest), { force: true })
      }
    },
  }
}

const pick = ({ size, mtimeMs }: { size: number; mtimeMs: number }) => ({ size, at: mtimeMs })
