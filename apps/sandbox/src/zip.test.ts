import { expect, test } from 'vitest'
import { packZip } from './zip.ts'

test('the directory leads to every entry', () => {
  const entries = [
    { name: 'a.fit', bytes: new TextEncoder().encode('first') },
    { name: '가.fit', bytes: new Uint8Array() },
    { name: 'b.fit', bytes: new TextEncoder().encode('third one') },
  ]
  const zip = Buffer.from(packZip(entries))
  const end = zip.length - 22
  expect(zip.readUInt32LE(end)).toBe(0x06054b50)
  expect(zip.readUInt16LE(end + 10)).toBe(entries.length)
  let at = zip.readUInt32LE(end + 16)
  const read = entries.map(() => {
    expect(zip.readUInt32LE(at)).toBe(0x02014b50)
    const [size, nameLength, local] = [zip.readUInt32LE(at + 24), zip.readUInt16LE(at + 28), zip.readUInt32LE(at + 42)]
    expect(zip.readUInt32LE(local)).toBe(0x04034b50)
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength)
    at += 46 + nameLength
    const start = local + 30 + nameLength
    return { name, bytes: new Uint8Array(zip.subarray(start, start + size)) }
  })
  expect(at).toBe(end)
  expect(read).toEqual(entries)
})
