import { baseTypes, wire } from './base-types.ts'

/** One field as it lies in a data message. */
export interface WireField {
  num: number
  at: number
  size: number
  /** Base type, 0–31; the unknown ones are never read. */
  type: number
}

interface DeveloperField extends WireField {
  developerIndex: number
}

/** What a definition message says. */
export interface Definition {
  num: number
  littleEndian: boolean
  /** Bytes of one data message. */
  size: number
  fields: WireField[]
  developerFields: DeveloperField[]
  /** Where `timestamp` (253) lies, or −1. */
  timestampAt: number
  /** Where the definition itself lies in the file, to recognise a repeated one. */
  from: number
  to: number
}

/** True for a number that lies whole in its field; a field may be a list of them. */
export function isReadable(field: WireField): boolean {
  const size = baseTypes[field.type]?.size ?? 0
  return size > 0 && field.size >= size && field.size % size === 0 && field.type !== wire.string
}

const timestampNum = 253

/** Bytes a definition takes from its header on, or −1 when it does not end before `end`. */
export function definitionLength(bytes: Uint8Array, from: number, end: number): number {
  if (from + 6 > end) return -1
  let at = from + 6 + 3 * bytes[from + 5]!
  if (bytes[from]! & 0x20) {
    if (at >= end) return -1
    at += 1 + 3 * bytes[at]!
  }
  return at > end ? -1 : at - from
}

/**
 * Reads the definition whose header byte is at `from` (its length was checked). Layout: header, reserved, architecture,
 * global number (2 bytes), field count, then number/size/type per field; with header bit 5 the developer fields follow.
 */
export function parseDefinition(bytes: Uint8Array, from: number, to: number): Definition {
  const littleEndian = bytes[from + 2] !== 1
  const num = littleEndian ? bytes[from + 3]! | (bytes[from + 4]! << 8) : (bytes[from + 3]! << 8) | bytes[from + 4]!
  const fields: WireField[] = []
  const developerFields: DeveloperField[] = []
  let size = 0
  let at = from + 6
  for (let i = bytes[from + 5]!; i > 0; i--, at += 3) {
    fields.push({ num: bytes[at]!, at: size, size: bytes[at + 1]!, type: bytes[at + 2]! & 0x1f })
    size += bytes[at + 1]!
  }
  if (bytes[from]! & 0x20) {
    for (let i = bytes[at++]!; i > 0; i--, at += 3) {
      developerFields.push({
        num: bytes[at]!,
        at: size,
        size: bytes[at + 1]!,
        developerIndex: bytes[at + 2]!,
        type: wire.string,
      })
      size += bytes[at + 1]!
    }
  }
  const timestamp = fields.find((f) => f.num === timestampNum && f.size === 4)
  return {
    num,
    littleEndian,
    size,
    fields,
    developerFields,
    timestampAt: timestamp ? timestamp.at : -1,
    from,
    to,
  }
}

/** True when `bytes[from, to)` repeat the definition, if under another local type (some devices send it before every message). */
export function repeatsDefinition(definition: Definition, bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from !== definition.to - definition.from) return false
  if (((bytes[from]! ^ bytes[definition.from]!) & 0xf0) !== 0) return false
  for (let i = 1; i < to - from; i++) if (bytes[from + i] !== bytes[definition.from + i]) return false
  return true
}
