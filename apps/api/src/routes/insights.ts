import * as contract from '@rc/contract'
import { explainMetric } from '@rc/services/explain/explain-metric'
import { getCalendar } from '@rc/services/insights/get-calendar'
import { getDailyMetrics } from '@rc/services/insights/get-daily-metrics'
import { getDashboard } from '@rc/services/insights/get-dashboard'
import { getTrends } from '@rc/services/insights/get-trends'
import { getHeartRate } from '@rc/services/wellness/get-heart-rate'
import { getSleep } from '@rc/services/wellness/get-sleep'
import type { ApiDeps } from '../context.ts'
import type { Mount } from '../mount.ts'

export function mountInsights(mount: Mount, deps: ApiDeps): void {
  mount(contract.getDashboard, ({ userId }) => getDashboard(deps, userId))
  mount(contract.getDailyMetrics, ({ userId, query }) => getDailyMetrics(deps, userId, query))
  mount(contract.getTrends, ({ userId, query }) => getTrends(deps, userId, query))
  mount(contract.getCalendar, ({ userId, query }) => getCalendar(deps, userId, query))
  mount(contract.getHeartRate, ({ userId, query }) => getHeartRate(deps, userId, query))
  mount(contract.explainMetric, ({ userId, params, query }) => explainMetric(deps, userId, { ...params, ...query }))
  mount(contract.getSleep, ({ userId, query }) => getSleep(deps, userId, query))
}
