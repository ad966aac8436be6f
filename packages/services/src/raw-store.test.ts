import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRawStore } from './raw-store.ts'

let dir: string
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'rc-raw-'))
})
afterAll(() => rmSync(dir, { recursive: true }))

async function* stream(...chunks: string[]) {
  for (const chunk of chunks) yield Buffer.from(chunk)
}
const sha256 = createHash('sha256').update('hello world').digest('hex')

test('bytes lie under their hash, once, and nobody may write them', async () => {
  const store = createRawStore(dir)
  expect(await store.put(stream('hello ', 'world'), 100)).toEqual({ sha256, bytes: 11 })
  expect(await store.put(stream('hello world'), 100)).toEqual({ sha256, bytes: 11 })
  const path = await store.path(sha256)
  expect(path).toBe(join(dir, sha256.slice(0, 2), sha256.slice(2, 4), sha256))
  expect(readFileSync(path, 'utf8')).toBe('hello world')
  expect(statSync(path).mode & 0o222).toBe(0)
  expect(readdirSync(await store.scratchDir())).toEqual([])
  await store.remove(sha256)
  await store.remove(sha256)
  await expect(store.path(sha256)).rejects.toMatchObject({ code: 'not_found' })
})

test('what is too large or breaks off leaves nothing behind', async () => {
  const store = createRawStore(dir)
  await expect(store.put(stream('123456', '789'), 8)).rejects.toMatchObject({ code: 'invalid_input' })
  async function* broken() {
    yield Buffer.from('abc')
    throw new Error('the line was cut')
  }
  await expect(store.put(broken(), 100)).rejects.toThrow('the line was cut')
  expect(readdirSync(await store.scratchDir())).toEqual([])
  await expect(store.path('../../etc/passwd')).rejects.toMatchObject({ code: 'internal' })
})

test('drafts of yesterday are swept, those of now are not', async () => {
  const store = createRawStore(dir)
  const [old, fresh] = ['old', 'fresh'].map((name) => join(dir, 'drafts', name)) as [string, string]
  await store.scratchDir()
  for (const path of [old, fresh]) writeFileSync(path, '')
  utimesSync(old, 0, 0)
  await store.sweep()
  expect([existsSync(old), existsSync(fresh)]).toEqual([false, true])
})

test('what nobody knows is set aside, and gone a week later', async () => {
  const store = createRawStore(join(dir, 'aside'))
  expect(await Readable.from(store.list(0)).toArray()).toEqual([])
  const { sha256: known } = await store.put(stream('known'), 100)
  const { sha256: unknown } = await store.put(stream('unknown'), 100)
  expect(new Set((await Readable.from(store.list(0)).toArray()).flat())).toEqual(new Set([known, unknown]))
  expect(await Readable.from(store.list(60_000)).toArray()).toEqual([])

  await store.setAside(unknown)
  await expect(store.path(unknown)).rejects.toMatchObject({ code: 'not_found' })
  await store.sweep()
  const aside = join(dir, 'aside/unclaimed', unknown)
  expect(readFileSync(aside, 'utf8')).toBe('unknown')
  utimesSync(aside, 0, 0)
  await store.sweep()
  expect(existsSync(aside)).toBe(false)
  expect((await Readable.from(store.list(0)).toArray()).flat()).toEqual([known])
})
