import {
  deleteChannel,
  listChannels as listRows,
  putChannel,
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
export interface UrlSettings {
  url: string
}

type Wish = { isEnabled: boolean; secret?: string | undefined }
/** One channel as it was asked for. */
export type ChannelWish = Wish &
  (({ kind: 'email' } & EmailSettings) | ({ kind: 'webhook' } & UrlSettings) | ({ kind: 'ntfy' } & UrlSettings))

/** Where the password of a channel lies sealed. */
export const channelPlace = (userId: number, kind: NotificationKind): Place => ({
  table: 'notification_channels',
  userId,
  row: kind,
  column: 'secret_sealed',
})

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

/** Keeps a channel in place of one of its kind, its password sealed. Refuses an address inside, before anything is kept. */
export async function setChannel(deps: Pick<Deps, 'database' | 'config'>, userId: number, wish: ChannelWish) {
  const { kind, isEnabled, secret, ...settings } = wish
  const target = 'host' in settings ? settings : portOf(settings.url)
  await checkOutsideAddress(deps, { host: target.host, port: target.port }).catch((error: unknown) => {
    // A name that nobody knows now may be known tomorrow.
    if (!(error instanceof AppError) || error.code !== 'vendor_unavailable') throw error
  })
  const secretSealed = secret ? await sealSecret(deps, channelPlace(userId, kind), secret) : null
  await deps.database.asUser(userId, (tenant) =>
    putChannel(tenant, {
      kind,
      isEnabled,
      settings: { ...settings },
      ...(secret === undefined ? {} : { secretSealed }),
    }),
  )
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
