import { createReadStream } from 'node:fs'
import type { RawStore } from '../raw-store.ts'
import { hashFile } from './hash-file.ts'
import type { Manifest } from './manifest.ts'
import { requireRoom } from './require-room.ts'

export interface RawFile {
  sha256: string
  bytes: number
}

/**
 * Sees to it that `to` holds each file whole. Every copy is read and compared with its name; a damaged one is made anew.
 * A file that `from` no longer has whole is reported, not thrown: one lost original must not end all further backups.
 */
export async function copyRawFiles(options: {
  files: RawFile[]
  from: RawStore
  to: RawStore
  dir: string
}): Promise<{ list: string; summary: Manifest['raw'] }> {
  const { files, from, to, dir } = options
  const lost: string[] = []
  const kept: RawFile[] = []
  const absent: RawFile[] = []
  for (const file of files) ((await holds(to, file.sha256)) ? kept : absent).push(file)
  await requireRoom(dir, sumBytes(absent))
  for (const file of absent) {
    if (await copyOne(file.sha256, from, to)) kept.push(file)
    else lost.push(file.sha256)
  }
  kept.sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1))
  return {
    list: kept.map(({ sha256 }) => `${sha256}  raw/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}\n`).join(''),
    summary: { count: kept.length, bytes: sumBytes(kept), lost },
  }
}

/** Whether the store has the file, and its bytes are still what its name says. */
export async function holds(store: RawStore, sha256: string): Promise<boolean> {
  const path = await store.path(sha256).catch(() => null)
  return path !== null && (await hashFile(path)).sha256 === sha256
}

/** False when there is nothing whole to copy. */
export async function copyOne(sha256: string, from: RawStore, to: RawStore): Promise<boolean> {
  if (!(await holds(from, sha256))) return false
  await to.put(createReadStream(await from.path(sha256)), Infinity)
  return true
}

const sumBytes = (files: RawFile[]): number => files.reduce((sum, { bytes }) => sum + bytes, 0)
