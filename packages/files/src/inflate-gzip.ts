import { gunzipSync } from 'node:zlib'
import type { Outcome } from '@rc/domain'
import { limits } from './limits.ts'

/** The bytes inside a gzip file, never more than a file may have. `missing`: `too_large`, `gzip_damaged`. */
export function inflateGzip(bytes: Uint8Array): Outcome<Uint8Array> {
  try {
    return { ok: true, value: gunzipSync(bytes, { maxOutputLength: limits.fileBytes }) }
  } catch (error) {
    const tooLarge = error instanceof RangeError
    return { ok: false, missing: [tooLarge ? 'too_large' : 'gzip_damaged'] }
  }
}
