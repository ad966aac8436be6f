import { once } from 'node:events'
import type { Server } from 'node:http'
import { resolve } from 'node:path'
import { createAdaptorServer } from '@hono/node-server'
import { loadConfig } from '@rc/config'
import { prepareSetUpCode } from '@rc/services/auth/setup-code'
import { createDeps } from '@rc/services/create-deps'
import { createEventHub } from '@rc/services/events/event-hub'
import { createApp } from './app.ts'

const STOP_GRACE_MS = 10_000
const RETRY_MS = 2_000

const config = loadConfig()
const deps = createDeps({ service: 'api', config, role: 'rc_app' })
const events = createEventHub(deps)
const app = createApp({ ...deps, events }, resolve(import.meta.dirname, '../../web/build'))

const server = createAdaptorServer({
  fetch: app.fetch,
  // An upload over a slow line may take hours; a line on which nothing moves is cut.
  serverOptions: { requestTimeout: 0, headersTimeout: 30_000, keepAliveTimeout: 65_000 },
}) as Server
server.setTimeout(120_000)

/** The database may come later than we do. */
async function prepareSetUp(): Promise<void> {
  await prepareSetUpCode(deps).catch((error: unknown) => {
    deps.log.warn({ err: error }, 'setup code not ready, trying again')
    setTimeout(() => void prepareSetUp(), RETRY_MS).unref()
  })
}

async function stop(): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  await events.close()
  const sweep = setInterval(() => server.closeIdleConnections(), 100)
  setTimeout(() => server.closeAllConnections(), STOP_GRACE_MS).unref()
  await closed
  clearInterval(sweep)
  await deps.close()
}

await prepareSetUp()
server.listen(config.RC_PORT, config.RC_HOST, () => deps.log.info({ port: config.RC_PORT }, 'listening'))
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop())
