import * as contract from '@rc/contract'
import { getBackTest } from '@rc/services/morning/get-back-test'
import {
  getMorningToday,
  listAlertRules,
  listMornings,
  lookAtMorning,
  muteAlertRule,
} from '@rc/services/morning/get-morning'
import type { ApiDeps } from '../context.ts'
import type { Mount } from '../mount.ts'

export function mountMorning(mount: Mount, deps: ApiDeps): void {
  mount(contract.getMorningToday, ({ userId }) => getMorningToday(deps, userId))
  mount(contract.listMornings, ({ userId, query }) => listMornings(deps, userId, query))
  mount(contract.runMorning, ({ userId }) => lookAtMorning(deps, userId))
  mount(contract.getBackTest, ({ userId, query }) => getBackTest(deps, userId, query))
  mount(contract.listAlertRules, ({ userId }) => listAlertRules(deps, userId))
  mount(contract.muteAlertRule, ({ userId, params, body }) => muteAlertRule(deps, userId, params.rule, body))
}
