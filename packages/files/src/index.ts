import type { FileContents, Outcome } from '@rc/domain'
import type { ArchiveEntry } from './archive/read-archive.ts'
import type { FitInput } from './fit/encode.ts'

export { limits } from './limits.ts'
export { sniffFormat } from './sniff-format.ts'
export type { ArchiveEntry } from './archive/read-archive.ts'
export type { EncodableRecording, FitInput, FitWorkoutStep } from './fit/encode.ts'

/** Everything one file says. Never throws for what is in the bytes: `missing` names why it cannot be read. */
export function readFile(_bytes: Uint8Array, _name: string): Outcome<FileContents> {
  return { ok: false, missing: ['not_fit'] }
}

/** The files of a ZIP (and of ZIPs in it) one after the other. Throws `AppError('file_unreadable')` when the archive itself is refused. */
export async function* readArchive(_path: string): AsyncGenerator<ArchiveEntry> {}

/** The bytes of a FIT file that says what `input` says. */
export function encodeFit(_input: FitInput): Uint8Array {
  return new Uint8Array()
}
