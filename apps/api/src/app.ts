import { AppError } from '@rc/domain'
import { Hono } from 'hono'
import type { ApiDeps, AppContext, AppEnv } from './context.ts'
import { createMetrics } from './metrics.ts'
import { findAsker } from './middleware/asker.ts'
import { limitRate } from './middleware/limit-rate.ts'
import { logRequests } from './middleware/request-log.ts'
import { requireSameOrigin } from './middleware/same-origin.ts'
import { setSecurityHeaders } from './middleware/security-headers.ts'
import { findSession } from './middleware/session.ts'
import { createMount } from './mount.ts'
import { toProblem } from './problem.ts'
import { mountAccess } from './routes/access.ts'
import { mountActivities } from './routes/activities.ts'
import { mountActivityEdits } from './routes/activity-edits.ts'
import { mountAi } from './routes/ai.ts'
import { mountAuth } from './routes/auth.ts'
import { mountConnections, mountSync } from './routes/connections.ts'
import { serveDocumentation } from './routes/documentation.ts'
import { mountEvents } from './routes/events.ts'
import { mountGuidelines } from './routes/guidelines.ts'
import { serveHealth } from './routes/health.ts'
import { mountImports } from './routes/imports.ts'
import { mountInsights } from './routes/insights.ts'
import { mountMap } from './routes/map.ts'
import { mountMorning } from './routes/morning.ts'
import { mountNotifications } from './routes/notifications.ts'
import { mountOwnData } from './routes/own-data.ts'
import { mountPerformance } from './routes/performance.ts'
import { mountPlanExchange } from './routes/plan-exchange.ts'
import { mountPlanCourse, mountPlans } from './routes/plans.ts'
import { mountPrivacy } from './routes/privacy.ts'
import { mountProfile } from './routes/profile.ts'
import { mountRecovery } from './routes/recovery.ts'
import { mountStatus } from './routes/status.ts'
import { mountTraining } from './routes/training.ts'
import { mountWork } from './routes/work.ts'
import { findStaticFiles, hashInlineScripts } from './static-files.ts'

export type App = Hono<AppEnv>

const resources = [
  mountAuth,
  mountAccess,
  mountOwnData,
  mountPrivacy,
  mountProfile,
  mountPlans,
  mountPlanCourse,
  mountPlanExchange,
  mountGuidelines,
  mountAi,
  mountImports,
  mountConnections,
  mountSync,
  mountActivities,
  mountActivityEdits,
  mountInsights,
  mountRecovery,
  mountPerformance,
  mountTraining,
  mountWork,
  mountStatus,
  mountMorning,
  mountMap,
  mountNotifications,
  mountEvents,
]

/** Everything the appliance answers on its one port. `webDir` holds the built pages. */
export function createApp(deps: ApiDeps, webDir: string): App {
  const app: App = new Hono()
  const fallbackPage = '/200.html'
  app.use(findAsker(deps.config.RC_TRUSTED_PROXIES), setSecurityHeaders(hashInlineScripts(webDir + fallbackPage)))
  app.onError((error, c) => sendProblem(c, error))

  const metrics = createMetrics(deps)
  const api: App = new Hono()
  api.use(logRequests(deps.log, metrics), limitRate(), requireSameOrigin, findSession(deps))
  const mount = createMount(api)
  for (const mountResource of resources) mountResource(mount, deps)
  app.route('/api/v1', api)
  serveDocumentation(app)
  serveHealth(app, deps, metrics)

  const web = findStaticFiles(webDir)
  app.get('*', async (c, next) => {
    if (c.req.path.startsWith('/api/')) return next()
    const isPage = !/\.\w+$/.test(c.req.path)
    return (await web.serve(c, c.req.path)) ?? (isPage ? ((await web.serve(c, fallbackPage)) ?? next()) : next())
  })
  app.notFound((c) => sendProblem(c, new AppError('not_found')))
  return app
}

function sendProblem(c: AppContext, error: unknown): Response {
  const { problem, retryAfterS } = toProblem(error)
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      'Content-Type': 'application/problem+json',
      'Cache-Control': 'no-store',
      ...(retryAfterS === null ? {} : { 'Retry-After': String(retryAfterS) }),
    },
  })
}
