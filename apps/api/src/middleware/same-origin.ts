import { AppError } from '@rc/domain'
import type { MiddlewareHandler } from 'hono'
import type { AppContext, AppEnv } from '../context.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses every unsafe request that another site may have caused, whatever its content type. Browsers send
 * `Sec-Fetch-Site` to https and localhost, and `Origin` with every unsafe method; a request with a cookie and neither
 * of the two comes from no browser of today and is refused too. A program with a cookie sends its own `Origin`.
 */
export const requireSameOrigin: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (!safeMethods.has(c.req.method) && !isOwn(c)) {
    throw new AppError('forbidden', 'cross-site request', { details: { reasons: ['cross_site'] } })
  }
  await next()
}

function isOwn(c: AppContext): boolean {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const origin = c.req.header('origin')
  if (origin === undefined) return c.req.header('cookie') === undefined
  return (
    URL.canParse(origin) && /^https?:$/.test(new URL(origin).protocol) && new URL(origin).host === hostOf(c, origin)
  )
}

/** The request's own host in the spelling of the origin: lower case, usual port left out. */
function hostOf(c: AppContext, origin: string): string | null {
  const url = `${new URL(origin).protocol}//${c.get('asker').host}`
  return URL.canParse(url) ? new URL(url).host : null
}
