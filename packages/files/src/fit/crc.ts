/** CRC-16 of FIT (reflected polynomial 0xA001, start 0), eight bytes at a step: table k advances a byte by k further zero bytes. */
const tables = Array.from({ length: 8 }, () => new Uint16Array(256))
const [t0, t1, t2, t3, t4, t5, t6, t7] = tables as [
  Uint16Array,
  Uint16Array,
  Uint16Array,
  Uint16Array,
  Uint16Array,
  Uint16Array,
  Uint16Array,
  Uint16Array,
]
for (let byte = 0; byte < 256; byte++) {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1
  t0[byte] = crc
}
for (let k = 1; k < 8; k++) {
  for (let byte = 0; byte < 256; byte++) {
    const crc = tables[k - 1]![byte]!
    tables[k]![byte] = (crc >> 8) ^ t0[crc & 0xff]!
  }
}

/** The checksum of `bytes[from, to)`. */
export function crc16(bytes: Uint8Array, from: number, to: number): number {
  let crc = 0
  let at = from
  for (const end = to - 7; at < end; at += 8) {
    crc =
      t7[(crc ^ bytes[at]!) & 0xff]! ^
      t6[(crc >> 8) ^ bytes[at + 1]!]! ^
      t5[bytes[at + 2]!]! ^
      t4[bytes[at + 3]!]! ^
      t3[bytes[at + 4]!]! ^
      t2[bytes[at + 5]!]! ^
      t1[bytes[at + 6]!]! ^
      t0[bytes[at + 7]!]!
  }
  for (; at < to; at++) crc = (crc >> 8) ^ t0[(crc ^ bytes[at]!) & 0xff]!
  return crc
}
