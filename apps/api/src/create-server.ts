import { readFileSync, watchFile, unwatchFile } from 'node:fs'
import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https'
import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import type { Config, Logger } from '@rc/config'
import type { App } from './app.ts'

// An upload over a slow line may take hours; a line on which nothing moves is cut.
const limits = { requestTimeout: 0, headersTimeout: 30_000, keepAliveTimeout: 65_000 }
const QUIET_MS = 120_000

/** The server of the app: https where a certificate is set, else http. `watchMs`: how often to look for a renewed one. */
export function createServer(app: App, { tls }: Pick<Config, 'tls'>, log: Logger, watchMs = 60_000): Server {
  const server = tls
    ? (createAdaptorServer({
        fetch: app.fetch,
        createServer: createHttpsServer,
        serverOptions: { ...limits, ...readCertificate(tls) },
      }) as HttpsServer)
    : (createAdaptorServer({ fetch: app.fetch, serverOptions: limits }) as Server)
  server.setTimeout(QUIET_MS)
  if (tls && 'setSecureContext' in server) renew(server, tls, log, watchMs)
  return server
}

const readCertificate = ({ certFile, keyFile }: NonNullable<Config['tls']>) => ({
  cert: readFileSync(certFile),
  key: readFileSync(keyFile),
  minVersion: 'TLSv1.2' as const,
})

/** A renewed certificate counts for the next connection; one that does not go with its key yet changes nothing. */
function renew(server: HttpsServer, tls: NonNullable<Config['tls']>, log: Logger, watchMs: number): void {
  const files = [tls.certFile, tls.keyFile]
  const reload = () => {
    try {
      server.setSecureContext(readCertificate(tls))
      log.info('the certificate has been renewed')
    } catch (error) {
      log.warn({ err: error }, 'the new certificate cannot be used yet')
    }
  }
  for (const file of files) watchFile(file, { interval: watchMs, persistent: false }, reload)
  server.once('close', () => files.forEach((file) => unwatchFile(file, reload)))
}
