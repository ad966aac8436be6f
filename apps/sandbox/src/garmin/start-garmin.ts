import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createAccount, type Account, type AccountOptions } from './account.ts'
import { createAdmin, type Admin } from './admin/admin.ts'
import { answerAdmin } from './admin/answer-admin.ts'
import { createClock } from './clock.ts'
import { answerVisit, visitOf } from './data/answer-visit.ts'
import { playWireFault } from './faults/wire-faults.ts'
import type { Fault } from './faults/fault.ts'
import { createFileStore } from './history/file-store.ts'
import { notFound, tokenNotActive, type Answer } from './http/answer.ts'
import type { Call } from './http/call.ts'
import { createRequestLog } from './http/request-log.ts'
import { findRoute } from './http/route.ts'
import { createListener } from './http/serve.ts'
import { accountAtLogin, loginRoutes } from './login/login-routes.ts'
import { tokenRoutes } from './tokens/token-routes.ts'
import { endBearers } from './tokens/token-store.ts'
import { readMemory, writeMemory } from './remember.ts'
import type { World } from './world.ts'

export interface GarminOptions {
  /** Any free one when not given. */
  port?: number
  host?: string
  accounts: AccountOptions[]
  /** Stops the clock at this instant; it runs with the machine's otherwise. */
  now?: string
  /** Rate limits as the real one has them; off when not given. */
  limits?: boolean
  /** Whether the login demands the cookies it sets; npm garmin-connect never sends one. On when not given. */
  cookies?: boolean
  /** Where recordings are kept once they are made; nowhere when not given. */
  filesDir?: string
  /** Where tokens and workouts are kept while it is closed; nowhere when not given. */
  memoryFile?: string
}

export interface RunningGarmin {
  /** Base of every host: `${url}/@sso`, `/@api`, `/@di` and `/@personal` tell them apart where that matters. */
  url: string
  admin: Admin
  close(): Promise<void>
}

/** Starts an emulated Garmin on this machine. */
export async function startGarmin(options: GarminOptions): Promise<RunningGarmin> {
  const clock = createClock(options.now)
  const files = createFileStore(options.filesDir ?? null)
  const world: World = {
    clock,
    log: createRequestLog(),
    accounts: options.accounts.map((account, i) => createAccount(account, { number: i + 1, clock, files })),
    profile: { limits: options.limits ?? false, cookies: options.cookies ?? true },
    consumer: { key: randomBytes(16).toString('hex'), secret: randomBytes(24).toString('hex') },
    sessions: new Map(),
    tickets: new Map(),
    bearers: new Map(),
    refreshTokens: new Map(),
    oauth1: new Map(),
    secrets: new Set(),
    logins: new Map(),
    buckets: new Map(),
  }
  for (const { password, personalKey } of world.accounts) world.secrets.add(password).add(personalKey.value)
  world.secrets.add(world.consumer.secret)
  if (options.memoryFile !== undefined) readMemory(world, options.memoryFile)

  const admin = createAdmin(world)
  const server = createListener(world, (call) => answer(world, admin, call))
  server.listen(options.port ?? 0, options.host ?? '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://${options.host ?? '127.0.0.1'}:${port}`,
    admin,
    close: async () => {
      if (options.memoryFile !== undefined) writeMemory(world, options.memoryFile)
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function answer(world: World, admin: Admin, call: Call): Promise<Answer> {
  if (call.path.startsWith('/__admin/')) return answerAdmin(admin, call)
  const login = findRoute(loginRoutes, call.method, call.path)
  if (login) {
    const account = accountAtLogin(world, call)
    return withWireFaults(world, call, account, 'sso', () => login.route.handle({ world, call }, login.params))
  }
  const token = findRoute(tokenRoutes, call.method, call.path)
  if (token) {
    const account = accountAtToken(world, call)
    return withWireFaults(world, call, account, 'token', () => token.route.handle({ world, call }, token.params))
  }
  const visit = visitOf(world, call)
  if (!visit) return call.path === '/' ? notFound() : tokenNotActive()
  return withWireFaults(world, call, visit.account, 'api', () => answerVisit(visit))
}

async function withWireFaults(
  world: World,
  call: Call,
  account: Account | null,
  on: NonNullable<Fault['on']>,
  handle: () => Answer | Promise<Answer>,
): Promise<Answer> {
  if (account) world.log.own(call.entry, account.email)
  const target = { on, url: `${call.path}?${call.entry.query}`, isAnonymous: account === null }
  const fault = (account ? [account] : world.accounts)
    .map(({ faults }) => faults.strike('wire', target))
    .find((one) => one !== null)
  if (!fault) return handle()
  call.entry.fault = fault.kind
  if (fault.kind === 'bearers_end' && account) endBearers(world, account)
  return playWireFault(fault, world.clock.nowMs(), handle)
}

/** Whose key, ticket or refresh token comes with a token call. */
function accountAtToken(world: World, call: Call): Account | null {
  const key = /^ApiKey (.+)$/i.exec(call.headers.authorization ?? '')?.[1]
  const form = new URLSearchParams(call.body.toString('utf8'))
  return (
    world.accounts.find(({ personalKey }) => personalKey.value === key) ??
    world.refreshTokens.get(form.get('refresh_token') ?? '')?.account ??
    world.tickets.get(form.get('service_ticket') ?? call.query.get('ticket') ?? '')?.account ??
    null
  )
}
