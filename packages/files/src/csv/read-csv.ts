import type { FileContents, Outcome } from '@rc/domain'

export function readCsv(_bytes: Uint8Array): Outcome<FileContents> {
  return { ok: false, missing: ['unknown_csv'] }
}
