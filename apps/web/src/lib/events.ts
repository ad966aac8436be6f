import { type UserEvent, userEventTypes } from '@rc/domain'

/** What the server says has changed; `open` comes with each new connection, when anything may have been missed. */
type ServerEvent = UserEvent | { type: 'open' }

type Listener = (event: ServerEvent) => void

const listeners = new Set<Listener>()
let source: EventSource | null = null
let retry: ReturnType<typeof setTimeout> | undefined
let failures = 0

const tell = (event: ServerEvent): void => listeners.forEach((listener) => listener(event))

function connect(): void {
  clearTimeout(retry)
  if (source || listeners.size === 0 || document.hidden) return
  source = new EventSource('/api/v1/events')
  source.addEventListener('open', () => {
    failures = 0
    tell({ type: 'open' })
  })
  for (const type of userEventTypes)
    source.addEventListener(type, (message) =>
      tell({ type, ...(JSON.parse((message as MessageEvent<string>).data) as object) } as ServerEvent),
    )
  source.addEventListener('error', () => {
    // The browser gives up on an answer that is no stream (a restart, a proxy's 502); we do not.
    if (source?.readyState !== EventSource.CLOSED) return
    disconnect()
    retry = setTimeout(connect, Math.min(30_000, 1000 * 2 ** failures++))
  })
}

function disconnect(): void {
  clearTimeout(retry)
  source?.close()
  source = null
}

/** A hidden tab holds no connection: HTTP/1.1 gives a browser six, and each open tab would take one. */
const followVisibility = (): void => (document.hidden ? disconnect() : connect())

/** Listens until the returned function is called. All listeners share one stream. */
export function listen(listener: Listener): () => void {
  if (listeners.size === 0) document.addEventListener('visibilitychange', followVisibility)
  listeners.add(listener)
  connect()
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    document.removeEventListener('visibilitychange', followVisibility)
    disconnect()
  }
}

/** Calls `act` after a burst of events has calmed down, at most once per `everyMs` while it goes on. */
export function calmly(act: () => void, everyMs = 400): () => void {
  let waiting = false
  return () => {
    if (waiting) return
    waiting = true
    setTimeout(() => {
      waiting = false
      act()
    }, everyMs)
  }
}
