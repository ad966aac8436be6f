import { randomBytes } from 'node:crypto'
import type { LocalDate } from '@rc/domain'
import type { Account, PersonalKey } from '../account.ts'
import { countDatasets, type DatasetCounts } from '../counts.ts'
import type { Fault } from '../faults/fault.ts'
import { writeExport } from '../export/write-export.ts'
import { summariseLog, type LogEntry, type LogSummary } from '../http/request-log.ts'
import { totpCodes } from '../login/totp.ts'
import { endBearers, issuePair } from '../tokens/token-store.ts'
import { touchWorkout, watchOf } from '../workouts/on-the-watch.ts'
import { accountByEmail, newSecret, type World } from '../world.ts'

interface Whose {
  email: string
}

/**
 * What a test may ask of the emulator and do to it. Each is also a call of its own over HTTP:
 * `POST /__admin/<name>` with the argument as JSON.
 */
export interface Admin {
  fault(given: Whose & Fault): void
  /** Without an e-mail, of all accounts. */
  clearFaults(given?: Partial<Whose>): void
  /** The code that was sent last or that the app shows now; null when none is waited for. */
  mfaCode(given: Whose): string | null
  personalKey(given: Whose): PersonalKey
  /** Lets the key run out or be revoked; tokens made of it end with it when it is revoked. */
  setKey(given: Whose & { state?: PersonalKey['state']; tokenReply?: Account['tokenReply'] }): void
  /** The athlete makes a new key, which ends the old one. */
  replaceKey(given: Whose): PersonalKey
  /** Ends every bearer of the account as if its time had come; refresh tokens stay. */
  expireBearers(given: Whose): void
  /** Tokens as other programs keep them, in the shapes they write. */
  tokens(given: Whose): TokenFiles
  /** The pair with which OAuth1 requests are signed. */
  consumer(): World['consumer']
  setPassword(given: Whose & { password: string }): void
  setConsent(given: Whose & { uploadConsent: boolean }): void
  counts(given: Whose): DatasetCounts
  /** Requests of the account, or all; oldest first. */
  log(given?: Partial<Whose>): LogEntry[]
  logSummary(given?: Partial<Whose>): LogSummary
  clearLog(): void
  /** Every word that must never be seen anywhere in clear. */
  secrets(): string[]
  /** Stops the clock at an instant, or moves it on. */
  clock(given: { set?: string; advanceS?: number }): { now: string }
  profile(given: Partial<World['profile']>): World['profile']
  /** Newest first; the legs of a triathlon are not among them. */
  activities(given: Whose): { id: number; name: string; startTimeS: number; source: string }[]
  changeActivity(given: Whose & { id: number; name?: string; typeKey?: string }): void
  deleteActivity(given: Whose & { id: number }): void
  /** A second watch recorded it too. */
  duplicateActivity(given: Whose & { id: number }): { id: number }
  /** What stands on the watch of ours, by the mark it carries: where it is placed, and how many lie in the library. */
  watch(given: Whose): { workouts: number; placed: { date: LocalDate; key: string }[] }
  /** The athlete moves or removes a workout on the watch. */
  touchWorkout(given: Whose & { key: string; moveTo?: LocalDate; remove?: boolean }): void
  reviseNight(given: Whose & { date: LocalDate }): void
  /** Curves of days before this one must be asked for before they are given. */
  offload(given: Whose & { before: LocalDate | null }): void
  /** Writes every recording of the account into the folder of the emulator; returns how many. */
  renderAll(given: Whose): { files: number; bytes: number }
  /** Writes the archive of "Export Your Data" to the path. */
  export(given: Whose & { path: string }): void
}

export interface TokenFiles {
  /** python-garminconnect since 0.3. */
  di: { di_token: string; di_refresh_token: string; di_client_id: string }
  /** garth: two files; as one text, the JSON array of both in base64. */
  oauth1: Record<string, unknown>
  oauth2: Record<string, unknown>
  garthToken: string
}

const clientId = 'GARMIN_CONNECT_MOBILE_ANDROID_DI_2025Q2'

export function createAdmin(world: World): Admin {
  const account = ({ email }: Whose): Account => {
    const known = accountByEmail(world, email)
    if (!known) throw new Error(`No account ${email}`)
    return known
  }
  const entries = (given?: Partial<Whose>) =>
    given?.email === undefined ? world.log.entries : world.log.entries.filter((one) => one.account === given.email)
  const endKey = (of: Account, state: PersonalKey['state']) => {
    of.personalKey.state = state
    if (state !== 'active') endBearers(world, of, 'personal')
  }

  return {
    fault: ({ email, ...fault }) => account({ email }).faults.add(fault),
    clearFaults: (given) => {
      for (const one of given?.email === undefined ? world.accounts : [account({ email: given.email })])
        one.faults.clear()
    },
    mfaCode: (given) => {
      const of = account(given)
      const open = [...world.sessions.values()].find(({ challenge }) => challenge?.account === of)?.challenge
      if (!open) return null
      return open.method === 'totp' ? totpCodes(of.totpSecret, world.clock.nowMs())[0] : open.code
    },
    personalKey: (given) => ({ ...account(given).personalKey }),
    setKey: ({ state, tokenReply, ...given }) => {
      const of = account(given)
      if (state !== undefined) endKey(of, state)
      if (tokenReply !== undefined) of.tokenReply = tokenReply
    },
    replaceKey: (given) => {
      const of = account(given)
      endBearers(world, of, 'personal')
      of.personalKey = { value: `GCDC_${randomBytes(24).toString('hex')}`, state: 'active' }
      world.secrets.add(of.personalKey.value)
      return { ...of.personalKey }
    },
    expireBearers: (given) => endBearers(world, account(given)),
    tokens: (given) => tokenFiles(world, account(given)),
    consumer: () => world.consumer,
    setPassword: ({ password, ...given }) => {
      account(given).password = password
      world.secrets.add(password)
    },
    setConsent: ({ uploadConsent, ...given }) => {
      account(given).uploadConsent = uploadConsent
    },
    counts: (given) => countDatasets(account(given)),
    log: (given) => entries(given),
    logSummary: (given) => summariseLog(entries(given)),
    clearLog: () => {
      world.log.entries.length = 0
    },
    secrets: () => [...world.secrets],
    clock: ({ set, advanceS }) => {
      if (set !== undefined) world.clock.set(set)
      if (advanceS !== undefined) world.clock.advance(advanceS)
      return { now: new Date(world.clock.nowMs()).toISOString() }
    },
    profile: (given) => Object.assign(world.profile, given),
    activities: (given) =>
      account(given)
        .history.activities()
        .map(({ id, name, startTimeS, source }) => ({ id, name, startTimeS, source })),
    changeActivity: ({ id, name, typeKey, ...given }) => {
      account(given).history.change(id, {
        ...(name !== undefined && { name }),
        ...(typeKey !== undefined && { typeKey }),
      })
    },
    deleteActivity: ({ id, ...given }) => void account(given).history.remove(id),
    duplicateActivity: ({ id, ...given }) => {
      const twin = account(given).history.duplicate(id)
      if (!twin) throw new Error(`No activity ${id}`)
      return { id: twin.id }
    },
    watch: (given) => watchOf(account(given).workouts),
    touchWorkout: ({ key, moveTo, remove, ...given }) => touchWorkout(account(given).workouts, key, { moveTo, remove }),
    reviseNight: ({ date, ...given }) => void account(given).history.reviseNight(date),
    offload: ({ before, ...given }) => account(given).history.offload(before),
    renderAll: (given) => {
      const sizes = account(given)
        .history.activities()
        .flatMap((activity) => {
          activity.legs()
          return activity.fit()?.length ?? []
        })
      return { files: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) }
    },
    export: ({ path, ...given }) => writeExport(account(given), path),
  }
}

function tokenFiles(world: World, account: Account): TokenFiles {
  const pair = issuePair(world, { account, clientId })
  const garthPair = issuePair(world, { account, clientId: 'GARMIN_CONNECT_MOBILE_ANDROID_DI' })
  const [token, secret] = [newSecret(world), newSecret(world)]
  world.oauth1.set(token, { account, secret })
  const nowS = Math.floor(world.clock.nowS())
  const oauth1 = {
    oauth_token: token,
    oauth_token_secret: secret,
    mfa_token: account.mfa ? newSecret(world, 'MFA-') : null,
    mfa_expiration_timestamp: account.mfa ? new Date(1000 * (nowS + 31_536_000)).toISOString() : null,
    domain: 'garmin.com',
  }
  const oauth2 = {
    ...garthPair,
    expires_at: nowS + Number(garthPair['expires_in']),
    refresh_token_expires_at: nowS + Number(garthPair['refresh_token_expires_in']),
  }
  return {
    di: {
      di_token: String(pair['access_token']),
      di_refresh_token: String(pair['refresh_token']),
      di_client_id: clientId,
    },
    oauth1,
    oauth2,
    garthToken: Buffer.from(JSON.stringify([oauth1, oauth2])).toString('base64'),
  }
}
