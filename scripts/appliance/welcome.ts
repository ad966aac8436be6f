import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import type { Config } from '@rc/config'
import { explain, repository } from '../run-main.ts'

/** Where this machine itself reaches the appliance. */
function localUrl({ RC_HOST, RC_PORT }: Config): string {
  const everywhere = RC_HOST === '0.0.0.0' || RC_HOST === '::'
  const host = everywhere || RC_HOST === '127.0.0.1' ? 'localhost' : RC_HOST
  return `http://${host.includes(':') ? `[${host}]` : host}:${RC_PORT}`
}

function lanUrls({ RC_HOST, RC_PORT }: Config): string[] {
  if (RC_HOST !== '0.0.0.0' && RC_HOST !== '::') return []
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter((address) => address.family === 'IPv4' && !address.internal)
    .map((address) => `http://${address.address}:${RC_PORT}`)
}

/** The code that creates the first account; the api keeps it in a file as long as there is none. */
function setupCode({ dataDir }: Config): string | null {
  const file = join(dataDir, 'setup-code')
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null
}

export function printWelcome(config: Config): void {
  console.log('')
  console.log(`RunningCoach is ready: ${[localUrl(config), ...lanUrls(config)].join('  ')}`)
  const code = setupCode(config)
  if (code) console.log(`One-time setup code for the first account: ${code}`)
  console.log('')
}

/** Stocks the demo athlete through the real door, unless somebody lives here already. */
export function seedDemo(config: Config): void {
  const code = setupCode(config)
  if (!code) return console.log('There is an account already, so the demo athlete is not added.')
  const seed = spawnSync(process.execPath, ['apps/sandbox/src/seed-demo.ts'], {
    cwd: repository,
    env: { ...process.env, RC_BASE_URL: localUrl(config), RC_SETUP_CODE: code },
    stdio: 'inherit',
  })
  if (seed.status !== 0)
    throw explain('The demo athlete could not be added.', 'Read the lines above, run ./scripts/down and start again.')
}

export async function isReady(config: Config): Promise<boolean> {
  try {
    return (await fetch(`${localUrl(config)}/readyz`, { signal: AbortSignal.timeout(2_000) })).ok
  } catch {
    return false
  }
}
