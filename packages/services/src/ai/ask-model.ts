import { setTimeout } from 'node:timers/promises'
import { AppError } from '@rc/domain'
import type OpenAI from 'openai'
import type { APIError } from 'openai'
import { fetchOutside, type OutsideInit } from '../outside/fetch-outside.ts'
import type { OutsideDeps } from '../outside/check-outside-address.ts'
import type { Usage } from './price.ts'

/** Why a request brought no answer. The words are in the message files. */
export type ModelFailure =
  | 'unauthorised'
  | 'out_of_quota'
  | 'rate_limited'
  | 'not_supported'
  | 'unavailable'
  | 'too_slow'
  | 'too_long'
  | 'address_refused'
  | 'bad_response'
  | 'cut'
  | 'truncated'
  | 'refused'
  | 'empty'
  | 'stopped'
  /** Of embeddings: not as many numbers as were asked for. */
  | 'wrong_dimension'

export interface Question {
  api: 'responses' | 'chat'
  baseUrl: string
  /** Null: the server asks for none. */
  key: string | null
  /** The JSON to be sent, to the byte. */
  body: string
}

export interface ModelAnswer {
  failure: ModelFailure | null
  /** What has come, also where it then went wrong. */
  text: string
  /** Null: the server did not say. */
  usage: Usage | null
  /** The request has cost nothing: nobody has begun to answer it. */
  isFree: boolean
  model: string | null
  requestId: string | null
  stopReason: string | null
  tries: number
}

export interface AskOptions {
  signal: AbortSignal
  /** Of the whole text so far, each time some has come. */
  onText?: (text: string) => void
}

/** Loaded with the first question: most workers never ask one, and it takes several megabytes. */
let sdk: typeof import('openai') | undefined
const isApiError = (error: unknown): error is APIError => sdk !== undefined && error instanceof sdk.APIError

/** On the wire, where each piece of a stream carries its own envelope. */
const LIMIT_BYTES = 32 * 2 ** 20
/** No answer of ours is that long. */
const MOST_CHARS = 200_000
export const MOST_TRIES = 3
const MOST_WAIT_MS = 8_000

/**
 * Sends exactly these bytes, streaming, and reads what comes; never throws. What may pass by (429, 5xx, no connection) is
 * tried again at most twice, as long as nothing has come yet; an account without money is not. An answer without a word on
 * how it ended is a cut one.
 */
export async function askModel(deps: OutsideDeps, question: Question, options: AskOptions): Promise<ModelAnswer> {
  const answer: ModelAnswer = {
    failure: null,
    text: '',
    usage: null,
    isFree: true,
    model: null,
    requestId: null,
    stopReason: null,
    tries: 0,
  }
  for (;;) {
    answer.tries++
    const waitMs = await tryOnce(deps, question, options, answer)
    if (waitMs === null || answer.tries >= MOST_TRIES || options.signal.aborted) return answer
    await rest(waitMs, answer.tries, options.signal)
    if (options.signal.aborted) return { ...answer, failure: 'stopped' }
    answer.failure = null
  }
}

/** Before another try: as long as the server asks, within reason, else a little longer each time. */
export const rest = (waitMs: number | undefined, tries: number, signal: AbortSignal): Promise<void> =>
  setTimeout(Math.min(MOST_WAIT_MS, waitMs ?? 300 * 2 ** tries), undefined, { signal }).catch(() => {})

/** Null: it is over. Else how long to wait for another try, undefined where the server did not say. */
async function tryOnce(
  deps: OutsideDeps,
  question: Question,
  options: AskOptions,
  answer: ModelAnswer,
): Promise<number | null | undefined> {
  const wire: { error: unknown } = { error: null }
  try {
    await read(deps, question, options, answer, wire)
    answer.failure = options.signal.aborted ? 'stopped' : failureOf(answer)
    return null
  } catch (caught) {
    answer.failure = options.signal.aborted ? 'stopped' : nameFailure(wire.error ?? caught, answer)
    // Nobody knows how far the server had come.
    if (answer.failure === 'too_slow') answer.isFree = false
    // Once some of an answer has come, another try would be another answer, and paid for.
    if (!answer.isFree || !['rate_limited', 'unavailable'].includes(answer.failure)) return null
    return retryAfterMs(caught)
  }
}

const failureOf = ({ failure, stopReason, text }: ModelAnswer): ModelFailure | null => {
  if (failure !== null) return failure
  if (stopReason === null) return 'cut'
  if (stopReason !== 'stop')
    return stopReason === 'refusal' || stopReason === 'content_filter' ? 'refused' : 'truncated'
  return text.trim() === '' ? 'empty' : null
}

async function read(
  deps: OutsideDeps,
  { api, baseUrl, key, body }: Question,
  { signal, onText }: AskOptions,
  answer: ModelAnswer,
  wire: { error: unknown },
): Promise<void> {
  const timeoutMs = deps.config.RC_AI_PATIENCE_MS
  const fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    try {
      // What was shown is what is sent, or nothing is.
      if (init?.body !== body) throw new AppError('internal', 'the body is not the one that was shown')
      const response = await fetchOutside(deps, input instanceof Request ? input.url : input, {
        method: 'POST',
        body,
        headers: headersOf(init.headers),
        signal: init.signal ?? null,
        timeoutMs,
        limitBytes: LIMIT_BYTES,
      } satisfies OutsideInit)
      answer.requestId = response.headers.get('x-request-id')
      if (!response.ok) return response
      // From here on somebody has begun to answer.
      answer.isFree = false
      if (!/event-stream/.test(response.headers.get('content-type') ?? ''))
        throw new AppError('vendor_contract_changed', 'no stream came')
      return response
    } catch (error) {
      wire.error = error
      throw error
    }
  }
  sdk ??= await import('openai')
  const client = new sdk.default({
    apiKey: key ?? 'local',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    baseURL: baseUrl,
    maxRetries: 0,
    // Ours ends it first, so that its name is known.
    timeout: 2 * timeoutMs,
    logLevel: 'off',
    fetch,
  })
  const say = (delta: string) => {
    answer.text += delta
    if (answer.text.length > MOST_CHARS) throw tooLong()
    onText?.(answer.text)
  }
  if (api === 'responses') {
    const params = JSON.parse(body) as OpenAI.Responses.ResponseCreateParamsStreaming
    for await (const event of await client.responses.create(params, { signal })) {
      if (event.type === 'response.output_text.delta') say(event.delta)
      else if (event.type === 'response.refusal.delta') answer.failure = 'refused'
      else if (event.type === 'error') throw new AppError('vendor_unavailable', event.message)
      else if (
        event.type === 'response.completed' ||
        event.type === 'response.incomplete' ||
        event.type === 'response.failed'
      ) {
        const { status, usage, model, incomplete_details: incomplete } = event.response
        answer.model = model
        answer.stopReason = status === 'completed' ? 'stop' : (incomplete?.reason ?? status ?? 'failed')
        if (usage)
          answer.usage = {
            input: usage.input_tokens,
            cachedInput: usage.input_tokens_details?.cached_tokens ?? 0,
            cacheWrite: usage.input_tokens_details?.cache_write_tokens ?? 0,
            output: usage.output_tokens,
            reasoning: usage.output_tokens_details?.reasoning_tokens ?? 0,
          }
      }
    }
    return
  }
  const params = JSON.parse(body) as OpenAI.Chat.ChatCompletionCreateParamsStreaming
  for await (const chunk of await client.chat.completions.create(params, { signal })) {
    const choice = chunk.choices[0]
    answer.model ??= chunk.model
    if (choice?.delta.refusal) answer.failure = 'refused'
    if (choice?.delta.content) say(choice.delta.content)
    if (choice?.finish_reason) answer.stopReason = choice.finish_reason
    if (chunk.usage)
      answer.usage = {
        input: chunk.usage.prompt_tokens,
        cachedInput: chunk.usage.prompt_tokens_details?.cached_tokens ?? 0,
        cacheWrite: 0,
        output: chunk.usage.completion_tokens,
        reasoning: chunk.usage.completion_tokens_details?.reasoning_tokens ?? 0,
      }
  }
}

const tooLong = () =>
  new AppError('vendor_contract_changed', 'the answer is too long', { details: { reasons: ['too_long'] } })

/** Nothing about this machine goes with it. */
function headersOf(given: RequestInit['headers']): Record<string, string> {
  const kept = [...new Headers(given ?? {})].filter(([name]) => !name.startsWith('x-stainless-'))
  return { ...Object.fromEntries(kept), 'user-agent': 'RunningCoach' }
}

function nameFailure(error: unknown, { isFree }: Pick<ModelAnswer, 'isFree'>): ModelFailure {
  if (isApiError(error) && typeof error.status === 'number') return nameStatus(error.status, error.code)
  return nameWireFailure(error, isFree)
}

/** What an error of the wire is called; `isFree`: nobody had begun to answer. */
export function nameWireFailure(error: unknown, isFree: boolean): ModelFailure {
  if (!(error instanceof AppError)) return isFree ? 'unavailable' : 'cut'
  const reasons = error.details['reasons']
  const says = (reason: string) => Array.isArray(reasons) && reasons.includes(reason)
  if (error.code === 'invalid_input') return 'address_refused'
  if (says('too_slow')) return 'too_slow'
  if (says('too_long') || says('too_large')) return 'too_long'
  return error.code === 'vendor_unavailable' && isFree ? 'unavailable' : 'bad_response'
}

/** What an answer that is none is called, by its status and the code of the server. */
export function nameStatus(status: number, code: unknown): ModelFailure {
  if (code === 'insufficient_quota') return 'out_of_quota'
  if (status === 401 || status === 403) return 'unauthorised'
  if (status === 429) return 'rate_limited'
  if (status === 408 || status >= 500) return 'unavailable'
  return 'not_supported'
}

const retryAfterMs = (error: unknown): number | undefined =>
  isApiError(error) && error.headers ? retryAfterOf(error.headers) : undefined

/** How long a server asks to be left alone, ms; undefined: it does not say. */
export function retryAfterOf(headers: Headers): number | undefined {
  const ms = Number(headers.get('retry-after-ms') ?? NaN)
  if (Number.isFinite(ms)) return ms
  const s = Number(headers.get('retry-after') ?? NaN)
  return Number.isFinite(s) ? 1000 * s : undefined
}
