import * as contract from '@rc/contract'
import { getBelongings } from '@rc/services/connections/get-belongings'
import { importTokens, setPersonalKey } from '@rc/services/connections/keep-credential'
import { listConnections } from '@rc/services/connections/list-connections'
import { probeDoor, removeDoor, switchDoor } from '@rc/services/connections/manage-doors'
import { answerLogin, cancelLogin, getLogin, startLogin } from '@rc/services/connections/press-log-in'
import {
  getGaps,
  listSyncFailures,
  pauseSync,
  refillGap,
  rerunFailures,
  resumeSync,
  runSync,
} from '@rc/services/sync/control-sync'
import { getSyncStatus } from '@rc/services/sync/get-sync-status'
import type { ApiDeps } from '../context.ts'
import type { Mount } from '../mount.ts'

export function mountConnections(mount: Mount, deps: ApiDeps): void {
  mount(contract.listConnections, async ({ userId }) => ({ connections: await listConnections(deps, userId) }))
  mount(contract.setPersonalKey, ({ userId, params, body }) => setPersonalKey(deps, userId, params.vendor, body))
  mount(contract.importTokens, ({ userId, params, body }) => importTokens(deps, userId, params.vendor, body))
  mount(contract.startLogin, ({ userId, params, body }) => startLogin(deps, userId, params.vendor, body))
  mount(contract.getLogin, ({ userId, params }) => getLogin(deps, userId, params))
  mount(contract.answerLogin, ({ userId, params, body }) => answerLogin(deps, userId, params, body))
  mount(contract.cancelLogin, ({ userId, params }) => cancelLogin(deps, userId, params))
  mount(contract.switchDoor, ({ userId, params, body }) => switchDoor(deps, userId, params, body.enabled))
  mount(contract.removeDoor, ({ userId, params }) => removeDoor(deps, userId, params))
  mount(contract.getBelongings, ({ userId, params }) => getBelongings(deps, userId, params.vendor))
  mount(contract.probeDoor, ({ userId, params }) => probeDoor(deps, userId, params))
}

export function mountSync(mount: Mount, deps: ApiDeps): void {
  mount(contract.getSync, ({ userId, params }) => getSyncStatus(deps, userId, params.vendor))
  mount(contract.pauseSync, ({ userId, params }) => pauseSync(deps, userId, params.vendor))
  mount(contract.resumeSync, ({ userId, params }) => resumeSync(deps, userId, params.vendor))
  mount(contract.runSync, ({ userId, params }) => runSync(deps, userId, params.vendor))
  mount(contract.getGaps, ({ userId, params, query }) => getGaps(deps, userId, params.vendor, query))
  mount(contract.refillGap, ({ userId, params, body }) => refillGap(deps, userId, params.vendor, body))
  mount(contract.listSyncFailures, ({ userId, params, query }) =>
    listSyncFailures(deps, userId, params.vendor, { ...query, cursor: query.cursor }),
  )
  mount(contract.rerunSyncFailures, ({ userId, params, body }) => rerunFailures(deps, userId, params.vendor, body.ids))
}
