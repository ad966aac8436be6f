import {
  insertPendingLogin,
  latestLogin,
  lockLogin,
  updateLogin,
  type PendingLogin,
} from '@rc/db/queries/pending-logins'
import { lockVendorAccount } from '@rc/db/queries/vendor-accounts'
import type { Tenant } from '@rc/db'
import { AppError, type Vendor } from '@rc/domain'
import type { Deps } from '../deps.ts'
import { sealSecret } from '../vault/secrets.ts'
import { notifyUser } from '../work/notify-user.ts'
import { putJob } from '../work/put-job.ts'
import { hasEnded, presentLogin, type LoginView } from './present-login.ts'
import { loginPlace } from './sealed-place.ts'

type Needs = Pick<Deps, 'database' | 'config' | 'queue' | 'now'>

/** Longer than any of its steps, and no secret is kept longer. */
const LOGIN_LIFE_MS = 10 * 60_000

/**
 * One press is one attempt. The password travels sealed in a row that is emptied when it has been used. Throws
 * `vendor_rate_limited` before the time at which the vendor may be asked again, and `conflict` while an attempt is under way.
 */
export async function startLogin(
  { database, config, queue, now }: Needs,
  userId: number,
  vendor: Vendor,
  credentials: { email: string; password: string },
): Promise<LoginView> {
  const { view, job } = await database.asUser(userId, async (tenant) => {
    const account = await lockVendorAccount(tenant, vendor)
    const waitMs = (account.loginAllowedAt?.getTime() ?? 0) - now().getTime()
    if (waitMs > 0)
      throw new AppError('vendor_rate_limited', 'no login before the time that is shown', {
        details: { reasons: ['login_cooldown'], retryAfterS: Math.ceil(waitMs / 1000) },
      })
    await endUnfinished(tenant, vendor, now())
    const id = await insertPendingLogin(tenant, vendor, new Date(now().getTime() + LOGIN_LIFE_MS))
    const flowSealed = await sealSecret({ config }, loginPlace(userId, id, 'flow_sealed'), JSON.stringify(credentials))
    await updateLogin(tenant, id, { flowSealed })
    const job = await putJob(tenant, 'garmin.login.attempt', { loginId: id }, String(id))
    await notifyUser(tenant, { type: 'connection', vendor })
    return { view: presentLogin((await lockLogin(tenant, vendor, id))!, now()), job }
  })
  await queue.announce([job])
  return view
}

/** An attempt that waits for its code gives way; one that is being made does not. */
async function endUnfinished(tenant: Tenant, vendor: Vendor, now: Date): Promise<void> {
  const last = await latestLogin(tenant, vendor)
  if (!last || hasEnded(last)) return
  if (last.state !== 'code_needed' && last.expiresAt > now)
    throw new AppError('conflict', 'a login is under way', { details: { reasons: ['login_under_way'] } })
  await updateLogin(tenant, last.id, { state: 'cancelled', flowSealed: null, codeSealed: null })
}

export async function getLogin(
  { database, now }: Pick<Needs, 'database' | 'now'>,
  userId: number,
  { vendor, id }: { vendor: Vendor; id: number },
): Promise<LoginView> {
  return presentLogin(await database.asUser(userId, (tenant) => requireLogin(tenant, vendor, id)), now())
}

/** The code of the athlete's mail, message or app, sealed for the worker. Throws `conflict` when none is waited for. */
export async function answerLogin(
  { database, config, queue, now }: Needs,
  userId: number,
  { vendor, id }: { vendor: Vendor; id: number },
  { code }: { code: string },
): Promise<LoginView> {
  const { view, job } = await database.asUser(userId, async (tenant) => {
    const login = await requireLogin(tenant, vendor, id)
    if (login.state !== 'code_needed' || login.expiresAt <= now())
      throw new AppError('conflict', 'no code is waited for', { details: { reasons: ['login_ended'] } })
    const codeSealed = await sealSecret({ config }, loginPlace(userId, id, 'code_sealed'), code)
    await updateLogin(tenant, id, { state: 'code_queued', codeSealed })
    const job = await putJob(tenant, 'garmin.login.answer', { loginId: id }, String(id))
    await notifyUser(tenant, { type: 'connection', vendor })
    return { view: presentLogin({ ...login, state: 'code_queued' }, now()), job }
  })
  await queue.announce([job])
  return view
}

/** Ends an attempt; what is being sent at this moment cannot be called back, but nothing comes of it. */
export async function cancelLogin(
  { database }: Pick<Needs, 'database'>,
  userId: number,
  { vendor, id }: { vendor: Vendor; id: number },
): Promise<void> {
  await database.asUser(userId, async (tenant) => {
    const login = await requireLogin(tenant, vendor, id)
    if (!hasEnded(login)) await updateLogin(tenant, id, { state: 'cancelled', flowSealed: null, codeSealed: null })
    await notifyUser(tenant, { type: 'connection', vendor })
  })
}

async function requireLogin(tenant: Tenant, vendor: Vendor, id: number): Promise<PendingLogin> {
  const login = await lockLogin(tenant, vendor, id)
  if (!login) throw new AppError('not_found', 'no such login')
  return login
}
