import type { Behaviour, EmbeddingFault } from '@rc/sandbox/openai/behaviour'
import { startOpenAi, type AskedOfModel, type RunningOpenAi } from '@rc/sandbox/openai/start-openai'
import { setAiSettings, setPrice, type AiWish } from '@rc/services/ai/settings'
import { beginEmbedding, endEmbedding, getEmbeddings } from '@rc/services/guidelines/embeddings'
import { loadLibrary } from '@rc/services/guidelines/load-library'
import { addDocument, listDocuments, removeDocument } from '@rc/services/guidelines/manage-documents'
import { askSearch, getSearch, previewSearch } from '@rc/services/guidelines/search-guidelines'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestWorker, type TestWorker } from './test-worker.ts'

const key = 'sk-planted-key'
const inputPrice = 20_000
let fault: EmbeddingFault | null = null
let model: RunningOpenAi
let t: TestWorker
let texts: string[]
beforeAll(async () => {
  const nothing = { good: '{"reply":"ok"}', unsafe: '{}' }
  model = await startOpenAi({ answer: () => nothing, apiKey: key, embeddingFault: () => fault })
  t = await createTestWorker({ RC_LAN_ADDRESSES: new URL(model.url).host, RC_AI_PATIENCE_MS: '1500' })
  await loadLibrary(t.settings.DATABASE_URL)
  await t.sql`update users set role = 'owner' where id = ${t.userId}`
  const price = { input: inputPrice, cachedInput: inputPrice, cacheWrite: inputPrice, output: 0 }
  await setPrice(t.app, t.userId, { ...price, model: 'emu-good', validFrom: '2026-01-01', source: 'test' })
  texts = (await t.sql`select words from guideline_library`).map((row) => row['words'] as string)
  await t.start()
  await setAiSettings(t.app, t.userId, { ...wish, baseUrl: model.url })
  await t.settle()
}, 60_000)
afterAll(async () => {
  await t.close()
  await model.close()
})
beforeEach(async () => {
  fault = null
  await t.sql`delete from ai_runs`
  await t.sql`delete from guideline_searches`
  model.log().length = 0
})

const wish: AiWish = {
  provider: 'compatible',
  baseUrl: '',
  key,
  chatModel: 'emu-good',
  planModel: 'emu-good',
  capMicroUsd: 5_000_000,
  retentionDays: 365,
  signals: [],
}
const space = { model: 'emu-good', dimensions: 128 }
const begin = async (wanted: { model: string; dimensions: number | null } = space) => {
  await beginEmbedding(t.app, t.userId, wanted)
  await t.settle()
  return getEmbeddings(t.app, t.userId)
}
const search = async (question: string) => {
  const { searchId } = await askSearch(t.app, t.userId, { question })
  await t.settle()
  return getSearch(t.app, t.userId, { id: searchId, locale: 'ko', limit: 3 })
}
const spent = async () =>
  Number((await t.sql`select coalesce(sum(cost_micro_usd), 0) as n from ai_runs where kind <> 'probe'`)[0]!['n'])
const sentIn = ({ body }: AskedOfModel) => body['input'] as string[]
const unsettled = () => t.sql`select from ai_runs where state <> 'settled'`
/** By what the server counted, or by what went over the wire. */
const costOf = ({ usage, raw }: AskedOfModel): number =>
  Math.ceil(((usage?.asked ?? Math.ceil(Buffer.byteLength(raw) / 2.5)) * inputPrice) / 1e6)
const costs = () => model.log().reduce((sum, asked) => sum + (asked.status === 200 ? costOf(asked) : 0), 0)
async function upload(name: string, text: string): Promise<string> {
  async function* bytes() {
    yield Buffer.from(text)
  }
  await addDocument(t.app, t.userId, { name, bytes: bytes() })
  await t.settle()
  return (await listDocuments(t.app, t.userId)).documents.find(({ title }) => title === name)!.id
}

test('nothing leaves before it is begun; then the texts alone, once, for what was told; a question after its bytes were shown', async () => {
  expect((await search('How do I taper?')).by).toBe('own')
  expect(model.log()).toEqual([])
  const told = await getEmbeddings(t.app, t.userId, space)
  expect(told).toMatchObject({ model: null, library: texts.length, own: 0, missing: texts.length })

  expect(await begin()).toMatchObject({ ...space, missing: 0, failure: null })
  expect(model.log().map(({ path }) => path)).toEqual(model.log().map(() => '/embeddings'))
  expect(model.log().flatMap(sentIn).toSorted()).toEqual(texts.toSorted())
  expect(model.log()[0]!.body).toMatchObject({ dimensions: 128, encoding_format: 'float' })
  expect(await spent()).toBe(costs())
  expect(await spent()).toBeLessThanOrEqual(told.mostMicroUsd)
  expect(await t.sql`select distinct model, dimensions from guideline_vectors`).toEqual([space])

  // Begun again there is nothing to do, and nothing is booked.
  const before = [await spent(), model.log().length]
  await begin()
  expect([await spent(), model.log().length]).toEqual(before)

  const [taper] = await t.sql`select words from guideline_library where key = 'taper'`
  const question = (taper!['words'] as string).slice(0, 400)
  const { preview } = await previewSearch(t.app, t.userId, question)
  expect(model.log()).toHaveLength(before[1]!)
  const { searchId } = await askSearch(t.app, t.userId, { question, bodySha256: preview!.bodySha256 })
  await t.settle()
  expect(model.log().at(-1)!.raw).toBe(preview!.body)
  expect(`${model.url}${model.log().at(-1)!.path}`).toBe(preview!.url)
  const found = await getSearch(t.app, t.userId, { id: searchId, locale: 'ko', limit: 3 })
  expect(found).toMatchObject({ state: 'done', by: 'model', why: null })
  expect(found.found.map((each) => each.key)).toContain('taper')
  // Asked again it is the same search.
  const paid = await spent()
  expect((await askSearch(t.app, t.userId, { question })).searchId).toBe(searchId)
  expect([await spent(), await unsettled()]).toEqual([paid, []])
  await expect(
    askSearch(t.app, t.userId, { question: '다른 질문', bodySha256: preview!.bodySha256 }),
  ).rejects.toMatchObject({ code: 'conflict' })
})

test('a new document waits for a press of its own; meanwhile our embedder finds, and says why', async () => {
  const id = await upload('club.md', '# 클럽 모임\n클럽 모임은 목요일 저녁 일곱 시, 잠실 트랙이에요.')
  expect(await getEmbeddings(t.app, t.userId)).toMatchObject({ own: 1, missing: 1 })
  expect(await search('클럽 모임은 잠실 트랙')).toMatchObject({ by: 'own', why: 'incomplete' })
  expect(model.log()).toEqual([])
  await begin()
  expect(model.log().flatMap(sentIn)).toEqual(['클럽 모임\n클럽 모임은 목요일 저녁 일곱 시, 잠실 트랙이에요.'])
  const { by, found } = await search('클럽 모임은 잠실 트랙 몇 시')
  expect([by, found[0]!.isUploaded]).toEqual(['model', true])
  await removeDocument(t.app, t.userId, id)
  expect(await t.sql`select from guideline_vectors where chunk_key like ${`${id}:%`}`).toEqual([])
})

test.each<[Behaviour | EmbeddingFault, why: string, requests: number]>([
  ['rate_limited', 'rate_limited', 3],
  ['server_error', 'unavailable', 3],
  ['out_of_quota', 'out_of_quota', 1],
  ['unauthorised', 'unauthorised', 1],
  ['html', 'bad_response', 1],
  ['redirect', 'not_supported', 1],
  ['hanging', 'too_slow', 1],
  ['wrong_dimension', 'wrong_dimension', 1],
  ['not_a_number', 'bad_response', 1],
  ['fewer', 'bad_response', 1],
  ['cut_body', 'cut', 1],
])('%s: nothing is kept, what it cost is booked once, our embedder finds', async (behaviour, why, requests) => {
  const isFault = ['wrong_dimension', 'not_a_number', 'fewer', 'cut_body'].includes(behaviour)
  if (isFault) fault = behaviour as EmbeddingFault
  else model.behave(behaviour as Behaviour)
  const { searchId } = await askSearch(t.app, t.userId, { question: `${behaviour} 뒤에 오는 질문` })
  await t.settle()
  model.behave('good', 0)
  const answer = await getSearch(t.app, t.userId, { id: searchId, locale: 'ko', limit: 3 })
  expect([answer.state, answer.by, answer.why, answer.found.length]).toEqual(['done', 'own', why, 3])
  expect(model.log()).toHaveLength(requests)
  const expected = why === 'too_slow' ? costOf(model.log()[0]!) : costs()
  expect([await spent(), await unsettled()]).toEqual([expected, []])
})

test('what a worker had reserved that died is booked as a whole, and its texts are asked for again', async () => {
  await t.sql`delete from guideline_vectors where chunk_key = 'taper'`
  await t.sql`insert into ai_runs (user_id, run_id, kind, state, month, provider, host, model_requested, prompt_version, rules_version, request_sha256, price, reserved_micro_usd)
    values (${t.userId}, 'dead', 'embed', 'reserved', '2026-11', 'compatible', 'h', 'emu-good', '1', '1', 'x', '{}', 77)`
  expect(await begin()).toMatchObject({ missing: 0 })
  expect([await spent(), await unsettled()]).toEqual([77 + costs(), []])
  expect(model.log().flatMap(sentIn)).toHaveLength(1)
})

test('a month that is spent, no length named, another address, and off again', async () => {
  await t.sql`update ai_settings set cap_micro_usd = 0`
  expect(await search('예산이 없을 때')).toMatchObject({ by: 'own', why: 'budget' })
  await t.sql`delete from guideline_vectors`
  expect(await begin()).toMatchObject({ failure: 'budget', missing: texts.length })
  expect(model.log()).toEqual([])
  await t.sql`update ai_settings set cap_micro_usd = 5000000`

  expect(await begin({ model: 'emu-good', dimensions: null })).toMatchObject({ missing: 0, dimensions: null })
  expect(model.log()[0]!.body).not.toHaveProperty('dimensions')
  expect(await search('수면이 모자랄 때')).toMatchObject({ by: 'model' })

  await setAiSettings(t.app, t.userId, { ...wish, baseUrl: 'https://api.example.test/v1', provider: 'compatible' })
  expect(await getEmbeddings(t.app, t.userId)).toMatchObject({ model: null })
  expect(await t.sql`select from guideline_vectors`).toEqual([])
  await endEmbedding(t.app, t.userId)
})
