import { z } from 'zod'
import { fetchOutside } from '../outside/fetch-outside.ts'
import type { OutsideDeps } from '../outside/check-outside-address.ts'
import { MOST_TRIES, nameStatus, nameWireFailure, rest, retryAfterOf, type ModelAnswer } from './ask-model.ts'

/** The column in the database takes no more. */
export const mostDimensions = 3072

export interface EmbeddingQuestion {
  baseUrl: string
  /** Null: the server asks for none. */
  key: string | null
  /** The JSON to be sent, to the byte. */
  body: string
  /** How many texts are in it. */
  count: number
  /** How many numbers each has to come back as; null: as many as the model likes, all alike. */
  dimensions: number | null
}

export interface EmbeddingAnswer extends ModelAnswer {
  /** In the order of the texts, each of length 1; empty where something is wrong with any of them. */
  vectors: Float32Array[]
}

/** What is sent for some texts; the same texts are the same bytes. */
export const embeddingBody = (model: string, dimensions: number | null, input: readonly string[]): string =>
  JSON.stringify({ model, input, ...(dimensions === null ? {} : { dimensions }), encoding_format: 'float' })

export const embeddingUrl = (baseUrl: string): string => `${baseUrl}/embeddings`

/** On the wire: some dozen texts of 3,072 numbers in decimal. */
const LIMIT_BYTES = 16 * 2 ** 20

/**
 * Sends exactly these bytes and reads the numbers that come; never throws. What may pass by (429, 5xx, no connection) is
 * tried again at most twice, an account without money is not. Anything but one whole vector for each text is a failure.
 */
export async function askEmbeddings(
  deps: OutsideDeps,
  question: EmbeddingQuestion,
  signal: AbortSignal,
): Promise<EmbeddingAnswer> {
  const answer: EmbeddingAnswer = {
    failure: null,
    text: '',
    usage: null,
    isFree: true,
    model: null,
    requestId: null,
    stopReason: null,
    tries: 0,
    vectors: [],
  }
  for (;;) {
    answer.tries++
    answer.failure = null
    const waitMs = await tryOnce(deps, question, signal, answer)
    if (signal.aborted) return { ...answer, failure: 'stopped', vectors: [] }
    const mayPass = answer.isFree && (answer.failure === 'rate_limited' || answer.failure === 'unavailable')
    if (!mayPass || answer.tries >= MOST_TRIES) return answer
    await rest(waitMs, answer.tries, signal)
  }
}

/** Fills in the answer; how long the server asks to wait. */
async function tryOnce(
  deps: OutsideDeps,
  { baseUrl, key, body, count, dimensions }: EmbeddingQuestion,
  signal: AbortSignal,
  answer: EmbeddingAnswer,
): Promise<number | undefined> {
  try {
    const response = await fetchOutside(deps, embeddingUrl(baseUrl), {
      method: 'POST',
      body,
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${key ?? 'local'}`,
        'content-type': 'application/json',
        'user-agent': 'RunningCoach',
      },
      signal,
      timeoutMs: deps.config.RC_AI_PATIENCE_MS,
      limitBytes: LIMIT_BYTES,
    })
    answer.requestId = response.headers.get('x-request-id')
    if (response.status !== 200) {
      answer.failure = nameStatus(response.status, codeOf(parse(await response.text())))
      return retryAfterOf(response.headers)
    }
    // From here on somebody has begun to answer.
    answer.isFree = false
    readAnswer(parse(await response.text()), count, dimensions, answer)
  } catch (error) {
    answer.failure = nameWireFailure(error, answer.isFree)
    // Nobody knows how far the server had come.
    if (answer.failure === 'too_slow') answer.isFree = false
  }
  return undefined
}

const Problem = z.object({ error: z.object({ code: z.unknown() }) })
const codeOf = (value: unknown): unknown => Problem.safeParse(value).data?.error.code

const Counted = z.object({ model: z.string().optional(), usage: z.object({ prompt_tokens: z.int32().min(0) }) })
const Embeddings = z.object({
  data: z.array(z.object({ index: z.int().min(0), embedding: z.array(z.number()).min(1) })),
})

function readAnswer(value: unknown, count: number, dimensions: number | null, answer: EmbeddingAnswer): void {
  // What was counted is owed, whatever came with it.
  const counted = Counted.safeParse(value).data
  answer.model = counted?.model ?? null
  if (counted)
    answer.usage = { input: counted.usage.prompt_tokens, cachedInput: 0, cacheWrite: 0, output: 0, reasoning: 0 }
  const read = Embeddings.safeParse(value)
  const vectors = read.data?.data.toSorted((a, b) => a.index - b.index) ?? []
  if (!read.success || vectors.length !== count || vectors.some(({ index }, i) => index !== i)) {
    answer.failure = 'bad_response'
    return
  }
  const size = dimensions ?? vectors[0]!.embedding.length
  if (size > mostDimensions || vectors.some(({ embedding }) => embedding.length !== size)) {
    answer.failure = 'wrong_dimension'
    return
  }
  const units = vectors.map(({ embedding }) => unitOf(embedding))
  if (units.includes(null)) answer.failure = 'bad_response'
  else answer.vectors = units as Float32Array[]
}

/** Of length 1; null where there is no direction in it. */
function unitOf(numbers: readonly number[]): Float32Array | null {
  const length = Math.hypot(...numbers)
  return Number.isFinite(length) && length > 0 ? Float32Array.from(numbers, (each) => each / length) : null
}

/** Undefined for what is no JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
