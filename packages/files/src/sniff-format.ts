import type { FileFormat } from '@rc/domain'

/** The format by its first bytes; a name is never believed. Text that is neither XML nor HTML may be a CSV. */
export function sniffFormat(bytes: Uint8Array): FileFormat {
  if (bytes[8] === 0x2e && bytes[9] === 0x46 && bytes[10] === 0x49 && bytes[11] === 0x54) return 'fit'
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5) && bytes[3] === bytes[2]! + 1)
    return 'zip'
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'gzip'
  return 'unknown'
}
