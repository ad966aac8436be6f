import * as contract from '@rc/contract'
import { getPrivacyZones, putPrivacyZone, removePrivacyZone } from '@rc/services/privacy/privacy-zones'
import type { ApiDeps } from '../context.ts'
import type { Mount } from '../mount.ts'

export function mountPrivacy(mount: Mount, deps: ApiDeps): void {
  mount(contract.getPrivacyZones, ({ userId }) => getPrivacyZones(deps, userId))
  mount(contract.putPrivacyZone, ({ userId, body }) => putPrivacyZone(deps, userId, body))
  mount(contract.removePrivacyZone, ({ userId, params }) => removePrivacyZone(deps, userId, params.name))
}
