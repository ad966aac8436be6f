import { openDatabase, type Database } from '@rc/db'
import { sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'

const CHANNEL = 'rc_events'
const PING_MS = 15_000

/**
 * Something of an athlete changed; what it is now has to be asked for. Besides the types of services there are
 * `resync` (events may have been missed), `session` (one of theirs ended) and `closing` (this process stops).
 */
export interface AppEvent {
  userId: number
  type: string
}

export interface EventHub {
  /** Hears this athlete's events until the returned function is called. */
  subscribe(userId: number, listener: (event: AppEvent) => void): () => void
  /** Open streams. */
  size(): number
  close(): Promise<void>
}

/**
 * One connection that listens for every stream of this process. It is opened with the first stream and closed with the
 * last; a ping of our own that does not come back means that it is dead, and another one is opened.
 */
export function createEventHub(deps: Pick<Deps, 'config' | 'database' | 'log'>, pingMs = PING_MS): EventHub {
  const listeners = new Map<number, Set<(event: AppEvent) => void>>()
  const token = crypto.randomUUID()
  let connection: Database | null = null
  let timer: NodeJS.Timeout | undefined
  let heard = false

  const tell = (userId: number, event: AppEvent) => listeners.get(userId)?.forEach((listener) => listener(event))

  const tellAll = (type: string) => {
    for (const userId of listeners.keys()) tell(userId, { userId, type })
  }

  const hear = (payload: string) => {
    const event = JSON.parse(payload) as AppEvent & { token?: string }
    if (event.token === token) heard = true
    else tell(event.userId, event)
  }

  async function connect(): Promise<void> {
    const old = connection
    const fresh = openDatabase({
      url: deps.config.databaseUrl('rc_app'),
      maxConnections: 1,
      applicationName: 'runningcoach-events',
    })
    connection = fresh
    heard = true
    await old?.close().catch(() => {})
    await fresh.client.listen(CHANNEL, hear, () => {
      if (fresh === connection) tellAll('resync')
    })
  }

  async function ping(): Promise<void> {
    if (!heard) await connect()
    heard = false
    await deps.database.db.execute(sql`select pg_notify(${CHANNEL}, ${JSON.stringify({ token })})`)
  }

  const warn = (error: unknown) => deps.log.warn({ err: error }, 'events are not heard')

  async function stop(): Promise<void> {
    clearInterval(timer)
    const old = connection
    connection = null
    await old?.close()
  }

  return {
    subscribe(userId, listener) {
      if (listeners.size === 0) {
        connect().catch(warn)
        timer = setInterval(() => void ping().catch(warn), pingMs).unref()
      }
      const own = listeners.get(userId) ?? new Set()
      listeners.set(userId, own.add(listener))
      return () => {
        if (!own.delete(listener)) return
        if (own.size === 0) listeners.delete(userId)
        if (listeners.size === 0) stop().catch(warn)
      }
    },
    size: () => [...listeners.values()].reduce((sum, own) => sum + own.size, 0),
    close: async () => {
      tellAll('closing')
      await stop()
    },
  }
}
