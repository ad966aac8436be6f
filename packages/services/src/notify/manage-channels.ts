import {
  deleteChannel,
  listChannels as listRows,
  putChannel,
  readChannel,
  type Channel,
  type NotificationKind,
} from '@rc/db/queries/notifications'
import { AppError } from '@rc/domain'
import type { Place } from '@rc/vault'
import { iso } from '../activities/present-activity.ts'
import type { Deps } from '../deps.ts'
import { checkOutsideAddress } from '../outside/check-outside-address.ts'
import { sealSecret } from '../vault/secrets.ts'
import { enqueueJob } from '../work/manage-jobs.ts'

export interface EmailSettings {
  host: string
  port: number
  security: 'tls' | 'starttls' | 'none'
  username: string
  from: string
  to: string
}
/** Of a hook only where it goes is shown: its path often is a password. */
export interface UrlSettings {
  origin: string
}

type Wish = { isEnabled: boolean; secret?: string | undefined }
/** One channel as it was asked for. */
export type ChannelWish = Wish &
  (({ kind: 'email' } & EmailSettings) | { kind: 'webhook' | 'ntfy'; url?: string | undefined })

/** Where the password of a channel, or its address, lies sealed. */
export const channelPlace = (
  userId: number,
  kind: NotificationKind,
  column: 'secret_sealed' | 'url_sealed' = 'secret_sealed',
): Place => ({ table: 'notification_channels', userId, row: kind, column })

function present({ kind, settings, isEnabled, secretSealed, lastSentAt, lastError }: Channel) {
  const about = { isEnabled, hasSecret: secretSealed !== null, lastSentAt: iso(lastSentAt), lastError }
  // What was kept was checked when it came in.
  return kind === 'email'
    ? { kind, ...(settings as unknown as EmailSettings), ...about }
    : { kind, ...(settings as unknown as UrlSettings), ...about }
}

export async function listChannels(deps: Pick<Deps, 'database'>, userId: number) {
  return { channels: (await deps.database.asUser(userId, listRows)).map(present) }
}

/**
 * Keeps a channel in place of one of its kind, password and address sealed. Refuses an address inside, before anything is
 * kept. Throws `invalid_input` for a first hook without its address.
 */
export async function setChannel(deps: Pick<Deps, 'database' | 'config'>, userId: number, wish: ChannelWish) {
  const { kind, isEnabled, secret, ...asked } = wish
  const url = 'host' in asked ? null : (asked.url ?? null)
  const target = 'host' in asked ? asked : url === null ? null : portOf(url)
  if (target !== null)
    await checkOutsideAddress(deps, { host: target.host, port: target.port }).catch((error: unknown) => {
      // A name that nobody knows now may be known tomorrow.
      if (!(error instanceof AppError) || error.code !== 'vendor_unavailable') throw error
    })
  const secretSealed = secret ? await sealSecret(deps, channelPlace(userId, kind), secret) : null
  const urlSealed = url === null ? undefined : await sealSecret(deps, channelPlace(userId, kind, 'url_sealed'), url)
  await deps.database.asUser(userId, async (tenant) => {
    const kept = url === null && !('host' in asked) ? await readChannel(tenant, kind) : null
    if (!('host' in asked) && url === null && kept === null)
      throw new AppError('invalid_input', 'an address is needed', { details: { fields: ['url'] } })
    await putChannel(tenant, {
      kind,
      isEnabled,
      settings: kept?.settings ?? ('host' in asked ? { ...asked } : { origin: new URL(url!).origin }),
      ...(urlSealed && { urlSealed }),
      ...(secret === undefined ? {} : { secretSealed }),
    })
  })
  return listChannels(deps, userId)
}

function portOf(url: string): { host: string; port: number } {
  const { hostname, port, protocol } = new URL(url)
  return { host: hostname, port: Number(port) || (protocol === 'https:' ? 443 : 80) }
}

/** Throws `not_found`. */
export async function removeChannel(
  deps: Pick<Deps, 'database'>,
  userId: number,
  kind: NotificationKind,
): Promise<void> {
  const isGone = await deps.database.asUser(userId, (tenant) => deleteChannel(tenant, kind))
  if (!isGone) throw new AppError('not_found', 'no such channel')
}

/** Sends a trial message, soon. Throws `not_found`. */
export async function testChannel(
  deps: Pick<Deps, 'database' | 'queue' | 'log'>,
  userId: number,
  kind: NotificationKind,
): Promise<{ jobId: number }> {
  const { channels } = await listChannels(deps, userId)
  if (!channels.some((channel) => channel.kind === kind)) throw new AppError('not_found', 'no such channel')
  const { id } = await enqueueJob(deps, userId, 'own.notice.send', { kind, date: null }, `${kind} test`)
  return { jobId: id }
}
