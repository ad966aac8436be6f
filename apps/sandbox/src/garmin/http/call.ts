import type { IncomingHttpHeaders } from 'node:http'
import type { Host } from './host.ts'
import type { LogEntry } from './request-log.ts'

/** One request as the emulator sees it. */
export interface Call {
  method: string
  /** Null where all hosts share one origin. */
  host: Host | null
  path: string
  query: URLSearchParams
  headers: IncomingHttpHeaders
  cookies: Map<string, string>
  body: Buffer
  /** What the log will say of it; handlers add the account and whether credentials were judged. */
  entry: LogEntry
}

export function parseCookies(header: string | undefined): Map<string, string> {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim().split('='))
  return new Map(pairs.filter(([name]) => name).map(([name, ...value]) => [name!, value.join('=')]))
}

/** The fields of a form, whether it came urlencoded or as multipart. */
export function parseForm(call: Call): Map<string, string> {
  const text = call.body.toString('utf8')
  if (!text.startsWith('--')) return new Map(new URLSearchParams(text))
  const fields = text.matchAll(/name="([^"]+)"[^\r\n]*(?:\r?\n[^\r\n]+)*\r?\n\r?\n([\s\S]*?)\r?\n--/g)
  return new Map([...fields].map((match) => [match[1]!, match[2]!]))
}

export function parseJson(call: Call): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(call.body.toString('utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}
