import type { NotificationChannel } from '@rc/contract'
import { m } from '#lib/paraglide/messages.js'

export const channelFace: Record<NotificationChannel['kind'], { name: () => string; says: () => string }> = {
  email: { name: m.channel_email, says: m.channel_email_says },
  ntfy: { name: () => 'ntfy', says: m.channel_ntfy_says },
  webhook: { name: m.channel_webhook, says: m.channel_webhook_says },
}
