import { AppError } from '@rc/domain'
import { checkReadiness } from '@rc/services/health/check-readiness'
import type { Hono } from 'hono'
import type { ApiDeps, AppEnv } from '../context.ts'
import type { Metrics } from '../metrics.ts'
import { findSession } from '../middleware/session.ts'

/** For supervisors: whether the process lives, whether all it needs is there, and its figures. */
export function serveHealth(app: Hono<AppEnv>, deps: ApiDeps, metrics: Metrics): void {
  app.get('/healthz', (c) => c.text('ok'))
  app.get('/readyz', async (c) => {
    const checks = await checkReadiness(deps)
    const ready = Object.values(checks).every((check) => check === 'ok')
    return c.json({ ready, checks }, ready ? 200 : 503)
  })
  app.get('/metrics', findSession(deps), async (c) => {
    // A person or this machine, not every program with a token.
    if (!c.get('asker').loopback && c.get('session')?.scopes !== null)
      throw new AppError('unauthenticated', 'not signed in')
    return c.body(await metrics.render(), 200, { 'Content-Type': metrics.contentType })
  })
}
