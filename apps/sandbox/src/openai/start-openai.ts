import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  chatBody,
  chatEvents,
  embeddingBody,
  embeddingUsage,
  responseBody,
  responseEvents,
  usageOf,
  type Said,
} from './answers.ts'
import { behaviours, embeddingFaults, textOf, type Behaviour, type EmbeddingFault, type Texts } from './behaviour.ts'

export interface OpenAiOptions {
  /** What the model says to a request; its body is handed in as it came. */
  answer: (asked: Record<string, unknown>) => Texts
  /** Every request must show it; none is asked for when not given, as on a machine of one's own. */
  apiKey?: string
  slowMs?: number
  /** What goes wrong with embeddings now, whatever model they name. */
  embeddingFault?: () => EmbeddingFault | null
  /** Between two pieces of a stream, for somebody who reads along. */
  paceMs?: number
  /** Default: a free one, of this machine alone. */
  port?: number
  host?: string
}

/** One request, for assertions: what left the house, and what came of it. */
export interface AskedOfModel {
  path: string
  body: Record<string, unknown>
  authorised: boolean
  behaviour: Behaviour
  status: number | null
  /** The body as it came, to the byte. */
  raw: string
  headers: Record<string, string | string[] | undefined>
  /** Tokens that were counted and told; null: none were. */
  usage: { asked: number; answered: number; cached: number } | null
}

export interface RunningOpenAi {
  /** The base URL that a client is given. */
  url: string
  /** Behaves so for the next requests, whatever model they name; for good when no number is given. */
  behave(behaviour: Behaviour, times?: number): void
  log(): AskedOfModel[]
  close(): Promise<void>
}

/** Starts an emulated model behind the interface of OpenAI: models, responses, chat completions and embeddings. */
export async function startOpenAi(options: OpenAiOptions): Promise<RunningOpenAi> {
  const log: AskedOfModel[] = []
  let forced: { behaviour: Behaviour; left: number } | null = null
  const behaviourOf = (model: unknown): Behaviour => {
    if (forced && forced.left-- > 0) return forced.behaviour
    return behaviours.find((one) => `emu-${one}` === model) ?? 'good'
  }
  const server = createServer((request, response) => {
    const handle = async () => {
      const raw = await readBody(request)
      const body = raw === '' ? {} : (JSON.parse(raw) as Record<string, unknown>)
      const path = (request.url ?? '/').replace(/^\/v1/, '')
      const authorised = options.apiKey === undefined || request.headers.authorization === `Bearer ${options.apiKey}`
      const entry: AskedOfModel = {
        path,
        body,
        authorised,
        behaviour: behaviourOf(body['model']),
        status: null,
        raw,
        headers: request.headers,
        usage: null,
      }
      log.push(entry)
      await answer(options, entry, response)
      entry.status = response.statusCode
    }
    handle().catch((error: unknown) => {
      console.error(error)
      response.destroy()
    })
  })
  server.listen(options.port ?? 0, options.host ?? '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    behave: (behaviour, times = Infinity) => {
      forced = { behaviour, left: times }
    },
    log: () => log,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}

async function answer(options: OpenAiOptions, asked: AskedOfModel, response: ServerResponse): Promise<void> {
  const { path, body, behaviour } = asked
  const model = String(typeof body['model'] === 'string' ? body['model'] : 'emu-good')
  if (!asked.authorised || behaviour === 'unauthorised')
    return fail(response, 401, 'invalid_api_key', 'Incorrect API key provided.')
  if (path === '/models')
    return send(response, 200, {
      object: 'list',
      data: behaviours.map((one) => ({ id: `emu-${one}`, object: 'model' })),
    })
  if (behaviour === 'slow') await sleep(options.slowMs ?? 3_000)
  if (behaviour === 'hanging') return
  if (behaviour === 'redirect') {
    response.writeHead(302, { location: 'http://127.0.0.1:9/v1/elsewhere' })
    return void response.end()
  }
  if (behaviour === 'forbidden') return fail(response, 403, 'permission_denied', 'Not for you.')
  if (behaviour === 'bad_gateway') {
    response.writeHead(502, { 'content-type': 'text/html' })
    return void response.end('<html><body>502 Bad Gateway</body></html>')
  }
  if (behaviour === 'no_json_schema' && JSON.stringify(body).includes('"json_schema"'))
    return fail(response, 400, 'invalid_request_error', 'json_schema is not supported.')
  if (behaviour === 'rate_limited')
    return fail(response, 429, 'rate_limit_exceeded', 'Rate limit reached.', { 'retry-after-ms': '50' })
  if (behaviour === 'out_of_quota') return fail(response, 429, 'insufficient_quota', 'You exceeded your current quota.')
  if (behaviour === 'server_error') return fail(response, 500, 'server_error', 'The server had an error.')
  if (behaviour === 'html') {
    response.writeHead(200, { 'content-type': 'text/html' })
    return void response.end('<html><body>Please sign in to the network</body></html>')
  }
  if (path === '/embeddings') {
    const input = body['input']
    const inputs = Array.isArray(input) ? input.map(String) : [String(input)]
    const fault = options.embeddingFault?.() ?? embeddingFaults.find((one) => `emu-${one}` === model) ?? null
    const tells = behaviour !== 'no_usage'
    const whole = embeddingBody(model, inputs, Number(body['dimensions'] ?? 256), fault, tells)
    response.writeHead(200, { 'content-type': 'application/json' })
    if (fault === 'cut_body') return void response.write(whole.slice(0, whole.length / 2), () => response.destroy())
    if (tells) asked.usage = embeddingUsage(inputs)
    return void response.end(whole)
  }
  const isChat = path === '/chat/completions'
  if (!isChat && (path !== '/responses' || behaviour === 'no_responses_api'))
    return fail(response, 404, 'unknown_url', `Unknown request URL: POST ${path}`)
  const said: Said = {
    model,
    text: textOf(behaviour, options.answer(body)),
    askedChars: JSON.stringify(body).length,
    behaviour,
  }
  const tells = !['cut_stream', 'no_done', 'error_event', 'huge'].includes(behaviour)
  asked.usage = tells ? (usageOf(said) ?? null) : null
  if (body['stream'] !== true) return send(response, 200, isChat ? chatBody(said) : responseBody(said))
  const { include_usage } = (body['stream_options'] ?? {}) as { include_usage?: boolean }
  await stream(
    response,
    isChat ? chatEvents(said, include_usage === true) : responseEvents(said),
    behaviour,
    options.paceMs,
  )
}

async function stream(response: ServerResponse, events: string[], behaviour: Behaviour, paceMs = 0): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  if (paceMs > 0) {
    for (const event of events) {
      response.write(event)
      await sleep(paceMs)
    }
    return void response.end()
  }
  const whole =
    behaviour === 'error_event'
      ? [
          ...events.slice(0, events.length / 2),
          'event: error\ndata: {"type":"error","error":{"message":"overloaded"},"message":"overloaded"}\n\n',
        ]
      : events
  const text = whole.join('')
  const bytes = Buffer.from(behaviour === 'crlf' ? `: hello\r\n\r\n${text.replaceAll('\n', '\r\n')}` : text)
  if (behaviour === 'cut_stream') {
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy())
    return
  }
  // Hangul and emoji come apart between two packets.
  const step = behaviour === 'byte_by_byte' ? 1 : bytes.length
  for (let at = 0; at < bytes.length; at += step) {
    response.write(bytes.subarray(at, at + step))
    if (step === 1 && at % 256 === 0) await sleep(0)
  }
  response.end()
}

function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(body))
}

const fail = (
  response: ServerResponse,
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): void => send(response, status, { error: { message, type: code, param: null, code } }, headers)
