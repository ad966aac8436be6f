import type { NotificationKind } from '@rc/db/queries/notifications'
import { AppError } from '@rc/domain'
import type { Note } from '../morning/write-note.ts'
import { checkOutsideAddress, type OutsideDeps } from '../outside/check-outside-address.ts'
import { fetchOutside } from '../outside/fetch-outside.ts'
import type { EmailSettings } from './manage-channels.ts'

/** Mail servers may take their time, but not all of a worker's. */
const PATIENCE_MS = 15_000

export interface Delivery extends Note {
  /** Of the message itself, in a form for programs. */
  facts: { localDate: string | null; level: string | null; readiness: number | null }
}

/** Hands one message to the channel. Throws with a reason of its own words; nothing of the secret is in it. */
export async function deliver(
  deps: OutsideDeps,
  channel: { kind: NotificationKind; settings: unknown; url: string | null; secret: string | null },
  message: Delivery,
): Promise<void> {
  const { kind, settings, url, secret } = channel
  if (kind === 'email') await sendMail(deps, settings as EmailSettings, secret, message)
  else if (url === null) throw refused('no address')
  else await post(deps, kind, { url, secret }, message)
}

/** To the very address that was checked; its certificate is still that of the name. */
async function sendMail(deps: OutsideDeps, settings: EmailSettings, secret: string | null, { title, lines }: Delivery) {
  const { host, addresses } = await checkOutsideAddress(deps, settings)
  // Loaded with the first mail: most workers send none.
  const { createTransport } = await import('nodemailer')
  const transport = createTransport({
    host: addresses[0].address,
    port: settings.port,
    secure: settings.security === 'tls',
    requireTLS: settings.security === 'starttls',
    ignoreTLS: settings.security === 'none',
    tls: { servername: host },
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(settings.username === '' ? {} : { auth: { user: settings.username, pass: secret ?? '' } }),
  })
  try {
    await transport.sendMail({ from: settings.from, to: settings.to, subject: title, text: lines.join('\n') })
  } catch (cause) {
    // Without its cause, which says the same with the secret in it and would go into the log.
    throw refused(reasonOf(cause, [`\0${settings.username}\0${secret}`, secret ?? '']))
  } finally {
    transport.close()
  }
}

/** What the mail server said, cut short. It may quote what it was told, in clear or as it came: the secret is left out. */
function reasonOf(cause: unknown, secrets: string[]): string {
  const { code, response } = (cause ?? {}) as { code?: unknown; response?: unknown }
  const said = typeof response === 'string' ? response : ''
  const forms = secrets.flatMap((secret) => [Buffer.from(secret).toString('base64'), secret]).filter(Boolean)
  const told = forms.reduce((text, form) => text.replaceAll(form, '…'), said).slice(0, 200)
  return [code, told].filter(Boolean).map(String).join(': ') || 'unreachable'
}

async function post(
  deps: OutsideDeps,
  kind: 'webhook' | 'ntfy',
  { url, secret }: { url: string; secret: string | null },
  { title, lines, facts }: Delivery,
): Promise<void> {
  const authorization: Record<string, string> = secret ? { authorization: `Bearer ${secret}` } : {}
  const text = lines.join('\n')
  const init =
    kind === 'ntfy'
      ? // A header holds Latin letters only; ntfy reads this form of others.
        {
          headers: { ...authorization, title: `=?UTF-8?B?${Buffer.from(title).toString('base64')}?=` },
          body: text || title,
        }
      : {
          headers: { ...authorization, 'content-type': 'application/json' },
          body: JSON.stringify({ title, text, lines, ...facts }),
        }
  const response = await fetchOutside(deps, url, {
    method: 'POST',
    timeoutMs: PATIENCE_MS,
    limitBytes: 64 * 1024,
    ...init,
  })
  await response.body?.cancel()
  if (!response.ok) throw refused(`HTTP ${response.status}`)
}

const refused = (reason: string) =>
  new AppError('vendor_unavailable', reason, { retry: true, details: { reasons: [reason] } })
