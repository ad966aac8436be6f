import { setTimeout } from 'node:timers/promises'
import { openDatabase } from '@rc/db'
import { sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { eventChannel } from '../work/notify-user.ts'

const PING_MS = 15_000
const RETRY_MS = 2_000

/**
 * Something of an athlete changed; what it is now has to be asked for. Besides the types of services there are
 * `resync` (from here on nothing is missed, what was before may have been), `session` (one of theirs ended) and
 * `closing` (this process stops).
 */
export interface AppEvent {
  type: string
  data: Record<string, unknown>
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
  let heard = false
  let live = false
  let listening = { stop: new AbortController(), ended: Promise.resolve() }

  const tell = (userId: number, event: AppEvent) => listeners.get(userId)?.forEach((listener) => listener(event))

  const tellAll = (type: string) => {
    for (const userId of listeners.keys()) tell(userId, { type, data: {} })
  }

  const hear = (payload: string) => {
    const { userId, type, ...data } = JSON.parse(payload) as { userId: number; type: string; token?: string }
    if (data.token === token) heard = true
    else tell(userId, { type, data })
  }

  async function listen(signal: AbortSignal): Promise<void> {
    const url = deps.config.databaseUrl('rc_app')
    while (!signal.aborted) {
      const connection = openDatabase({ url, maxConnections: 1, applicationName: 'runningcoach-events' })
      try {
        await connection.client.listen(eventChannel, hear, () => {
          live = true
          tellAll('resync')
        })
        do {
          heard = false
          await deps.database.db.execute(sql`select pg_notify(${eventChannel}, ${JSON.stringify({ token })})`)
          await setTimeout(pingMs, undefined, { signal })
        } while (heard)
      } catch (error) {
        if (signal.aborted) return
        deps.log.warn({ err: error }, 'events are not heard')
        await setTimeout(RETRY_MS, undefined, { signal }).catch(() => {})
      } finally {
        live = false
        await connection.close()
      }
    }
  }

  const start = () => {
    const stop = new AbortController()
    listening = { stop, ended: listen(stop.signal) }
  }

  const stop = (): Promise<void> => {
    listening.stop.abort()
    return listening.ended
  }

  return {
    subscribe(userId, listener) {
      if (listeners.size === 0) start()
      const own = listeners.get(userId) ?? new Set()
      listeners.set(userId, own.add(listener))
      if (live) listener({ type: 'resync', data: {} })
      return () => {
        if (!own.delete(listener)) return
        if (own.size === 0) listeners.delete(userId)
        if (listeners.size === 0) void stop()
      }
    },
    size: () => [...listeners.values()].reduce((sum, own) => sum + own.size, 0),
    close: () => {
      tellAll('closing')
      return stop()
    },
  }
}
