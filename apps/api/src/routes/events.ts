import * as contract from '@rc/contract'
import { findSessionUser } from '@rc/services/auth/sessions'
import { streamSSE, type SSEStreamingApi } from 'hono/streaming'
import type { ApiDeps } from '../context.ts'
import type { Mount } from '../mount.ts'

const HEARTBEAT_MS = 20_000
const RECONNECT_MS = 3_000

/** Ids only grow; what was missed is not kept, a page that comes back asks again for what it shows. */
let lastId = Date.now()

export function mountEvents(mount: Mount, deps: ApiDeps): void {
  /** Passes the athlete's events on until the browser leaves, the session ends or the process stops. */
  const passOn = async (stream: SSEStreamingApi, userId: number, token: string) => {
    const { promise: ended, resolve: end } = Promise.withResolvers<void>()
    const checkSession = async () => {
      if ((await findSessionUser(deps, token)) === userId) await stream.write(': alive\n\n')
      else end()
    }
    const check = () => void checkSession().catch(() => end())
    const unsubscribe = deps.events.subscribe(userId, ({ type, data }) => {
      if (type === 'session') check()
      else if (type === 'closing') end()
      else void stream.writeSSE({ id: String(++lastId), event: type, data: JSON.stringify(data) })
    })
    const heartbeat = setInterval(check, HEARTBEAT_MS)
    stream.onAbort(end)
    await stream.write(`retry: ${RECONNECT_MS}\n\n`)
    await ended
    clearInterval(heartbeat)
    unsubscribe()
  }

  mount(contract.getEvents, async ({ c, userId }) => {
    const token = c.get('session')?.token ?? ''
    c.header('X-Accel-Buffering', 'no')
    return streamSSE(c, (stream) => passOn(stream, userId, token))
  })
}
