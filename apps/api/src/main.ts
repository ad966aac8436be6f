import { once } from 'node:events'
import { resolve } from 'node:path'
import { loadConfig } from '@rc/config'
import { prepareSetUpCode } from '@rc/services/auth/setup-code'
import { createDeps } from '@rc/services/create-deps'
import { createEventHub } from '@rc/services/events/event-hub'
import { createApp } from './app.ts'
import { createServer } from './create-server.ts'

const STOP_GRACE_MS = 10_000
const RETRY_MS = 2_000

const config = loadConfig()
const deps = createDeps({ service: 'api', config, role: 'rc_app' })
const events = createEventHub(deps)
const app = createApp({ ...deps, events }, resolve(import.meta.dirname, '../../web/build'))

const server = createServer(app, config, deps.log)

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
server.listen(config.RC_PORT, config.RC_HOST, () =>
  deps.log.info({ port: config.RC_PORT, https: config.tls !== null }, 'listening'),
)
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop())
