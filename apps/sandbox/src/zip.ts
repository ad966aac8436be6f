import { crc32 } from 'node:zlib'

export interface ZipEntry {
  name: string
  bytes: Uint8Array
}

const utf8Names = 0x0800
/** 1980-01-01: the same content always makes the same bytes. */
const firstDosDate = 0x21

/** A ZIP archive of stored (uncompressed) entries: local header and bytes of each, then the directory, then its end. */
export const packZip = (entries: ZipEntry[]): Uint8Array => Buffer.concat([...zipParts(entries)])

/** The same piece by piece, for archives that do not fit into memory: an entry is made when its turn comes. */
export function* zipParts(entries: Iterable<ZipEntry>): Generator<Uint8Array> {
  let count = 0
  const directory: Uint8Array[] = []
  let offset = 0
  for (const { name, bytes } of entries) {
    const encodedName = Buffer.from(name, 'utf8')
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(utf8Names, 2)
    common.writeUInt16LE(firstDosDate, 8)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(bytes.length, 14)
    common.writeUInt32LE(bytes.length, 18)
    common.writeUInt16LE(encodedName.length, 22)

    const local = Buffer.concat([signature(0x04034b50), common, encodedName])
    const end = Buffer.alloc(14)
    end.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([signature(0x02014b50), common.subarray(0, 2), common, end, encodedName]))
    yield local
    yield bytes
    count++
    offset += local.length + bytes.length
  }
  const directoryBytes = Buffer.concat(directory)
  const ending = Buffer.alloc(18)
  ending.writeUInt16LE(count, 4)
  ending.writeUInt16LE(count, 6)
  ending.writeUInt32LE(directoryBytes.length, 8)
  ending.writeUInt32LE(offset, 12)
  yield directoryBytes
  yield Buffer.concat([signature(0x06054b50), ending])
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
