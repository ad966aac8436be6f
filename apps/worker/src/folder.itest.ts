import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { listImports } from '@rc/services/ingest/manage-imports'
import { sampleFit } from '@rc/services/ingest/sample-files'
import { enqueueJob } from '@rc/services/work/manage-jobs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestWorker, type TestWorker } from './test-worker.ts'

let t: TestWorker
beforeAll(async () => {
  t = await createTestWorker({ RC_IMPORT_FOLDER: '1' })
})
afterAll(() => t.close())

const startS = Date.parse('2026-05-01T22:00:00Z') / 1000
const drop = (name: string, bytes: Uint8Array) => {
  const path = join(t.config.importDir, name)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, bytes)
}
const has = (name: string) => existsSync(join(t.config.importDir, name))

test('files in the drop folder are taken when nobody writes them any more, and kept beside it', async () => {
  drop('a.fit', sampleFit({ startS }))
  drop('2026/b.fit', sampleFit({ startS: startS + 86_400 }))
  drop('.hidden.fit', sampleFit({ startS: startS + 1 }))
  drop('c.fit.part', sampleFit({ startS: startS + 2 }))
  await t.start()
  await enqueueJob(t.app, t.userId, 'import.folder.scan', {}, 'early')
  await t.settle()
  expect(has('a.fit')).toBe(true)

  const until = Date.now() + 20_000
  while (!has('done/2026/b.fit') && Date.now() < until) await setTimeout(100)
  await t.settle()
  const left = readdirSync(t.config.importDir, { recursive: true, encoding: 'utf8' })
  expect(new Set(left)).toEqual(
    new Set(['.hidden.fit', '2026', 'c.fit.part', 'done', 'done/2026', 'done/2026/b.fit', 'done/a.fit']),
  )
  expect(await listImports(t.app, t.userId, { limit: 10 })).toMatchObject({
    batches: [{ source: 'folder', name: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), activities: 2 }],
  })

  // The watch sees what comes later; a name that is taken gets a number, the day's import goes on.
  drop('a.fit', sampleFit({ startS: startS + 2 * 86_400 }))
  const later = Date.now() + 20_000
  while (!has('done/a (2).fit') && Date.now() < later) await setTimeout(100)
  await t.settle()
  expect(has('done/a (2).fit')).toBe(true)
  expect((await listImports(t.app, t.userId, { limit: 10 })).batches).toMatchObject([{ activities: 3 }])
})
