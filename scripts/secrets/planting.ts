import { randomBytes } from 'node:crypto'

/** A hand that uses the appliance over http and remembers every secret that goes through it. */
export type Planting = ReturnType<typeof createPlanting>

export function createPlanting(baseUrl: string) {
  /** What must be found nowhere, by what it is. */
  const secrets = new Map<string, string>()
  /** Every answer that was no success. */
  const refusals: string[] = []
  const keep = (name: string, value: string) => (secrets.set(name, value), value)
  /** A secret that nobody else has. */
  const made = (name: string) => keep(name, `${name.replaceAll(' ', '-')}-${randomBytes(9).toString('base64url')}`)
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${baseUrl}/api/v1${path}`, {
      method,
      headers: { origin: baseUrl, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) refusals.push(`${response.status} ${text} ${JSON.stringify([...response.headers])}`)
    const json = text.startsWith('{') ? (JSON.parse(text) as Record<string, never>) : {}
    return { json, cookies: response.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '') }
  }
  return { secrets, refusals, keep, made, call }
}
