/** The appliance as a program with an account sees it. */
export interface Appliance {
  get<T>(path: string): Promise<T>
  send<T>(method: 'POST' | 'PUT' | 'PATCH', path: string, body: unknown): Promise<T>
  upload(path: string, bytes: Uint8Array): Promise<void>
  remove(path: string): Promise<void>
}

/** A connection that was kept for later may be closed by the other side at the moment it is used. */
const wasLost = (error: unknown): boolean =>
  error instanceof TypeError &&
  ['EPIPE', 'ECONNRESET', 'UND_ERR_SOCKET'].includes(String((error.cause as { code?: unknown } | undefined)?.code))

/** Talks to `/api/v1` of `baseUrl`; the session cookie of a set-up is kept for what follows. */
export function openAppliance(baseUrl: string): Appliance {
  let cookie: string | null = null
  const call = async (
    method: string,
    path: string,
    body?: { type: string; content: string | Uint8Array<ArrayBuffer> },
  ) => {
    const send = () =>
      fetch(`${baseUrl}/api/v1${path}`, {
        method,
        headers: {
          origin: new URL(baseUrl).origin,
          ...(cookie === null ? {} : { cookie }),
          ...(body ? { 'content-type': body.type } : {}),
        },
        ...(body ? { body: body.content } : {}),
      })
    // The same bytes twice are one file; what makes something is sent once.
    const isIdempotent = method !== 'POST' || body?.type === 'application/octet-stream'
    const response = await send().catch((error: unknown) => {
      if (isIdempotent && wasLost(error)) return send()
      throw error
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    const setCookie = response.headers.getSetCookie()[0]
    if (setCookie) cookie = setCookie.split(';')[0] ?? null
    return response
  }
  return {
    get: async <T>(path: string) => (await (await call('GET', path)).json()) as T,
    send: async <T>(method: string, path: string, body: unknown) =>
      (await (await call(method, path, { type: 'application/json', content: JSON.stringify(body) })).json()) as T,
    upload: async (path, bytes) => {
      const content = bytes as Uint8Array<ArrayBuffer>
      await (await call('POST', path, { type: 'application/octet-stream', content })).arrayBuffer()
    },
    remove: async (path) => void (await call('DELETE', path)),
  }
}
