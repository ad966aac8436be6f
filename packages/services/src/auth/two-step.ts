import {
  confirmTwoStep,
  countRecoveryCodes,
  deleteTwoStep,
  insertRecoveryCodes,
  insertTwoStep,
  readTwoStep,
  useRecoveryCode,
  useStep,
} from '@rc/db/queries/two-step'
import type { Tenant } from '@rc/db'
import { AppError } from '@rc/domain'
import { openWithSecret, sealWithSecret } from '@rc/vault'
import { Secret, TOTP } from 'otpauth'
import type { Deps } from '../deps.ts'
import { confirmPassword } from './confirm-password.ts'
import { createOneTimeCode, hashOneTimeCode } from './one-time-code.ts'

type TwoStepDeps = Pick<Deps, 'config' | 'database' | 'log' | 'now'>

const ISSUER = 'RunningCoach'
const PERIOD_S = 30
const RECOVERY_CODES = 10

const placeOf = (userId: number) => ({ table: 'two_step', userId, row: String(userId), column: 'secret_sealed' })
const totpOf = (secret: Secret, label = '') => new TOTP({ issuer: ISSUER, label, secret, period: PERIOD_S })

export async function getTwoStep(deps: Pick<Deps, 'database'>, userId: number) {
  return deps.database.asUser(userId, async (tenant) => ({
    on: Boolean((await readTwoStep(tenant))?.confirmedAt),
    recoveryCodesLeft: await countRecoveryCodes(tenant),
  }))
}

/** Makes the secret for the athlete's authenticator. Nothing is asked for at the door before a first code has come back. */
export async function beginTwoStep(
  deps: TwoStepDeps,
  userId: number,
  { password }: { password: string },
): Promise<{ secret: string; uri: string }> {
  const login = await confirmPassword(deps, userId, password)
  const secret = new Secret({ size: 20 })
  const sealed = await sealWithSecret(deps.config.secret('totp_key'), placeOf(userId), secret.base32)
  if (!(await deps.database.asUser(userId, (tenant) => insertTwoStep(tenant, sealed))))
    throw new AppError('conflict', 'two steps are on already')
  return { secret: secret.base32, uri: totpOf(secret, login).toString() }
}

/** Turns two steps on with the first code, and gives the recovery codes: this once, they are stored as hashes. */
export async function confirmTwoStepCode(
  deps: TwoStepDeps,
  userId: number,
  { code }: { code: string },
): Promise<{ recoveryCodes: string[] }> {
  const recoveryCodes = Array.from({ length: RECOVERY_CODES }, createOneTimeCode)
  await deps.database.asUser(userId, async (tenant) => {
    const known = await readTwoStep(tenant)
    if (!known || known.confirmedAt) throw new AppError('conflict', 'there is nothing to confirm')
    if (!(await isCode(deps, tenant, known.secretSealed, code)))
      throw new AppError('forbidden', 'wrong code', { details: { reasons: ['code_wrong'] } })
    await confirmTwoStep(tenant, deps.now())
    await insertRecoveryCodes(tenant, recoveryCodes.map(hashOneTimeCode))
  })
  return { recoveryCodes }
}

export async function endTwoStep(
  deps: Pick<Deps, 'database' | 'now'>,
  userId: number,
  { password }: { password: string },
): Promise<void> {
  await confirmPassword(deps, userId, password)
  await deps.database.asUser(userId, deleteTwoStep)
}

/** What the second step of a login says: `off` where there is none, `right` for a code or recovery code not used before. */
export async function checkSecondStep(
  deps: TwoStepDeps,
  userId: number,
  code: string | undefined,
): Promise<'off' | 'missing' | 'wrong' | 'right'> {
  return deps.database.asUser(userId, async (tenant) => {
    const known = await readTwoStep(tenant)
    if (!known?.confirmedAt) return 'off'
    if (!code) return 'missing'
    const right = /^\d{6}$/.test(code.replaceAll(/\s/g, ''))
      ? await isCode(deps, tenant, known.secretSealed, code)
      : await useRecoveryCode(tenant, hashOneTimeCode(code), deps.now())
    return right ? 'right' : 'wrong'
  })
}

/** Of this half minute or one beside it, and newer than any that was used. */
async function isCode(deps: TwoStepDeps, tenant: Tenant, sealed: Uint8Array, code: string): Promise<boolean> {
  const secret = await openSecret(deps, tenant.userId, sealed)
  if (!secret) return false
  const timestamp = deps.now().getTime()
  const delta = totpOf(secret).validate({ token: code.replaceAll(/\s/g, ''), timestamp, window: 1 })
  return delta !== null && useStep(tenant, Math.floor(timestamp / 1000 / PERIOD_S) + delta)
}

/** Null when the key is gone or another one: then the recovery codes still open the door. */
async function openSecret({ config, log }: TwoStepDeps, userId: number, sealed: Uint8Array): Promise<Secret | null> {
  try {
    const secret = await openWithSecret(config.secret('totp_key'), placeOf(userId), sealed)
    return Secret.fromBase32(new TextDecoder().decode(secret))
  } catch {
    log.error({ userId }, 'the second step cannot be checked: totp_key does not open its secret')
    return null
  }
}
