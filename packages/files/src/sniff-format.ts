import type { FileFormat } from '@rc/domain'
import { decodeText } from './decode-text.ts'

const sniffedBytes = 4096

/** The format by its first bytes; a name is never believed. Any other text counts as CSV, which its reader may refuse. */
export function sniffFormat(bytes: Uint8Array): FileFormat {
  if (bytes[8] === 0x2e && bytes[9] === 0x46 && bytes[10] === 0x49 && bytes[11] === 0x54) return 'fit'
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5) && bytes[3] === bytes[2] + 1)
    return 'zip'
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'gzip'
  const text = decodeText(bytes.subarray(0, sniffedBytes))?.trimStart()
  if (!text) return 'unknown'
  if (!text.startsWith('<')) return text.startsWith('{') ? 'unknown' : 'csv'
  if (/<(\w+:)?TrainingCenterDatabase[\s>]/.test(text)) return 'tcx'
  return /<(\w+:)?gpx[\s>]/.test(text) ? 'gpx' : 'unknown'
}

/** Why bytes of no known format cannot be read: what a provider or a browser put in place of the file. */
export function reasonForUnknown(bytes: Uint8Array): string {
  if (bytes[0] === 0 && bytes[1] === 5 && bytes[2] === 0x16 && bytes[3] === 7) return 'apple_double'
  const text = decodeText(bytes.subarray(0, sniffedBytes))?.trimStart() ?? ''
  if (/^<(!doctype html|html)/i.test(text)) return 'html_page'
  if (text.startsWith('<')) return 'unknown_xml'
  return text.startsWith('{') ? 'json' : 'unknown_format'
}
