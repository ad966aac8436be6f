import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { loadConfig } from '@rc/config'
import { createTools } from '@rc/services/backup/tools'
import { afterAll, expect, test } from 'vitest'
import { isReady } from '../appliance/welcome.ts'
import { waitUntil } from '../process-id.ts'
import { repository } from '../run-main.ts'
import { findFreePort } from '../stores/free-port.ts'
import { startOutside } from './outside.ts'
import { plantSecrets } from './plant-secrets.ts'
import { createPlanting } from './planting.ts'
import { watchProcesses } from './watch-processes.ts'

const dir = mkdtempSync(join(tmpdir(), 'rc-secrets-'))
const toolRunner = join(repository, 'scripts/stores/run-tool.ts')
const outside = await startOutside()
afterAll(async () => {
  await outside.close()
  rmSync(dir, { recursive: true, force: true })
})

/** The appliance as `./scripts/up` brings it up, with stores and secrets of its own. */
const surroundings = async () => {
  const strangers = /^(DATABASE_URL|REDIS_URL|RC_|VITEST|NODE_ENV)/
  const own = Object.entries(process.env).filter(([name]) => !strangers.test(name) || /^RC_(CACHE|DEBIAN)/.test(name))
  return {
    ...Object.fromEntries(own),
    RC_DATA_DIR: join(dir, 'volumes'),
    RC_BACKUP_DIR: join(dir, 'backups'),
    RC_HOST: '127.0.0.1',
    RC_PORT: String(await findFreePort()),
    RC_LOG_LEVEL: 'debug',
    RC_TOOL_RUNNER: toolRunner,
    ...outside.env,
  }
}

/** A secret as it is, and as what base64 makes of it wherever in a longer text it begins. */
const formsOf = (secret: string): string[] => [
  secret,
  ...[0, 1, 2].map((before) => {
    const text = Buffer.from('.'.repeat(before) + secret).toString('base64')
    return text.slice(before === 0 ? 0 : before + 1, Math.floor(((before + secret.length) * 8) / 6))
  }),
]

/** Generated passwords and keys, those that can be read by everybody left out. */
function generatedSecrets(secretsDir: string): [string, string][] {
  return readdirSync(secretsDir)
    .filter((name) => name !== 'sealing_key')
    .flatMap((name) => {
      const lines = readFileSync(join(secretsDir, name), 'utf8').trim().split('\n')
      return lines.map((line, i): [string, string] => [`${name} ${i}`, line.split(' ').at(-1)!])
    })
}

test('no secret is found in logs, error answers, process listings or backups', async () => {
  const env = await surroundings()
  const config = loadConfig(env)
  const up = spawn(process.execPath, ['scripts/up.ts', '--native'], {
    cwd: repository,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let terminal = ''
  for (const stream of [up.stdout, up.stderr]) stream.on('data', (chunk) => (terminal += String(chunk)))
  const processes = watchProcesses()
  const run = (script: string) => promisify(execFile)(process.execPath, [script], { cwd: repository, env })
  let said = ''
  const planting = createPlanting(`http://127.0.0.1:${config.RC_PORT}`)
  await (async () => {
    if (!(await waitUntil(() => isReady(config), 180_000))) throw new Error(terminal)
    const code = readFileSync(join(config.dataDir, 'setup-code'), 'utf8').trim()
    await plantSecrets(planting, code, outside)
    for (const script of ['scripts/restore-drill.ts', 'scripts/rotate-key.ts', 'scripts/doctor.ts'])
      said += (await run(script).catch((error: { stdout: string }) => error)).stdout
  })().finally(async () => {
    const ended = once(up, 'exit')
    up.kill('SIGINT')
    await ended
  })
  const seen = processes.stop()
  // Stopped as it is now, the doctor still looks at what it can.
  const { stdout: stopped } = await run('scripts/doctor.ts')
  expect(stopped).toMatch(/^RunningCoach is stopped/)
  expect(stopped).toMatch(/^ok +database +database_ok$/m)
  expect(stopped).not.toContain('queue')
  const { refusals, secrets } = planting
  for (const [name, value] of generatedSecrets(config.secretsDir)) secrets.set(name, value)
  expect(secrets.size).toBeGreaterThan(50)
  expect(refusals.length).toBeGreaterThan(13)
  const told = ['ntfy token', 'refused webhook token', 'AI key'].map((name) => `Bearer ${secrets.get(name)}`)
  expect(new Set(outside.heard)).toEqual(new Set(told))
  expect(said).toContain('DRILL OK')

  const logs = globSync(join(config.dataDir, 'logs/*')).map((file) => readFileSync(file, 'utf8'))
  const backup = globSync(join(config.backupDir, '*Z-*'))[0]!
  const plainParts = globSync(`${backup}/*`).map((file) => readFileSync(file, 'latin1'))
  const tools = createTools(toolRunner)
  const dump = await tools.run('pg_restore', ['--file=-', join(backup, 'rc.dump')], { read: [backup] })
  // The terminal shows the set-up code to whoever starts the appliance; that is what it is for.
  const shown = terminal.replaceAll(secrets.get('setup code')!, '')
  const places: [string, string][] = [
    ['logs', logs.join('\n')],
    ['error answers', refusals.join('\n')],
    ['terminal', shown + said],
    ['command lines', [...seen.commandLines].join('\n')],
    ['environments', [...seen.environments].join('\n')],
    ['backup', plainParts.join('\n')],
    ['dump', dump],
  ]
  // What is looked through is what it should be.
  expect(places[0]![1]).toContain('/api/v1/auth/login')
  expect(places[3]![1]).toMatch(/pg_dump.*postgres/s)
  expect(places[4]![1]).toContain('RC_DATA_DIR')
  expect(dump).toContain('COPY public.login_sessions')
  expect(dump).toMatch(/I heard AUTH PLAIN .* that is …/)
  const leaks = places.flatMap(([place, text]) =>
    [...secrets]
      .filter(([, value]) => formsOf(value).some((form) => text.includes(form)))
      .map(([name]) => `${name} in ${place}`),
  )
  expect(leaks).toEqual([])
  for (const file of globSync(join(config.secretsDir, '*'))) expect(statSync(file).mode & 0o077, file).toBe(0)
}, 300_000)
