import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { modelInDocker } from './appliance/demo-garmin.ts'
import { commandOf } from './appliance/processes.ts'
import { repository } from './run-main.ts'
import { ensureRoot, packagesOf } from './stores/debian-root.ts'
import { sandboxArguments } from './stores/sandbox.ts'

interface Service {
  user: string
  read_only: boolean
  cap_drop: string[]
  security_opt: string[]
  tmpfs: string[]
  command: string[] | null
  environment?: Record<string, string>
  healthcheck?: { test: string[] }
  mem_limit: string
  pids_limit: number
  networks: Record<string, unknown>
  ports?: { target: number; host_ip?: string }[]
  secrets?: { source: string }[]
  stop_grace_period?: string
  logging: { options: Record<string, string> }
  volumes?: { type: string; source?: string; target: string }[]
  privileged?: boolean
  cap_add?: string[]
}
interface Compose {
  services: Record<string, Service>
  networks: Record<string, { internal?: boolean }>
}

/** The files as Debian's docker-compose understands them; that needs no engine. */
async function readCompose(...names: string[]): Promise<Compose> {
  const root = await ensureRoot('compose')
  const sandbox = sandboxArguments({ root, read: { [repository]: repository } })
  const files = names.flatMap((name) => ['--file', join(repository, 'compose', name)])
  const compose = (...words: string[]) =>
    execFileSync('bwrap', [...sandbox, 'docker-compose', ...files, 'config', ...words], { encoding: 'utf8' })
  compose('--quiet')
  return JSON.parse(compose('--format', 'json')) as Compose
}

describe('compose.yaml', () => {
  let services: Record<string, Service>
  let networks: Compose['networks']
  beforeAll(async () => {
    ;({ services, networks } = await readCompose('compose.yaml'))
  }, 300_000)

  test('each service is closed as far as it works', () => {
    expect(Object.keys(services).sort()).toEqual(['api', 'db', 'migrate', 'redis', 'scheduler', 'worker'])
    for (const [name, service] of Object.entries(services)) {
      expect(service, name).toMatchObject({
        user: '10001:10001',
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
        tmpfs: [expect.stringContaining('noexec')],
        pids_limit: 200,
        logging: { options: { 'max-size': '10m' } },
      })
      expect(Number(service.mem_limit), name).toBeGreaterThan(0)
      expect(service.stop_grace_period, name).toBeDefined()
      expect(service.privileged ?? service.cap_add, name).toBeUndefined()
      expect(JSON.stringify(service.volumes), name).not.toContain('docker.sock')
    }
  })

  test('every lasting service has a health check', () => {
    const lasting = Object.entries(services).filter(([name]) => name !== 'migrate')
    for (const [name, service] of lasting) expect(service.healthcheck?.test, name).toBeDefined()
  })

  test('one port is published, and only its service reaches beyond the inner network', () => {
    const published = Object.entries(services).flatMap(([name, { ports }]) =>
      (ports ?? []).map((port) => [name, port.target]),
    )
    expect(published).toEqual([['api', 8080]])
    expect(networks['core']?.internal).toBe(true)
    const reaching = Object.entries(services).filter(([, service]) => 'edge' in service.networks)
    expect(reaching.map(([name]) => name)).toEqual(['api'])
    const copying = Object.entries(services).filter(([, service]) => 'offsite' in service.networks)
    expect(copying.map(([name]) => name)).toEqual(['scheduler'])
    const asking = Object.entries(services).filter(([, service]) => 'outside' in service.networks)
    expect(asking.map(([name]) => name)).toEqual(['worker'])
  })

  test('passwords come as files, each only where it is needed', () => {
    const secrets = Object.entries(services).map(([name, service]) => [
      name,
      (service.secrets ?? []).map((s) => s.source),
    ])
    expect(Object.fromEntries(secrets)).toEqual({
      api: ['rc_app_password', 'valkey_password', 'totp_key', 'sealing_key'],
      db: ['postgres_password'],
      migrate: [
        'postgres_password',
        'rc_owner_password',
        'rc_app_password',
        'rc_ingest_password',
        'rc_backup_password',
        'backup_key',
      ],
      redis: ['valkey_password'],
      scheduler: ['rc_app_password', 'valkey_password', 'rc_backup_password', 'backup_key', 'restic_password'],
      worker: ['rc_ingest_password', 'valkey_password', 'sealing_key', 'master_keys'],
    })
    for (const service of Object.values(services))
      expect(JSON.stringify(service.environment ?? {})).not.toMatch(/password|:\/\/[^/]*@/i)
  })

  test('the processes start as they do natively', () => {
    for (const app of ['api', 'worker', 'scheduler'] as const)
      expect(services[app]?.command).toEqual(['node', ...commandOf(app)])
  })

  test('the stores are the packages and start commands of the native root', () => {
    const dockerfile = readFileSync(join(repository, 'compose/stores.Dockerfile'), 'utf8')
    const installed = [...dockerfile.matchAll(/apt-get install -y --no-install-recommends (.*) \\/g)]
    expect(installed.flatMap((match) => match[1]?.split(' '))).toEqual(packagesOf('stores'))
    const keeper = readFileSync(join(repository, 'compose/Dockerfile'), 'utf8')
    for (const name of [...packagesOf('stores').filter((each) => each.startsWith('postgres')), ...packagesOf('restic')])
      expect(keeper).toMatch(new RegExp(`apt-get install .*\\b${name}\\b`))
    for (const script of ['postgres.sh', 'valkey.sh'])
      expect(dockerfile).toContain(`COPY scripts/stores/${script} /usr/local/bin/start`)
  })

  test('an appliance that plays asks an emulated Garmin, as closed as the rest and open to this machine alone', async () => {
    const play = await readCompose('compose.yaml', 'demo.yaml')
    const { garmin, worker, ...others } = play.services
    expect(Object.keys(others).sort()).toEqual(['api', 'db', 'migrate', 'redis', 'scheduler'])
    expect(garmin).toMatchObject({
      user: '10001:10001',
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      pids_limit: 200,
      ports: [{ target: 8091, host_ip: '127.0.0.1' }],
      volumes: [{ target: '/play' }],
    })
    expect(Object.keys(garmin?.networks ?? {})).toEqual(['play'])
    expect(Object.keys(worker?.networks ?? {}).sort()).toEqual(['core', 'outside', 'play'])
    const urls = Object.entries(worker?.environment ?? {}).filter(([name]) => /^RC_GARMIN_.*_URL$/.test(name))
    expect(urls.map(([, url]) => new URL(url).host)).toEqual(Array(4).fill('garmin:8091'))
    expect(worker?.secrets).toEqual(services['worker']?.secrets)
    expect(garmin?.command).toContain('--model-port=8092')
    expect(worker?.environment?.['RC_LAN_ADDRESSES']?.split(',')).toContain(modelInDocker)
  })
})
