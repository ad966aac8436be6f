import * as contract from '@rc/contract'
import { listChannels, removeChannel, setChannel, testChannel } from '@rc/services/notify/manage-channels'
import type { ApiDeps } from '../context.ts'
import type { Mount } from '../mount.ts'

export function mountNotifications(mount: Mount, deps: ApiDeps): void {
  mount(contract.listChannels, ({ userId }) => listChannels(deps, userId))
  mount(contract.putEmailChannel, ({ userId, body }) => setChannel(deps, userId, { kind: 'email', ...body }))
  mount(contract.putWebhookChannel, ({ userId, body }) => setChannel(deps, userId, { kind: 'webhook', ...body }))
  mount(contract.putNtfyChannel, ({ userId, body }) => setChannel(deps, userId, { kind: 'ntfy', ...body }))
  mount(contract.removeChannel, ({ userId, params }) => removeChannel(deps, userId, params.kind))
  mount(contract.testChannel, ({ userId, params }) => testChannel(deps, userId, params.kind))
}
