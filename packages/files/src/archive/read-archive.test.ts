import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, expect, test } from 'vitest'
import { limits } from '../limits.ts'
import { readArchive, readFirstEntry } from './read-archive.ts'
import { zipFile, type RawEntry } from './zip-bytes.ts'

const dir = mkdtempSync(join(tmpdir(), 'rc-archive-test-'))
afterAll(() => rmSync(dir, { recursive: true }))

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const file = (name: string, text = name): RawEntry => ({ name, bytes: bytesOf(text) })

interface Read {
  path: string
  refused: string | null
  text: string | null
  error: string | null
}

async function readAll(zip: Uint8Array): Promise<Read[]> {
  const path = join(dir, 'test.zip')
  writeFileSync(path, zip)
  const entries: Read[] = []
  for await (const entry of readArchive(path, { scratchDir: dir })) {
    const opened = await entry.open().then(
      (bytes) => ({ text: new TextDecoder().decode(bytes), error: null }),
      (error: Error) => ({ text: null, error: error.message }),
    )
    entries.push({ path: entry.path, refused: entry.refused, ...opened })
  }
  return entries
}

test('entries come one after the other, folders and clutter left out', async () => {
  const zip = zipFile([
    file('a/one.fit'),
    file('a/'),
    file('__MACOSX/a/._one.fit'),
    file('.DS_Store'),
    file('b.gpx', 'x'.repeat(9999)),
  ])
  expect(await readAll(zip)).toEqual([
    { path: 'a/one.fit', refused: null, text: 'a/one.fit', error: null },
    { path: 'b.gpx', refused: null, text: 'x'.repeat(9999), error: null },
  ])
})

test('archives inside archives are read to the third level', async () => {
  const nest = (depth: number): Uint8Array =>
    depth === 0 ? zipFile([file('deep.fit')]) : zipFile([{ name: `level${depth}.zip`, bytes: nest(depth - 1) }])
  expect(await readAll(nest(2))).toEqual([
    { path: 'level2.zip!level1.zip!deep.fit', refused: null, text: 'deep.fit', error: null },
  ])
  expect(await readAll(nest(3))).toMatchObject([{ refused: 'archive_too_deep' }])
  expect(readdirSync(dir)).toEqual(['test.zip'])
})

test('Korean names from Windows are labels, and labels never climb', async () => {
  const eucKr = Uint8Array.from([0xb4, 0xde, 0xb8, 0xae, 0xb1, 0xe2, ...bytesOf('.fit')])
  const names = [{ ...file('x'), name: eucKr }, file('../../etc/passwd'), file('C:\\windows\\a.fit'), file('/b.fit')]
  expect((await readAll(zipFile(names))).map((entry) => entry.path)).toEqual([
    '달리기.fit',
    'etc/passwd',
    'windows/a.fit',
    'b.fit',
  ])
})

test('symlinks and encrypted entries are refused, their neighbours read', async () => {
  const link = { ...file('link.fit', '/etc/passwd'), unixMode: 0o120777 }
  expect(await readAll(zipFile([link, { ...file('secret.fit'), encrypted: true }, file('good.fit')]))).toEqual([
    { path: 'link.fit', refused: 'symlink', text: null, error: 'symlink' },
    { path: 'secret.fit', refused: 'encrypted', text: null, error: 'encrypted' },
    { path: 'good.fit', refused: null, text: 'good.fit', error: null },
  ])
})

test('a damaged entry is told by its checksum or its size', async () => {
  const entries = [
    { ...file('crc.fit'), claimedCrc: 1 },
    { name: 'short.fit', bytes: new Uint8Array(2_000_000), claimedSize: 1000 },
    { ...file('long.fit'), claimedSize: 5000 },
    file('good.fit'),
  ]
  expect((await readAll(zipFile(entries))).map((entry) => entry.error)).toEqual([
    'entry_damaged',
    'entry_damaged',
    'entry_damaged',
    null,
  ])
})

test('an entry larger than a file may be is refused by what it claims', async () => {
  const entries = [
    { ...file('huge.fit', 'small'), claimedSize: limits.fileBytes + 1 },
    { name: 'ballast', bytes: noise(700_000) },
  ]
  expect(await readAll(zipFile(entries))).toMatchObject([{ refused: 'too_large' }, { refused: null }])
})

function noise(size: number): Uint8Array {
  let state = 1
  return Uint8Array.from({ length: size }, () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) >>> 24)
}

test.each([
  ['archive_ratio', () => zipFile([{ name: 'bomb', bytes: new Uint8Array(30_000_000) }])],
  ['archive_too_large', () => zipFile([1, 2].map((i) => ({ ...file(`${i}`, 'x'), claimedSize: 3 * 2 ** 30 })))],
  ['archive_overlap', () => zipFile([file('a', 'shared bytes'), { ...file('b', 'shared bytes'), sharesWith: 0 }])],
  [
    'archive_too_many_entries',
    () => zipFile(Array.from({ length: limits.archiveEntries + 1 }, (_, i) => file(`${i}`, ''))),
  ],
  ['archive_damaged', () => zipFile([file('a.fit')]).subarray(0, 60)],
  ['archive_damaged', () => bytesOf('not a zip at all')],
])('%s', async (reason, make) => {
  const zip = make()
  const startedAt = performance.now()
  await expect(readAll(zip)).rejects.toMatchObject({ code: 'file_unreadable', message: reason })
  expect(performance.now() - startedAt).toBeLessThan(2000)
})

test('who knows what an archive holds may allow more than the usual', async () => {
  const path = join(dir, 'test.zip')
  writeFileSync(path, zipFile(Array.from({ length: limits.archiveEntries + 1 }, (_, i) => file(`${i}.fit`))))
  let entries = 0
  const budget = { entries: limits.archiveEntries + 1, bytes: limits.archiveBytes }
  for await (const entry of readArchive(path, { budget })) entries += Number(entry.refused === null)
  expect(entries).toBe(limits.archiveEntries + 1)
})

test('an entry comes in pieces too, and a damaged one ends with the same complaint', async () => {
  const path = join(dir, 'test.zip')
  const bytes = noise(300_000)
  writeFileSync(
    path,
    zipFile([
      { name: 'sound', bytes },
      { ...file('crc'), claimedCrc: 1 },
    ]),
  )
  const found: string[] = []
  for await (const entry of readArchive(path)) {
    const whole = Readable.from(entry.stream(), { objectMode: false })
      .toArray()
      .then((chunks: Uint8Array[]) => `${Buffer.concat(chunks).equals(bytes)}`)
    found.push(await whole.catch((error: Error) => error.message))
  }
  expect(found).toEqual(['true', 'entry_damaged'])
})

test('the first entry is had without looking at the others', async () => {
  const path = join(dir, 'test.zip')
  writeFileSync(path, zipFile([file('first', 'one'), { ...file('second'), claimedSize: 2 ** 31 }]))
  expect(Buffer.from((await readFirstEntry(path, 'first')) ?? []).toString()).toBe('one')
  expect(await readFirstEntry(path, 'second')).toBeNull()
  writeFileSync(path, zipFile([{ ...file('first', 'one'), claimedCrc: 1 }]))
  expect(await readFirstEntry(path, 'first')).toBeNull()
})
