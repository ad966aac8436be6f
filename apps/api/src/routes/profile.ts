import * as contract from '@rc/contract'
import { getProfile, updateProfile } from '@rc/services/profile/profile'
import { removeThreshold, setThreshold } from '@rc/services/profile/thresholds'
import type { ApiDeps } from '../context.ts'
import type { Mount } from '../mount.ts'

export function mountProfile(mount: Mount, deps: ApiDeps): void {
  mount(contract.getProfile, ({ userId }) => getProfile(deps, userId))
  mount(contract.updateProfile, ({ userId, body }) => updateProfile(deps, userId, body))
  mount(contract.setThreshold, ({ userId, body }) => setThreshold(deps, userId, body))
  mount(contract.removeThreshold, ({ userId, params }) => removeThreshold(deps, userId, params.id))
}
