import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Behaviour } from './behaviour.ts'
import { startOpenAi, type RunningOpenAi } from './start-openai.ts'

const good = '{"weeks":[{"note":"이지 런 🏃"}]}'
const unsafe = '{"weeks":[{"km":400}]}'
let model: RunningOpenAi
beforeAll(async () => {
  model = await startOpenAi({ answer: () => ({ good, unsafe }), apiKey: 'key', slowMs: 20 })
})
afterAll(() => model.close())

const ask = (path: string, behaviour: Behaviour, more: object = {}) =>
  fetch(model.url + path, {
    method: 'POST',
    headers: { authorization: 'Bearer key' },
    body: JSON.stringify({ model: `emu-${behaviour}`, messages: [], input: 'plan', ...more }),
  })
type Chat = {
  choices: { message: { content: string | null; refusal: string | null }; finish_reason: string }[]
  usage?: object
}
const chat = async (behaviour: Behaviour) => (await (await ask('/chat/completions', behaviour)).json()) as Chat

test('what the model says', async () => {
  const said = async (behaviour: Behaviour) => (await chat(behaviour)).choices[0]!
  expect(await said('good')).toMatchObject({ message: { content: good }, finish_reason: 'stop' })
  expect((await said('fenced')).message.content).toMatch(/^```json/)
  expect((await said('schema_breaking')).message.content).toContain('weeks_renamed')
  expect((await said('truncated')).finish_reason).toBe('length')
  expect((await said('refusing')).message).toMatchObject({ content: null, refusal: expect.any(String) as string })
  expect((await said('unsafe')).message.content).toBe(unsafe)
  expect(JSON.parse((await said('injected')).message.content!)).toMatchObject({ note: expect.any(String) as string })
  expect((await chat('no_usage')).usage).toBeUndefined()
  const cut = (await (await ask('/responses', 'truncated')).json()) as { status: string }
  expect(cut.status).toBe('incomplete')
})

test.each<[Behaviour, number, string]>([
  ['rate_limited', 429, 'rate_limit_exceeded'],
  ['out_of_quota', 429, 'insufficient_quota'],
  ['unauthorised', 401, 'invalid_api_key'],
  ['server_error', 500, 'server_error'],
  ['no_responses_api', 404, 'unknown_url'],
  ['html', 200, '<html>'],
])('%s', async (behaviour, status, text) => {
  const answer = await ask('/responses', behaviour)
  expect(answer.status).toBe(status)
  expect(await answer.text()).toContain(text)
})

test('streams end as they should, without a word, or half-way', async () => {
  const read = async (path: string, behaviour: Behaviour) =>
    (await ask(path, behaviour, { stream: true, stream_options: { include_usage: true } })).text()
  const whole = await read('/chat/completions', 'byte_by_byte')
  const deltas = [...whole.matchAll(/^data: (\{.*\})$/gm)].map(
    (match) => JSON.parse(match[1]!) as { choices: { delta: { content?: string } }[] },
  )
  expect(deltas.map(({ choices }) => choices[0]?.delta.content ?? '').join('')).toBe(good)
  expect(whole).toContain('"total_tokens"')
  expect(whole).toMatch(/\[DONE\]\n\n$/)
  expect(await read('/chat/completions', 'no_done')).not.toContain('[DONE]')
  expect(await read('/responses', 'good')).toContain('event: response.completed')
  await expect(read('/responses', 'cut_stream')).rejects.toThrow('terminated')
})

test('the next two go wrong, then all is well; the log knows what was sent', async () => {
  model.behave('server_error', 2)
  const statuses: number[] = []
  for (let i = 0; i < 3; i++) statuses.push((await ask('/responses', 'good', { store: false })).status)
  expect(statuses).toEqual([500, 500, 200])
  expect(model.log().at(-1)).toMatchObject({
    path: '/responses',
    body: { store: false },
    authorised: true,
    status: 200,
  })
  const stranger = await fetch(`${model.url}/models`)
  expect(stranger.status).toBe(401)
})

test('embeddings are the same for the same text', async () => {
  const embed = async (input: string[]) =>
    ((await (await ask('/embeddings', 'good', { input, dimensions: 8 })).json()) as { data: { embedding: number[] }[] })
      .data
  const [one, other, again] = await embed(['심박변이도', 'sleep', '심박변이도'])
  expect(one!.embedding).toHaveLength(8)
  expect(again!.embedding).toEqual(one!.embedding)
  expect(other!.embedding).not.toEqual(one!.embedding)
})
