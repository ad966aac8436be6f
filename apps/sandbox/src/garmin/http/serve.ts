import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '../clock.ts'
import type { Answer } from './answer.ts'
import { parseCookies, type Call } from './call.ts'
import { splitHost } from './host.ts'
import type { LogEntry, RequestLog } from './request-log.ts'

/** Listens on every request, logs it and writes the answer, also the ones that go wrong on the wire. */
export function createListener(
  given: { clock: Clock; log: RequestLog },
  answerCall: (call: Call) => Answer | Promise<Answer>,
): Server {
  const { clock, log } = given
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://garmin.invalid')
    const { host, path } = splitHost(url.pathname)
    const entry: LogEntry = {
      atMs: clock.nowMs(),
      method: request.method ?? 'GET',
      host,
      path,
      query: url.search.slice(1),
      status: null,
      account: null,
      auth: authOf(request, url),
      credential: null,
      inFlight: 0,
      fault: null,
    }
    // What the emulator is asked by its tests is no traffic of Garmin's.
    const isAdmin = path.startsWith('/__admin/')
    if (!isAdmin) log.begin(entry)
    response.once('close', () => log.end(entry, response.headersSent ? response.statusCode : null))
    const handle = async () => {
      const call: Call = {
        method: entry.method,
        host,
        path,
        query: url.searchParams,
        headers: request.headers,
        cookies: parseCookies(request.headers.cookie),
        body: await readBody(request),
        entry,
      }
      await write(response, await answerCall(call))
    }
    handle().catch((error: unknown) => {
      console.error(`${entry.method} ${path}`, error)
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
  // Making many recordings at once takes longer than the usual five seconds, after which a client would be hung up on.
  server.keepAliveTimeout = 120_000
  return server
}

function authOf({ headers }: IncomingMessage, url: URL): LogEntry['auth'] {
  const scheme = /^\w+/.exec(headers.authorization ?? '')?.[0].toLowerCase()
  if (scheme === 'apikey') return 'key'
  if (scheme === 'bearer' || scheme === 'basic') return scheme
  return scheme === 'oauth' || url.searchParams.has('oauth_signature') ? 'oauth1' : 'none'
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

async function write(response: ServerResponse, answer: Answer): Promise<void> {
  if (answer.delayMs) await sleep(answer.delayMs)
  const { status, headers, body, wire } = answer
  if (wire === 'hang') return
  if (wire === 'reset') return void response.destroy()
  if (wire === 'broken_gzip') {
    response.writeHead(status, { ...headers, 'content-encoding': 'gzip' })
    return void response.end('this was never compressed')
  }
  const length = body?.length ?? 0
  response.writeHead(status, {
    ...headers,
    server: 'cloudflare',
    ...(status === 204 ? {} : { 'content-length': String(length) }),
  })
  if (wire === 'cut' && body) {
    response.write(body.subarray(0, Math.floor(length / 2)), () => response.destroy())
    return
  }
  response.end(body ?? undefined)
}
