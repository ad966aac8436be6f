import type { ActivitySummary, sumActivities } from '@rc/contract'
import type { Output } from '#lib/api.ts'

export type MonthSums = Output<typeof sumActivities>['months'][number]

/** One line of the list: the head of a month (null: nobody knows it), or an activity and its place among all. */
export type ListRow =
  | { kind: 'month'; month: string | null }
  | { kind: 'activity'; activity: ActivitySummary; place: number }

/** Activities in their order; by date, each month under its head. */
export function toRows(activities: readonly ActivitySummary[], byMonth: boolean): ListRow[] {
  const rows: ListRow[] = []
  let last: string | null | undefined
  activities.forEach((activity, place) => {
    const month = activity.localDate?.slice(0, 7) ?? null
    if (byMonth && month !== last) rows.push({ kind: 'month', month })
    last = month
    rows.push({ kind: 'activity', activity, place })
  })
  return rows
}

export const keyOfRow = (row: ListRow): string =>
  row.kind === 'month' ? `month ${row.month}` : String(row.activity.id)
