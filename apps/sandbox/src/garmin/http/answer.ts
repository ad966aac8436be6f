/** What goes back over the wire. */
export interface Answer {
  status: number
  headers: Record<string, string | string[]>
  body: Uint8Array | null
  /** How the connection itself misbehaves. */
  wire?: 'hang' | 'reset' | 'cut' | 'broken_gzip'
  delayMs?: number
}

export const json = (body: unknown, status = 200, headers: Answer['headers'] = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json;charset=UTF-8', ...headers },
  body: Buffer.from(JSON.stringify(body)),
})

export const html = (body: string, status = 200, headers: Answer['headers'] = {}): Answer => ({
  status,
  headers: { 'content-type': 'text/html;charset=UTF-8', ...headers },
  body: Buffer.from(body),
})

export const text = (body: string, status = 200): Answer => ({
  status,
  headers: { 'content-type': 'text/plain;charset=utf-8' },
  body: Buffer.from(body),
})

export const empty = (status: number, headers: Answer['headers'] = {}): Answer => ({ status, headers, body: null })

export const notFound = (): Answer => json({ message: 'HTTP 404 Not Found', error: 'NotFoundException' }, 404)

export const badRequest = (message: string): Answer => json({ message, error: 'BadRequestException' }, 400)

export const tokenNotActive = (): Answer =>
  empty(401, { 'www-authenticate': 'Bearer error="invalid_token", error_description="Token is not active"' })
