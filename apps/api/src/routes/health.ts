import { checkReadiness } from '@rc/services/health/check-readiness'
import type { Hono } from 'hono'
import type { ApiDeps, AppEnv } from '../context.ts'

/** For supervisors: whether the process lives, and whether all it needs is there. */
export function serveHealth(app: Hono<AppEnv>, deps: ApiDeps): void {
  app.get('/healthz', (c) => c.text('ok'))
  app.get('/readyz', async (c) => {
    const checks = await checkReadiness(deps)
    const ready = Object.values(checks).every((check) => check === 'ok')
    return c.json({ ready, checks }, ready ? 200 : 503)
  })
}
