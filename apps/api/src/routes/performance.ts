import * as contract from '@rc/contract'
import { getMeanMax, getRecords } from '@rc/services/performance/get-bests'
import { getCritical } from '@rc/services/performance/get-critical'
import { getDistribution } from '@rc/services/performance/get-distribution'
import { getEfficiency } from '@rc/services/performance/get-efficiency'
import { getForm } from '@rc/services/performance/get-form'
import { getLoadChange } from '@rc/services/performance/get-load-change'
import { getRunPerformance } from '@rc/services/performance/get-run-performance'
import { getYearDays } from '@rc/services/performance/get-year-days'
import { getSwimSession, getSwimSummary } from '@rc/services/swim/get-swims'
import type { ApiDeps } from '../context.ts'
import type { Mount } from '../mount.ts'

export function mountPerformance(mount: Mount, deps: ApiDeps): void {
  mount(contract.getForm, ({ userId, query }) => getForm(deps, userId, query))
  mount(contract.getLoadChange, ({ userId, query }) => getLoadChange(deps, userId, query))
  mount(contract.getMeanMax, ({ userId, query }) => getMeanMax(deps, userId, query))
  mount(contract.getRecords, ({ userId, query }) => getRecords(deps, userId, query))
  mount(contract.getRunPerformance, ({ userId }) => getRunPerformance(deps, userId))
  mount(contract.getCritical, ({ userId }) => getCritical(deps, userId))
  mount(contract.getEfficiency, ({ userId, query }) => getEfficiency(deps, userId, query))
  mount(contract.getDistribution, ({ userId, query }) => getDistribution(deps, userId, query))
  mount(contract.getYearDays, ({ userId, query }) => getYearDays(deps, userId, query))
  mount(contract.getSwimSummary, ({ userId, query }) => getSwimSummary(deps, userId, query))
  mount(contract.getSwimSession, ({ userId, params }) => getSwimSession(deps, userId, params.id))
}
