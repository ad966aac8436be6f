import OpenAI from 'openai'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Behaviour } from './behaviour.ts'
import { startOpenAi, type RunningOpenAi } from './start-openai.ts'

// The emulated model satisfies the client of its maker, unmodified.

const good = '{"weeks":[{"note":"이지 런 🏃"}]}'
let model: RunningOpenAi
let client: OpenAI
beforeAll(async () => {
  model = await startOpenAi({ answer: () => ({ good, unsafe: '{}' }), apiKey: 'key' })
  client = new OpenAI({ apiKey: 'key', baseURL: model.url, maxRetries: 0, logLevel: 'off' })
})
afterAll(() => model.close())

const respond = (behaviour: Behaviour) =>
  client.responses.create({ model: `emu-${behaviour}`, input: 'plan', store: false })
const messages = [{ role: 'user' as const, content: 'plan' }]

test('answers, whole and refused', async () => {
  expect(await respond('good')).toMatchObject({ output_text: good, status: 'completed' })
  expect((await respond('truncated')).status).toBe('incomplete')
  expect((await respond('refusing')).output_text).toBe('')
  const chat = await client.chat.completions.create({ model: 'emu-good', messages })
  expect(chat.choices[0]!.message.content).toBe(good)
  expect(chat.usage!.total_tokens).toBeGreaterThan(0)
})

test('streams, also when bytes come one by one', async () => {
  let said = ''
  for await (const event of await client.responses.create({ model: 'emu-byte_by_byte', input: 'plan', stream: true }))
    if (event.type === 'response.output_text.delta') said += event.delta
  expect(said).toBe(good)
  const cut = async () => {
    for await (const _ of await client.chat.completions.create({ model: 'emu-cut_stream', messages, stream: true }));
  }
  await expect(cut()).rejects.toThrow('terminated')
})

test.each<[Behaviour, object]>([
  ['rate_limited', { status: 429, code: 'rate_limit_exceeded' }],
  ['out_of_quota', { status: 429, code: 'insufficient_quota' }],
  ['unauthorised', { status: 401 }],
  ['server_error', { status: 500 }],
])('%s', async (behaviour, error) => {
  await expect(respond(behaviour)).rejects.toMatchObject(error)
})

test('models and embeddings', async () => {
  const { data } = await client.embeddings.create({
    model: 'emu-good',
    input: ['sleep'],
    dimensions: 8,
    encoding_format: 'float',
  })
  expect(data[0]!.embedding).toHaveLength(8)
  expect((await client.models.list()).data.map(({ id }) => id)).toContain('emu-good')
})
