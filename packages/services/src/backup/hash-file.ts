import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'

export interface FileHash {
  bytes: number
  sha256: string
}

export async function hashFile(path: string): Promise<FileHash> {
  const hash = createHash('sha256')
  const file = createReadStream(path, { highWaterMark: 1 << 20 })
  await pipeline(file, hash)
  return { bytes: file.bytesRead, sha256: hash.digest('hex') }
}
