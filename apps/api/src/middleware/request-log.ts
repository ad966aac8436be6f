import { randomUUID } from 'node:crypto'
import type { Logger } from '@rc/config'
import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from '../context.ts'
import type { Metrics } from '../metrics.ts'
import { describeError } from '../problem.ts'

/** One line for each call of the API (reading that went well only on `debug`): never a body, a query or a header. */
export const logRequests =
  (log: Logger, metrics: Pick<Metrics, 'observe'>): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    const requestId = randomUUID()
    const started = performance.now()
    await next()
    c.header('X-Request-Id', requestId)
    const ms = performance.now() - started
    const { method } = c.req
    metrics.observe({ method, route: c.get('route') ?? 'none', status: c.res.status, seconds: ms / 1000 })
    const line = {
      requestId,
      method,
      path: c.req.path,
      status: c.res.status,
      ms: Math.round(ms),
      userId: c.get('session')?.userId,
    }
    if (c.res.status >= 500) log.error({ ...line, error: describeError(c.error) }, 'request failed')
    else if (c.res.status >= 400 || !['GET', 'HEAD'].includes(method)) log.info(line, 'request')
    else log.debug(line, 'request')
  }
