import { crc16 } from './crc.ts'

/**
 * FIT bytes laid by hand, for tests of what no sound encoder writes. A field is `[number, size, base type, ...bytes]`.
 */
type RawField = [num: number, size: number, type: number, ...bytes: number[]]

export interface RawMessage {
  local?: number
  num: number
  bigEndian?: boolean
  fields: RawField[]
  developer?: [num: number, developerIndex: number, ...bytes: number[]][]
}

export const u16 = (value: number): [number, number] => [value & 0xff, (value >> 8) & 0xff]
export const u32 = (value: number): [number, number, number, number] => [
  value & 0xff,
  (value >>> 8) & 0xff,
  (value >>> 16) & 0xff,
  (value >>> 24) & 0xff,
]
export const text = (value: string, size: number): number[] => [
  ...[...new TextEncoder().encode(value)].slice(0, size),
  ...new Uint8Array(Math.max(0, size - new TextEncoder().encode(value).length)),
]

export function definitionBytes({ local = 0, num, bigEndian = false, fields, developer = [] }: RawMessage): number[] {
  const number = bigEndian ? u16(num).toReversed() : u16(num)
  const layout = fields.flatMap(([n, size, type]) => [n, size, type])
  const extra =
    developer.length > 0
      ? [developer.length, ...developer.flatMap(([n, index, ...bytes]) => [n, bytes.length, index])]
      : []
  return [
    0x40 | local | (developer.length > 0 ? 0x20 : 0),
    0,
    Number(bigEndian),
    ...number,
    fields.length,
    ...layout,
    ...extra,
  ]
}

export const dataBytes = ({ local = 0, fields, developer = [] }: RawMessage): number[] => [
  local,
  ...fields.flatMap(([, , , ...bytes]) => bytes),
  ...developer.flatMap(([, , ...bytes]) => bytes),
]

/** Definition and data of each message. */
export const messageBytes = (...list: RawMessage[]): number[] =>
  list.flatMap((message) => [...definitionBytes(message), ...dataBytes(message)])

export interface HeaderOptions {
  headerSize?: number
  headerCrc?: 'ok' | 'zero'
  /** What the header claims, when it lies. */
  dataSize?: number
  fileCrc?: 'ok' | 'bad' | 'none'
}

/** A whole file around message bytes. */
export function fitFile(data: number[], options: HeaderOptions = {}): Uint8Array {
  const { headerSize = 14, headerCrc = 'ok', dataSize = data.length, fileCrc = 'ok' } = options
  const start = [headerSize, 0x20, ...u16(2100), ...u32(dataSize), 0x2e, 0x46, 0x49, 0x54]
  const header = [...start, ...new Uint8Array(headerSize - 12)]
  if (headerSize >= 14 && headerCrc === 'ok') header.splice(12, 2, ...u16(crc16(Uint8Array.from(start), 0, 12)))
  const bytes = Uint8Array.from([...header, ...data])
  if (fileCrc === 'none') return bytes
  const crc = crc16(bytes, 0, bytes.length) ^ (fileCrc === 'bad' ? 0x55 : 0)
  return Uint8Array.from([...bytes, ...u16(crc)])
}
