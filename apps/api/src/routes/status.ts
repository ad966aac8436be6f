import * as contract from '@rc/contract'
import { getStatus } from '@rc/services/health/get-status'
import type { ApiDeps } from '../context.ts'
import type { Mount } from '../mount.ts'

export function mountStatus(mount: Mount, deps: ApiDeps): void {
  mount(contract.getStatus, () => getStatus(deps))
}
