/** Eight tables of 256 in one: entry `256 k + byte` is the CRC of that byte followed by k zero bytes. */
const table = new Uint16Array(8 * 256)
for (let byte = 0; byte < 256; byte++) {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1
  table[byte] = crc
}
for (let i = 256; i < table.length; i++) {
  const crc = table[i - 256]!
  table[i] = (crc >> 8) ^ table[crc & 0xff]!
}

/** FIT's CRC-16 (reflected polynomial 0xA001, start 0) of `bytes[from, to)`, eight bytes at a step. */
export function crc16(bytes: Uint8Array, from: number, to: number): number {
  let crc = 0
  let at = from
  for (const end = to - 7; at < end; at += 8) {
    crc =
      table[1792 + ((crc ^ bytes[at]!) & 0xff)]! ^
      table[1536 + ((crc >> 8) ^ bytes[at + 1]!)]! ^
      table[1280 + bytes[at + 2]!]! ^
      table[1024 + bytes[at + 3]!]! ^
      table[768 + bytes[at + 4]!]! ^
      table[512 + bytes[at + 5]!]! ^
      table[256 + bytes[at + 6]!]! ^
      table[bytes[at + 7]!]!
  }
  for (; at < to; at++) crc = (crc >> 8) ^ table[(crc ^ bytes[at]!) & 0xff]!
  return crc
}
