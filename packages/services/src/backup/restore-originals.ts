import type { RawStore } from '../raw-store.ts'
import { copyOne, holds } from './copy-raw-files.ts'
import type { VerifiedBackup } from './read-backup.ts'

/** Brings the original files back into the raw store, each compared with its name. Returns those the backup has not whole. */
export async function restoreOriginals({ rawFiles, rawCopies }: VerifiedBackup, rawStore: RawStore): Promise<string[]> {
  const missing: string[] = []
  for (const sha256 of rawFiles)
    if (!(await holds(rawStore, sha256)) && !(await copyOne(sha256, rawCopies, rawStore))) missing.push(sha256)
  return missing
}
