import { statfs } from 'node:fs/promises'
import { refuse } from './refusal.ts'

/** A full disk stops Postgres; what we write must never be the last straw. */
const RESERVE_BYTES = 2 ** 30

export async function requireRoom(dir: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(dir)
  const free = bavail * bsize
  if (free < bytes + RESERVE_BYTES)
    throw refuse(`Only ${formatBytes(free)} are free for ${dir}, and ${formatBytes(bytes + RESERVE_BYTES)} are needed.`)
}

export const formatBytes = (bytes: number): string =>
  bytes < 1e9 ? `${Math.ceil(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`
