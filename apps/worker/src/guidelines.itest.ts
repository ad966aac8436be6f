import { findGuidelines } from '@rc/services/guidelines/find-guidelines'
import { loadLibrary } from '@rc/services/guidelines/load-library'
import { addDocument, getDocument, listDocuments, removeDocument } from '@rc/services/guidelines/manage-documents'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestWorker, type TestWorker } from './test-worker.ts'

let t: TestWorker
beforeAll(async () => {
  t = await createTestWorker()
  await loadLibrary(t.config.adminDatabaseUrl())
  await t.start()
})
afterAll(() => t.close())

async function* bytesOf(text: string | Uint8Array): AsyncGenerator<Uint8Array> {
  yield typeof text === 'string' ? Buffer.from(text) : text
}
const add = (name: string, text: string | Uint8Array, userId = t.userId) =>
  addDocument(t.app, userId, { name, bytes: bytesOf(text) })
const find = (question: string, userId = t.userId) =>
  t.app.database.asReader(userId, (tenant) => findGuidelines(tenant, { question, locale: 'ko', limit: 3 }))

/** A PDF of one page that says this. */
function pdf(text: string): Uint8Array {
  const content = `BT /F1 12 Tf 72 720 Td (${text}) Tj ET`
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${content.length}>>\nstream\n${content}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ]
  let file = '%PDF-1.4\n'
  const offsets = objects.map((object, i) => {
    const at = file.length
    file += `${i + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const rows = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  const end = `xref\n0 6\n0000000000 65535 f \n${rows}trailer<</Size 6/Root 1 0 R>>\nstartxref\n${file.length}\n%%EOF`
  return Buffer.from(file + end)
}

test('what is uploaded is read in a thread of its own, found, cited as one’s own, seen by nobody else, and removed', async () => {
  const note = await add(
    '클럽 수칙.md',
    '# 트랙 예절\n1번 레인은 인터벌을 뛰는 사람에게 양보해요.\n<script>alert(1)</script>',
  )
  expect(note).toMatchObject({ title: '클럽 수칙.md', kind: 'markdown', state: 'reading', chunks: 0 })
  const paper = await add('paper.pdf', pdf('Beetroot juice before a race was tried by the club.'))
  await t.settle()
  expect((await listDocuments(t.app, t.userId)).documents).toMatchObject([
    { id: paper.id, kind: 'pdf', state: 'ready', pages: 1, chunks: 1 },
    { id: note.id, state: 'ready', pages: null, chunks: 1 },
  ])
  expect(await getDocument(t.app, t.userId, paper.id)).toMatchObject({
    text: expect.stringContaining('Beetroot juice'),
  })
  expect((await find('트랙에서 레인 예절'))[0]).toEqual({
    chunkId: `${note.id}:0`,
    key: `${note.id}:0`,
    title: '트랙 예절',
    text: '1번 레인은 인터벌을 뛰는 사람에게 양보해요. <script>alert(1)</script>',
    source: '클럽 수칙.md',
    isUploaded: true,
    score: expect.any(Number),
  })
  expect((await find('beetroot juice'))[0]).toMatchObject({ source: 'paper.pdf' })
  // The same bytes are the same document.
  expect(
    await add('again.md', '# 트랙 예절\n1번 레인은 인터벌을 뛰는 사람에게 양보해요.\n<script>alert(1)</script>'),
  ).toMatchObject({ id: note.id })

  const other = await t.createAthlete('other')
  expect((await find('트랙에서 레인 예절', other)).every(({ isUploaded }) => !isUploaded)).toBe(true)
  await expect(getDocument(t.app, other, note.id)).rejects.toMatchObject({ code: 'not_found' })
  await expect(removeDocument(t.app, other, note.id)).rejects.toMatchObject({ code: 'not_found' })
  await removeDocument(t.app, t.userId, note.id)
  expect((await find('트랙에서 레인 예절')).some(({ chunkId }) => chunkId.startsWith(note.id))).toBe(false)
})

test('what cannot be read says why and leaves nothing of it behind', async () => {
  const reasons = new Map([
    ['broken.pdf', ['%PDF-1.4\nno more', 'document_damaged']],
    ['image.txt', [Buffer.from([137, 80, 78, 71, 0, 1, 2]), 'document_no_text']],
    ['blank.txt', ['  \n\u200b ', 'document_no_text']],
    ['endless.txt', ['가나다 '.repeat(120_000), 'document_too_long']],
  ] as const)
  for (const [name, [bytes]] of reasons) await add(name, bytes)
  await t.settle()
  const { documents } = await listDocuments(t.app, t.userId)
  for (const [name, [, reason]] of reasons)
    expect(documents.find(({ title }) => title === name)).toMatchObject({ state: 'failed', reason, chunks: 0 })
  expect(await t.sql`select from guideline_documents where original is not null`).toHaveLength(0)
  await expect(add('huge.txt', new Uint8Array(5 * 2 ** 20 + 1))).rejects.toMatchObject({ code: 'invalid_input' })
})
