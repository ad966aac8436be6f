import type { Tenant } from '@rc/db'
import { putConnection } from '@rc/db/queries/connections'
import { lockLogin, updateLogin, type PendingLogin } from '@rc/db/queries/pending-logins'
import { lockVendorAccount, updateVendorAccount } from '@rc/db/queries/vendor-accounts'
import { AppError, type LoginFailure, type Vendor } from '@rc/domain'
import { answerCode, askData, exchangeTicket, logIn, verifyPath, type LoginFlow, type LoginStep } from '@rc/vendors'
import type { Deps } from '../deps.ts'
import { beginSync } from '../sync/control-sync.ts'
import { openSecret, sealSecret } from '../vault/secrets.ts'
import { finishJob, type ClaimedJob, type JobEnded } from '../work/job-run.ts'
import { notifyUser } from '../work/notify-user.ts'
import { createOutside } from './door-session.ts'
import { connectionPlace, loginPlace } from './sealed-place.ts'

type Needs = Pick<Deps, 'database' | 'config' | 'now' | 'log'>
type Job = ClaimedJob<'garmin.login.attempt'> | ClaimedJob<'garmin.login.answer'>

const VENDOR: Vendor = 'garmin'
const COOLDOWN_S = 2 * 3600
const LONGEST_COOLDOWN_S = 24 * 3600
/** The vendor does not want to hear of us for a while; the next try would make it longer. */
const refusals: LoginFailure[] = ['rate_limited', 'blocked', 'captcha', 'not_allowed']

/** The one attempt that a press allows. Whatever becomes of it, it is not made again. */
export const attemptLogin = (deps: Needs, job: ClaimedJob<'garmin.login.attempt'>): Promise<JobEnded> =>
  takeStep(deps, job, 'queued', 'working', async (login, stepDeps) => {
    const credentials = JSON.parse(
      await openSecret(deps, loginPlace(job.userId, login.id, 'flow_sealed'), login.flowSealed!),
    ) as { email: string; password: string }
    return logIn(stepDeps, credentials)
  })

/** The athlete's code, sent once. */
export const sendLoginCode = (deps: Needs, job: ClaimedJob<'garmin.login.answer'>): Promise<JobEnded> =>
  takeStep(deps, job, 'code_queued', 'code_working', async (login, stepDeps) => {
    const [flow, code] = await Promise.all([
      openSecret(deps, loginPlace(job.userId, login.id, 'flow_sealed'), login.flowSealed!),
      openSecret(deps, loginPlace(job.userId, login.id, 'code_sealed'), login.codeSealed!),
    ])
    return answerCode(stepDeps, JSON.parse(flow) as LoginFlow, code)
  })

/** When a worker has died of it: what was sent is not known, so nothing is sent again. */
export async function noteLoginLost(tenant: Tenant, { payload }: Pick<Job, 'payload'>): Promise<void> {
  const login = await lockLogin(tenant, VENDOR, payload.loginId)
  if (login && !['done', 'failed', 'cancelled'].includes(login.state)) await endLogin(tenant, login.id, 'interrupted')
}

async function takeStep(
  deps: Needs,
  job: Job,
  from: 'queued' | 'code_queued',
  to: 'working' | 'code_working',
  step: (login: PendingLogin, stepDeps: Parameters<typeof logIn>[0]) => Promise<LoginStep>,
): Promise<JobEnded> {
  const { database, config, now } = deps
  const { userId, payload } = job
  const login = await database.asUser(userId, async (tenant) => {
    const row = await lockLogin(tenant, VENDOR, payload.loginId)
    if (!row) return null
    // Begun once before, by a worker that was stopped: the password may have left.
    if (row.state === to) await endLogin(tenant, row.id, 'interrupted')
    if (row.state !== from || !row.flowSealed) return null
    if (row.expiresAt <= now()) {
      await endLogin(tenant, row.id, 'expired')
      return null
    }
    await updateLogin(tenant, row.id, { state: to })
    await notifyUser(tenant, { type: 'connection', vendor: VENDOR })
    return row
  })
  if (!login) return database.asUser(userId, (tenant) => finishJob(tenant, job))

  const result = await step(login, {
    outside: createOutside(deps),
    ssoUrl: config.RC_GARMIN_SSO_URL,
    // Counted, and out of the database, before it leaves.
    beforePost: () =>
      database.asUser(userId, (tenant) =>
        updateLogin(tenant, login.id, { posts: ++login.posts, flowSealed: null, codeSealed: null }),
      ),
  }).catch((error: unknown): LoginStep => failureOf(error))
  return finishStep(deps, job, login.id, result)
}

async function finishStep(deps: Needs, job: Job, loginId: number, result: LoginStep): Promise<JobEnded> {
  const { database } = deps
  const { userId } = job
  if (result.kind === 'code') {
    const flowSealed = await sealSecret(deps, loginPlace(userId, loginId, 'flow_sealed'), JSON.stringify(result.flow))
    return database.asUser(userId, async (tenant) => {
      const row = await lockLogin(tenant, VENDOR, loginId)
      if (row?.state === 'working')
        await updateLogin(tenant, loginId, {
          state: 'code_needed',
          flowSealed,
          codeMethod: result.method,
          codeTarget: result.target,
        })
      await notifyUser(tenant, { type: 'connection', vendor: VENDOR })
      return finishJob(tenant, job)
    })
  }
  const outcome =
    result.kind === 'ticket' ? await redeem(deps, userId, result).catch((error: unknown) => failureOf(error)) : result
  return database.asUser(userId, async (tenant) => {
    const account = await lockVendorAccount(tenant, VENDOR)
    const row = await lockLogin(tenant, VENDOR, loginId)
    if ('credentialSealed' in outcome) {
      // Cancelled while it was under way: nothing comes of it.
      if (row && row.state !== 'cancelled') {
        await putConnection(tenant, VENDOR, 'connect', outcome)
        await updateLogin(tenant, loginId, { state: 'done', flowSealed: null, codeSealed: null })
        await updateVendorAccount(tenant, VENDOR, { loginRefusals: 0, loginAllowedAt: null, nextSyncAt: deps.now() })
        await beginSync(tenant)
      }
    } else if (outcome.kind === 'failed') {
      if (row && row.state !== 'cancelled') await endLogin(tenant, loginId, outcome.failure)
      if (refusals.includes(outcome.failure)) {
        const waitS = Math.min(LONGEST_COOLDOWN_S, COOLDOWN_S * 2 ** account.loginRefusals)
        await updateVendorAccount(tenant, VENDOR, {
          loginRefusals: Math.min(10, account.loginRefusals + 1),
          loginAllowedAt: new Date(deps.now().getTime() + Math.max(waitS, outcome.retryAfterS ?? 0) * 1000),
        })
      }
    }
    await notifyUser(tenant, { type: 'connection', vendor: VENDOR })
    return finishJob(tenant, job)
  })
}

/** A ticket for tokens, which are believed when a question was answered with them. */
async function redeem(deps: Needs, userId: number, ticket: Extract<LoginStep, { kind: 'ticket' }>) {
  const { config } = deps
  const outside = createOutside(deps)
  const clientIds = config.RC_GARMIN_DI_CLIENTS.split(',').map((id) => id.trim())
  const pair = await exchangeTicket(outside, { diUrl: config.RC_GARMIN_DI_URL, clientIds }, ticket)
  const host = { door: 'connect', baseUrl: config.RC_GARMIN_API_URL } as const
  const profile = (await askData(outside, host, pair.accessToken, verifyPath.connect)) as Record<string, unknown> | null
  const name = profile?.['fullName'] ?? profile?.['displayName']
  const place = connectionPlace(userId, VENDOR, 'connect', 'credential_sealed')
  return {
    state: 'active' as const,
    credentialKind: pair.kind,
    credentialSealed: await sealSecret(deps, place, JSON.stringify(pair)),
    accountName: typeof name === 'string' ? name : null,
    expiresAt: null,
    lastSuccessAt: deps.now(),
  }
}

function failureOf(error: unknown): Extract<LoginStep, { kind: 'failed' }> {
  if (!(error instanceof AppError)) throw error
  const retryAfterS = typeof error.details['retryAfterS'] === 'number' ? error.details['retryAfterS'] : null
  const failure: LoginFailure =
    error.code === 'vendor_rate_limited'
      ? 'rate_limited'
      : error.code === 'vendor_auth_required'
        ? 'token_refused'
        : error.details['reason'] === 'wall'
          ? 'blocked'
          : error.code === 'vendor_unavailable'
            ? 'vendor_unavailable'
            : 'unexpected'
  return { kind: 'failed', failure, retryAfterS }
}

const endLogin = (tenant: Tenant, id: number, failure: LoginFailure) =>
  updateLogin(tenant, id, { state: 'failed', failure, flowSealed: null, codeSealed: null })
