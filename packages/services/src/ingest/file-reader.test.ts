import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createFileReader } from './file-reader.ts'
import type { ReadFileTask } from './read-file-task.ts'
import { sampleFit } from './sample-files.ts'

const dir = mkdtempSync(join(tmpdir(), 'rc-reader-'))
afterAll(() => rmSync(dir, { recursive: true }))

const taskOf = (name: string, bytes: Uint8Array): ReadFileTask => {
  const path = join(dir, name)
  writeFileSync(path, bytes)
  const athlete = {
    timeZone: 'Asia/Seoul',
    person: { sex: 'unspecified' as const, birthYear: null },
    thresholds: [],
    gapModel: 'minetti2002' as const,
    elevationFeetPerMile: 750,
    srpeScale: null,
  }
  return { path, name, userId: 1, athlete, known: [], excludedRecordings: [], edits: [], others: [] }
}
const run = (seconds: number) => sampleFit({ startS: 1_777_672_800, seconds })

test('a thread reads, normalises and analyses; the samples come over whole', async () => {
  const reader = createFileReader({ threads: 1 })
  const read = await reader.read(taskOf('run.fit', run(300)))
  await reader.close()
  if (!read.ok) throw new Error(read.missing.join())
  const [recording] = read.value.recordings
  expect(recording).toMatchObject({ index: 0, localDate: '2026-05-02', samples: { n: 301 } })
  expect(recording!.samples.payload.length).toBeGreaterThan(301 * 60)
  expect(JSON.parse(read.value.activities.json)).toMatchObject([
    { source: 'fit', sample_count: 301, utc_offset_s: 32_400 },
  ])
})

test('a file that does not end costs its thread and nothing else', async () => {
  const reader = createFileReader({ threads: 1, limitMs: 20 })
  expect(await reader.read(taskOf('long.fit', run(20_000)))).toEqual({ ok: false, missing: ['reader_timeout'] })
  await reader.close()
})

test('one thread serves many; waiting for it is not the file’s time', async () => {
  const reader = createFileReader({ threads: 1, limitMs: 8_000 })
  const tasks = Array.from({ length: 6 }, (_, i) => taskOf(`run${i}.fit`, run(3_000 + i)))
  const counts = (await Promise.all(tasks.map((task) => reader.read(task)))).map(
    (read) => read.ok && read.value.recordings[0]!.samples.n,
  )
  await reader.close()
  expect(counts).toEqual(tasks.map((_, i) => 3_001 + i))
})

test('bytes that are gone are no verdict on the file', async () => {
  const reader = createFileReader({ threads: 1 })
  await expect(reader.read({ ...taskOf('gone.fit', run(10)), path: join(dir, 'nowhere') })).rejects.toThrow('ENOENT')
  await reader.close()
})
