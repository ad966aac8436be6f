import { openDatabase } from '@rc/db'
import { createTestDatabase } from '@rc/testing'
import postgres from 'postgres'
import { afterAll, expect, test } from 'vitest'
import { askedQuestions, heldOutQuestions, type AskedQuestion } from './asked-questions.ts'
import { findGuidelines } from './find-guidelines.ts'
import { loadLibrary } from './load-library.ts'

const cluster = await createTestDatabase()
const database = openDatabase({ url: cluster.appUrl, maxConnections: 2 })
const admin = postgres(cluster.adminUrl, { max: 1, onnotice: () => {} })
afterAll(async () => {
  await database.close()
  await admin.end()
  await cluster.drop()
})

const find = (userId: number, question: string, locale: 'ko' | 'en' = 'ko', limit = 3) =>
  database.asReader(userId, (tenant) => findGuidelines(tenant, { question, locale, limit }))

test('the library is loaded once, and nobody but its owner changes it', async () => {
  expect(await Promise.all([loadLibrary(cluster.adminUrl), loadLibrary(cluster.adminUrl)])).toContain(false)
  expect(await loadLibrary(cluster.adminUrl)).toBe(false)
  await admin`update guideline_library set version = 'older'`
  expect(await loadLibrary(cluster.adminUrl)).toBe(true)
  await expect(database.asUser(1, ({ sql }) => sql`update guideline_library set text_ko = 'x'`)).rejects.toThrow(
    'permission denied',
  )
})

test('of the first three nine in ten hold the answer, also for questions that nothing was tuned with', async () => {
  const isFound = async ({ question, locale, keys }: AskedQuestion) =>
    (await find(1, question, locale)).some(({ key }) => keys.includes(key))
  const share = async (questions: readonly AskedQuestion[]) => {
    let found = 0
    for (const asked of questions) if (await isFound(asked)) found++
    return found / questions.length
  }
  expect(await share(heldOutQuestions)).toBeGreaterThanOrEqual(0.9)
  expect(await share(askedQuestions)).toBeGreaterThanOrEqual(0.9)
})

test('a question is answered in its language; nonsense, nothing and too much are no errors', async () => {
  const [first] = await find(1, 'How do I taper?', 'en')
  expect(first).toMatchObject({ key: 'taper', title: 'Taper', isUploaded: false })
  expect(await find(1, '   ')).toEqual([])
  expect(await find(1, `\0\ud800 ${'%_\'"\\'.repeat(10_000)}`)).toHaveLength(3)
})
