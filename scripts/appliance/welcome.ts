import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import type { Config } from '@rc/config'
import { demoUrls } from './demo-garmin.ts'
import { repository } from '../run-main.ts'

const schemeOf = (tls: Config['tls']) => (tls ? 'https' : 'http')

/** Where this machine itself reaches the appliance. */
function localUrl({ RC_HOST, RC_PORT, tls }: Config): string {
  const everywhere = RC_HOST === '0.0.0.0' || RC_HOST === '::'
  const host = everywhere || RC_HOST === '127.0.0.1' ? 'localhost' : RC_HOST
  return `${schemeOf(tls)}://${host.includes(':') ? `[${host}]` : host}:${RC_PORT}`
}

function lanUrls({ RC_HOST, RC_PORT, tls }: Config): string[] {
  if (RC_HOST !== '0.0.0.0' && RC_HOST !== '::') return []
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter((address) => address.family === 'IPv4' && !address.internal)
    .map((address) => `${schemeOf(tls)}://${address.address}:${RC_PORT}`)
}

/** The code that creates the first account; the api keeps it in a file as long as there is none. */
function setupCode({ dataDir }: Config): string | null {
  const file = join(dataDir, 'setup-code')
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null
}

/** Prints where the appliance is, and either who can create the first account or, with `demo`, adds the demo athlete. */
export async function announce(config: Config, demo: boolean, signal?: AbortSignal): Promise<void> {
  console.log(`\nRunningCoach is ready: ${[localUrl(config), ...lanUrls(config)].join('  ')}`)
  console.log(`Its logs are in ${join(config.dataDir, 'logs')}`)
  const code = setupCode(config)
  if (demo) return seedDemo(config, code, signal)
  console.log(code ? `One-time setup code for the first account: ${code}\n` : '')
}

/** Stocks the demo athlete through the real door, unless somebody lives here already. */
async function seedDemo(config: Config, code: string | null, signal?: AbortSignal): Promise<void> {
  if (!code) return console.log('There is an account already, so the demo athlete is not added.\n')
  const seed = spawn(process.execPath, ['apps/sandbox/src/seed-demo.ts'], {
    cwd: repository,
    env: {
      ...process.env,
      RC_BASE_URL: localUrl(config),
      RC_SETUP_CODE: code,
      ...demoUrls(config),
      ...(config.tls && { NODE_TLS_REJECT_UNAUTHORIZED: '0' }),
    },
    stdio: 'inherit',
  })
  const stop = () => seed.kill()
  signal?.addEventListener('abort', stop)
  const [status] = await once(seed, 'exit')
  signal?.removeEventListener('abort', stop)
  if (status !== 0)
    console.error('The demo athlete could not be added; the lines above say why. The appliance runs on.')
}

/** Asks the appliance on this machine, whatever name its certificate is for. */
export function isReady(config: Config): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const options = { timeout: 2_000, rejectUnauthorized: false }
  const request = (config.tls ? https : http).get(`${localUrl(config)}/readyz`, options, (response) => {
    response.resume()
    resolve(response.statusCode === 200)
  })
  request.once('timeout', () => request.destroy())
  request.once('error', () => resolve(false))
  return promise
}
