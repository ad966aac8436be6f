/** One file inside an archive, in the archive's order. `path` is a label only: it is never used as a path on disk. */
export interface ArchiveEntry {
  path: string
  /** Why this entry cannot be read (`symlink`, `encrypted`, `too_large`, …), or null. */
  refused: string | null
  /** The unpacked bytes; rejects with `AppError('file_unreadable')` when they break a limit or do not match their checksum. */
  open(): Promise<Uint8Array>
}

/** The files of a ZIP (and of ZIPs in it) one after the other. Throws `AppError('file_unreadable')` when the archive itself is refused. */
export async function* readArchive(_path: string): AsyncGenerator<ArchiveEntry> {}
