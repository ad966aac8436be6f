import type { ErrorCode } from '@rc/domain'
import type { Problem } from '@rc/contract'
import type { z } from 'zod'

interface Request {
  params?: z.ZodType
  query?: z.ZodType
  body?: { content: object }
}
interface Route {
  method: string
  path: string
  request?: Request
  responses: object
}

type Part<R extends Route, K extends 'params' | 'query'> =
  R['request'] extends Record<K, infer S extends z.ZodType> ? z.input<S> : never
type Body<R extends Route> = R['request'] extends {
  body: { content: { 'application/json': { schema: infer S extends z.ZodType } } }
}
  ? z.input<S>
  : never
type Bytes<R extends Route> = R['request'] extends { body: { content: { 'application/octet-stream': unknown } } }
  ? Blob
  : never
type Field<K extends string, V> = [V] extends [never]
  ? unknown
  : Record<never, V> extends V
    ? { [P in K]?: V }
    : { [P in K]: V }

/** What a route of the contract takes: `params`, `query`, `json`, `bytes`, each only where the route has it. */
export type Input<R extends Route> = Field<'params', Part<R, 'params'>> &
  Field<'query', Part<R, 'query'>> &
  ([Body<R>] extends [never] ? Field<'bytes', Bytes<R>> : Field<'json', Body<R>>)

type Content<T> = T extends { content: { 'application/json': { schema: infer S extends z.ZodType } } }
  ? z.output<S>
  : void
/** What it answers: the body of its success status. */
export type Output<R extends Route> = R['responses'] extends { 200: infer A }
  ? Content<A>
  : R['responses'] extends { 201: infer A }
    ? Content<A>
    : R['responses'] extends { 202: infer A }
      ? Content<A>
      : void

/** `offline`: no answer came at all. The other codes are the server's. */
export type FailureCode = ErrorCode | 'offline'

export class ApiError extends Error {
  readonly code: FailureCode
  readonly status: number
  readonly reasons: string[]

  constructor(code: FailureCode, status = 0, reasons: string[] = []) {
    super(code)
    this.name = 'ApiError'
    this.code = code
    this.status = status
    this.reasons = reasons
  }
}

const base = '/api/v1'
let whenSignedOut: () => void = () => {}

/** What to do when a session has run out under an open page. */
export const onSignedOut = (act: () => void): void => {
  whenSignedOut = act
}

let whenAnswered: (answer: Response) => void = () => {}

/** What to do with the head of each answer. */
export const onAnswered = (act: (answer: Response) => void): void => {
  whenAnswered = act
}

type Values = Record<string, string | number | undefined>

/** The address of a route, for links and uploads. */
export function addressOf(route: Route, params: Values = {}, query: Values = {}): string {
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(String(params[key])))
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([key, value]) =>
      value === undefined || value === '' ? [] : [[key, String(value)]],
    ),
  )
  return `${base}${path}${search.size > 0 ? `?${search}` : ''}`
}

/** What the latest questions were answered, the newest last. */
const answers = new Map<string, { text: string; value: unknown }>()
const MOST_ANSWERS = 40
/** Longer ones are not kept: every sample of a day on foot. */
const MOST_CHARS = 500_000

/** Asked again and answered the same, it is the same object: nothing on the page has to be made anew. */
function readAnswer(address: string, text: string): unknown {
  const last = answers.get(address)
  const value: unknown = last?.text === text ? last.value : JSON.parse(text)
  if (text.length > MOST_CHARS) return value
  answers.delete(address)
  answers.set(address, { text, value })
  for (const oldest of answers.keys()) {
    if (answers.size <= MOST_ANSWERS) break
    answers.delete(oldest)
  }
  return value
}

/** Calls one route of the contract. Throws `ApiError`. */
export async function call<R extends Route>(
  route: R,
  ...[input = {} as Input<R>, signal]: Record<never, never> extends Input<R>
    ? [input?: Input<R>, signal?: AbortSignal]
    : [input: Input<R>, signal?: AbortSignal]
): Promise<Output<R>> {
  const { params, query, json, bytes } = input as {
    params?: Values
    query?: Values
    json?: unknown
    bytes?: Blob
  }
  const address = addressOf(route, params, query)
  const response = await fetch(address, {
    method: route.method.toUpperCase(),
    signal: signal ?? null,
    ...(json === undefined ? {} : { body: JSON.stringify(json), headers: { 'content-type': 'application/json' } }),
    ...(bytes === undefined ? {} : { body: bytes, headers: { 'content-type': 'application/octet-stream' } }),
  }).catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new ApiError('offline')
  })
  whenAnswered(response)
  if (!response.ok) {
    const error = await problemOf(response)
    if (error.code === 'unauthenticated' && route.path !== '/me' && !route.path.startsWith('/auth/')) whenSignedOut()
    throw error
  }
  if (response.status === 204) return undefined as Output<R>
  return (route.method === 'get' ? readAnswer(address, await response.text()) : await response.json()) as Output<R>
}

/** A proxy's error page is no problem document; then only the status speaks. */
async function problemOf(response: Response): Promise<ApiError> {
  try {
    const problem = (await response.json()) as Problem
    return new ApiError(problem.code, response.status, problem.reasons ?? [])
  } catch {
    return new ApiError(response.status >= 502 ? 'unavailable' : 'internal', response.status)
  }
}
