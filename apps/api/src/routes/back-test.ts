import * as contract from '@rc/contract'
import { getBackTest } from '@rc/services/morning/get-back-test'
import type { ApiDeps } from '../context.ts'
import type { Mount } from '../mount.ts'

export function mountBackTest(mount: Mount, deps: ApiDeps): void {
  mount(contract.getBackTest, ({ userId, query }) => getBackTest(deps, userId, query))
}
