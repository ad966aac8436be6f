import { randomUUID } from 'node:crypto'
import type { Logger } from '@rc/config'
import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from '../context.ts'
import { describeError } from '../problem.ts'

/** One line for each call of the API (reading that went well only on `debug`): never a body, a query or a header. */
export const logRequests =
  (log: Logger): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    const requestId = randomUUID()
    const started = performance.now()
    await next()
    c.header('X-Request-Id', requestId)
    const line = {
      requestId,
      method: c.req.method,
      path: c.req.path,
      status: c.res.status,
      ms: Math.round(performance.now() - started),
      userId: c.get('session')?.userId,
    }
    if (c.res.status >= 500) log.error({ ...line, error: describeError(c.error) }, 'request failed')
    else if (c.res.status >= 400 || c.req.method !== 'GET') log.info(line, 'request')
    else log.debug(line, 'request')
  }
