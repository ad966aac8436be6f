import { setTimeout as sleep } from 'node:timers/promises'
import { replaceCredential, updateSameKey, type ConnectionRow } from '@rc/db/queries/connections'
import { AppError, type Door, type Vendor } from '@rc/domain'
import {
  askBytes,
  askData,
  askRaw,
  exchangeOauth1,
  exchangePersonalKey,
  jwtExpiryMs,
  refreshPair,
  writeData,
  type Answer,
  type Credential,
  type DataHost,
  type Outside,
  type Write,
} from '@rc/vendors'
import type { Deps } from '../deps.ts'
import { openSecret, sealSecret } from '../vault/secrets.ts'
import { connectionPlace } from './sealed-place.ts'

type Needs = Pick<Deps, 'database' | 'config' | 'now' | 'log'>

/** A door that can be asked: one call after the other, no faster than the setting says, its tokens renewed when they have to be. */
export interface DoorSession {
  door: Door
  ask(path: string): Promise<unknown>
  bytes(path: string): Promise<Uint8Array>
  raw(path: string): Promise<Answer>
  /** Changes something there. */
  write(write: Write): Promise<unknown>
}

/** So long before its end a token is renewed. */
const EARLY_MS = 15 * 60_000

interface Bearer {
  token: string
  expiresAtMs: number
}

/** Opens what is sealed in the row. Nothing is sent before the first question. The caller holds the account. */
export async function openDoor(deps: Needs, vendor: Vendor, row: ConnectionRow): Promise<DoorSession> {
  const { config } = deps
  const outside = createOutside(deps)
  const host: DataHost = {
    door: row.door,
    baseUrl: row.door === 'personal' ? config.RC_GARMIN_PERSONAL_URL : config.RC_GARMIN_API_URL,
  }
  const keys = await openKeys(deps, outside, vendor, row)
  let lastCallMs = -Infinity

  const inTurn = async <T>(call: (bearer: string) => Promise<T>): Promise<T> => {
    const bearer = await keys.bearer(null).catch(blameDoor)
    try {
      return await paced(() => call(bearer))
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'vendor_auth_required')) throw error
      // Once: the token may have been ended before its time.
      const fresh = await keys.bearer(bearer).catch(blameDoor)
      return paced(() => call(fresh))
    }
  }
  const paced = async <T>(call: () => Promise<T>): Promise<T> => {
    const waitMs = lastCallMs + config.RC_GARMIN_PACE_MS - performance.now()
    if (waitMs > 0) await sleep(waitMs)
    lastCallMs = performance.now()
    const answer = await call()
    await keys.answered()
    return answer
  }
  return {
    door: row.door,
    ask: (path) => inTurn((bearer) => askData(outside, host, bearer, path)),
    bytes: (path) => inTurn((bearer) => askBytes(outside, host, bearer, path)),
    raw: (path) => inTurn((bearer) => askRaw(outside, host, bearer, path)),
    write: (write) => inTurn((bearer) => writeData(outside, host, bearer, write)),
  }
}

/** Whether tokens of garth can be renewed here: that takes the pair with which its requests are signed. */
export const canSign = ({ RC_GARMIN_CONSUMER_KEY: key, RC_GARMIN_CONSUMER_SECRET: secret }: Deps['config']): boolean =>
  key !== '' && secret !== ''

/** Without a token there is nothing to ask: that is no matter of the question. */
function blameDoor(error: unknown): never {
  if (!(error instanceof AppError) || error.code === 'conflict') throw error
  const { code, message, retry, details } = error
  throw new AppError(code, message, { retry, details: { ...details, ofDoor: true } })
}

export const createOutside = ({ config, now }: Pick<Deps, 'config' | 'now'>): Outside => ({
  fetch: globalThis.fetch,
  nowMs: () => now().getTime(),
  // Without a pace nobody pretends to type.
  sleep: (ms) => sleep(config.RC_GARMIN_PACE_MS === 0 ? 0 : ms),
  patienceMs: config.RC_GARMIN_PATIENCE_MS,
})

interface Keys {
  /** A bearer that is good for a while; another one than `refused`. */
  bearer(refused: string | null): Promise<string>
  /** The last token has been accepted. */
  answered(): Promise<void>
}

async function openKeys(deps: Needs, outside: Outside, vendor: Vendor, row: ConnectionRow): Promise<Keys> {
  const { config, database } = deps
  const { userId, door } = row
  const place = (column: Parameters<typeof connectionPlace>[3]) => connectionPlace(userId, vendor, door, column)
  const openCredential = async (column: 'credential_sealed' | 'previous_sealed', sealed: Uint8Array) =>
    JSON.parse(await openSecret(deps, place(column), sealed)) as Credential

  let sealed = row.credentialSealed
  let credential = await openCredential('credential_sealed', sealed)
  let previous = row.previousSealed && (await openCredential('previous_sealed', row.previousSealed))
  let access: Bearer | null =
    row.accessSealed && row.accessExpiresAt
      ? {
          token: await openSecret(deps, place('access_sealed'), row.accessSealed),
          expiresAtMs: row.accessExpiresAt.getTime(),
        }
      : null

  /** The new one is committed before anybody uses it, and the old one kept until it has been accepted. */
  const rotateTo = async (fresh: Credential) => {
    const [credentialSealed, previousSealed] = await Promise.all([
      sealSecret(deps, place('credential_sealed'), JSON.stringify(fresh)),
      sealSecret(deps, place('previous_sealed'), JSON.stringify(credential)),
    ])
    const isOurs = await database.asUser(userId, (tenant) =>
      replaceCredential(tenant, vendor, door, sealed, { credentialSealed, previousSealed }),
    )
    if (!isOurs) throw replaced()
    previous = credential
    credential = fresh
    sealed = credentialSealed
  }
  const isGood = (bearer: Bearer | null, refused: string | null): bearer is Bearer =>
    bearer !== null && bearer.token !== refused && bearer.expiresAtMs - EARLY_MS > outside.nowMs()

  const renewers: { [K in Credential['kind']]: (refused: string | null) => Promise<string> } = {
    personal_key: async (refused) => {
      if (isGood(access, refused)) return access.token
      if (credential.kind !== 'personal_key') throw new AppError('internal', 'another kind of key')
      access = await exchangePersonalKey(outside, config.RC_GARMIN_PERSONAL_URL, credential.key)
      const accessSealed = await sealSecret(deps, place('access_sealed'), access.token)
      const accessExpiresAt = new Date(access.expiresAtMs)
      const isOurs = await database.asUser(userId, (tenant) =>
        updateSameKey(tenant, row, { accessSealed, accessExpiresAt }),
      )
      if (!isOurs) throw replaced()
      return access.token
    },
    di: async (refused) => {
      if (credential.kind !== 'di') throw new AppError('internal', 'another kind of key')
      const { accessToken } = credential
      if (isGood({ token: accessToken, expiresAtMs: jwtExpiryMs(accessToken) ?? Infinity }, refused)) return accessToken
      const old = previous?.kind === 'di' ? previous : null
      const fresh = await refreshPair(outside, config.RC_GARMIN_DI_URL, credential).catch((error: unknown) => {
        // A pair that never arrived leaves the one before it as the last hope.
        if (old && error instanceof AppError && error.details['reason'] === 'invalid_grant')
          return refreshPair(outside, config.RC_GARMIN_DI_URL, old)
        throw error
      })
      await rotateTo(fresh)
      return fresh.accessToken
    },
    oauth1: async (refused) => {
      if (credential.kind !== 'oauth1') throw new AppError('internal', 'another kind of key')
      const { accessToken, expiresAtS } = credential
      // Without the means to renew it, a bearer serves until its very end.
      const early = canSign(config) ? 0 : EARLY_MS
      if (isGood({ token: accessToken, expiresAtMs: expiresAtS * 1000 + early }, refused)) return accessToken
      if (!canSign(config)) throw ended()
      const consumer = { key: config.RC_GARMIN_CONSUMER_KEY, secret: config.RC_GARMIN_CONSUMER_SECRET }
      const fresh = await exchangeOauth1(outside, config.RC_GARMIN_API_URL, consumer, credential)
      await rotateTo(fresh)
      return fresh.accessToken
    },
    bearer: (refused) => {
      if (credential.kind !== 'bearer') throw new AppError('internal', 'another kind of key')
      const { accessToken, expiresAtS } = credential
      if (isGood({ token: accessToken, expiresAtMs: expiresAtS * 1000 + EARLY_MS }, refused))
        return Promise.resolve(accessToken)
      throw ended()
    },
  }
  return {
    bearer: (refused) => renewers[credential.kind](refused),
    answered: async () => {
      if (!previous) return
      previous = null
      await database.asUser(userId, (tenant) => updateSameKey(tenant, row, { previousSealed: null }))
    },
  }
}

const replaced = () => new AppError('conflict', 'the key was replaced meanwhile', { retry: true })
const ended = () => new AppError('vendor_auth_required', 'the token has ended', { details: { reason: 'token_ended' } })
