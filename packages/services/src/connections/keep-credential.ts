import { putConnection } from '@rc/db/queries/connections'
import { lockVendorAccount } from '@rc/db/queries/vendor-accounts'
import { AppError, type Door, type LocalDate, type Vendor } from '@rc/domain'
import { parseTokens, type Credential } from '@rc/vendors'
import type { Deps } from '../deps.ts'
import { sealSecret } from '../vault/secrets.ts'
import { notifyUser } from '../work/notify-user.ts'
import { putJob } from '../work/put-job.ts'
import { presentConnection, type ConnectionView } from './list-connections.ts'
import { connectionPlace } from './sealed-place.ts'

type Needs = Pick<Deps, 'database' | 'config' | 'queue' | 'now'>

/** Keeps a key of the official API, sealed; the worker tries it at once. */
export async function setPersonalKey(
  deps: Needs,
  userId: number,
  vendor: Vendor,
  { key, expiresOn }: { key: string; expiresOn?: LocalDate | null | undefined },
): Promise<ConnectionView> {
  if (/\s/.test(key)) throw new AppError('invalid_input', 'not a key', { details: { reasons: ['key_malformed'] } })
  const expiresAt = expiresOn ? new Date(`${expiresOn}T00:00:00Z`) : null
  return keepCredential(deps, userId, vendor, 'personal', { kind: 'personal_key', key }, expiresAt)
}

/** Keeps tokens that another program has got, sealed; the worker tries them at once. Throws `invalid_input`. */
export async function importTokens(
  deps: Needs,
  userId: number,
  vendor: Vendor,
  { tokens }: { tokens: string },
): Promise<ConnectionView> {
  const credential = parseTokens(tokens, deps.now().getTime() / 1000)
  const expiresAt = 'expiresAtS' in credential ? new Date(credential.expiresAtS * 1000) : null
  return keepCredential(deps, userId, vendor, 'connect', credential, expiresAt)
}

async function keepCredential(
  { database, config, queue, now }: Needs,
  userId: number,
  vendor: Vendor,
  door: Door,
  credential: Credential,
  expiresAt: Date | null,
): Promise<ConnectionView> {
  const place = connectionPlace(userId, vendor, door, 'credential_sealed')
  const credentialSealed = await sealSecret({ config }, place, JSON.stringify(credential))
  const { view, job } = await database.asUser(userId, async (tenant) => {
    await lockVendorAccount(tenant, vendor)
    await putConnection(tenant, vendor, door, { credentialKind: credential.kind, credentialSealed, expiresAt })
    const job = await putJob(tenant, 'garmin.door.verify', { door }, door)
    await notifyUser(tenant, { type: 'connection', vendor })
    return { view: await presentConnection({ config, now }, tenant, vendor), job }
  })
  await queue.announce([job])
  return view
}
