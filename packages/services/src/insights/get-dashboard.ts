import { listActivityRows } from '@rc/db/queries/activities'
import { listDaily, listMissingForLoad, readHistoryState, sumByDay } from '@rc/db/queries/insights'
import { addDays, daysBetween, mondayOf, thresholdKinds } from '@rc/domain'
import { iso, presentSummary } from '../activities/present-activity.ts'
import type { Deps } from '../deps.ts'
import { toDailySeries } from './daily-series.ts'
import { readToday } from './today.ts'
import { sumWeek } from './week-totals.ts'

const FORM_DAYS = 90
const LATEST = 6
const formMetrics = ['load', 'ctl', 'atl', 'tsb']

/** Where the athlete stands today. The form reaches to yesterday, the last closed day; its morning value is today's. */
export function getDashboard(deps: Pick<Deps, 'database' | 'now'>, userId: number) {
  return deps.database.asUser(userId, async (tenant) => {
    const { today } = await readToday(tenant, deps.now())
    const monday = mondayOf(today)
    const lastMonday = addDays(monday, -7)
    const [days, form, latest, reasons, history] = await Promise.all([
      sumByDay(tenant, lastMonday, addDays(monday, 6)),
      listDaily(tenant, formMetrics, addDays(today, -FORM_DAYS), today),
      listActivityRows(tenant, { limit: LATEST }),
      listMissingForLoad(tenant),
      readHistoryState(tenant),
    ])
    return {
      today,
      thisWeek: sumWeek(days, monday),
      lastWeek: sumWeek(days, lastMonday),
      lastWeekSoFar: sumWeek(days, lastMonday, addDays(today, -7)),
      form: toDailySeries(form),
      historyDays: history.firstDate === null ? 0 : Math.max(0, daysBetween(history.firstDate, today)),
      latest: latest.map(presentSummary),
      missingThresholds: thresholdKinds.filter((kind) => reasons.includes(kind)),
      undatedActivities: history.undated,
      lastImportAt: iso(history.lastImportAt),
    }
  })
}
