import { crc32, deflateRawSync } from 'node:zlib'

/** ZIP bytes laid by hand, for tests of what no sound archiver writes. */
export interface RawEntry {
  name: string | Uint8Array
  bytes: Uint8Array
  /** What the directory claims instead of the truth. */
  claimedSize?: number
  claimedCrc?: number
  unixMode?: number
  encrypted?: boolean
  /** Index of an earlier entry whose packed bytes this one shares. */
  sharesWith?: number
}

export function zipFile(entries: readonly RawEntry[]): Buffer {
  const parts: Buffer[] = []
  const places: { offset: number; packed: Buffer }[] = []
  let length = 0
  const append = (part: Buffer) => {
    parts.push(part)
    length += part.length
  }
  for (const entry of entries) {
    const shared = entry.sharesWith === undefined ? undefined : places[entry.sharesWith]
    if (shared) {
      places.push(shared)
      continue
    }
    const packed = deflateRawSync(entry.bytes)
    places.push({ offset: length, packed })
    append(header(0x04034b50, entry, packed.length, 30))
    append(Buffer.from(entry.name))
    append(packed)
  }
  const directoryFrom = length
  for (const [i, entry] of entries.entries()) {
    const { offset, packed } = places[i]!
    const central = header(0x02014b50, entry, packed.length, 46)
    central.writeUInt16LE((3 << 8) | 20, 4)
    central.writeUInt32LE(((entry.unixMode ?? 0o100644) << 16) >>> 0, 38)
    central.writeUInt32LE(offset, 42)
    append(central)
    append(Buffer.from(entry.name))
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(length - directoryFrom, 12)
  end.writeUInt32LE(directoryFrom, 16)
  append(end)
  return Buffer.concat(parts)
}

/** Local and central headers share these fields, two bytes apart. */
function header(signature: number, entry: RawEntry, packedSize: number, size: 30 | 46): Buffer {
  const shift = size === 30 ? 0 : 2
  const bytes = Buffer.alloc(size)
  bytes.writeUInt32LE(signature, 0)
  bytes.writeUInt16LE(20, 4 + shift)
  bytes.writeUInt16LE(0x800 | Number(entry.encrypted ?? false), 6 + shift)
  bytes.writeUInt16LE(8, 8 + shift)
  bytes.writeUInt32LE(entry.claimedCrc ?? crc32(entry.bytes), 14 + shift)
  bytes.writeUInt32LE(packedSize, 18 + shift)
  bytes.writeUInt32LE(entry.claimedSize ?? entry.bytes.length, 22 + shift)
  bytes.writeUInt16LE(Buffer.from(entry.name).length, 26 + shift)
  return bytes
}
