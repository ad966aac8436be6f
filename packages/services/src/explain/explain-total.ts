import type { Tenant } from '@rc/db'
import { listTotalSources } from '@rc/db/queries/explain'
import { sumByDay } from '@rc/db/queries/insights'
import { AppError, mondayOf, sports, type LocalDate } from '@rc/domain'
import { sumWeek } from '../insights/week-totals.ts'
import { explain, type Explanation } from './explanation.ts'

const MOST_INPUTS = 30

/** Totals of a week from its Monday to the day: `week_timer_s`; of some sports alone `week_timer_s.run+treadmill_run`. */
const totals = {
  week_distance_m: { of: 'distanceM', unit: 'm' },
  week_timer_s: { of: 'timerS', unit: 's' },
  week_load: { of: 'load', unit: 'TSS' },
  week_activities: { of: 'activities', unit: '1' },
} as const
type TotalId = keyof typeof totals

export const isWeekTotal = (id: string): id is TotalId => id in totals

/** Why a week up to that day comes to this. Throws `not_found` for what is no sport. */
export async function explainWeek(
  tenant: Tenant,
  id: TotalId,
  part: string | null,
  date: LocalDate,
): Promise<Explanation> {
  const wanted = part?.split('+') ?? null
  if (wanted && !wanted.every(isSport)) throw new AppError('not_found', 'no such sport')
  const { of, unit } = totals[id]
  const monday = mondayOf(date)
  const days = (await sumByDay(tenant, monday, date)).filter(({ sport }) => wanted?.includes(sport) ?? true)
  const week = sumWeek(days, monday, date)
  const { rows, count } = await listTotalSources(tenant, {
    of,
    sports: wanted,
    from: monday,
    to: date,
    limit: MOST_INPUTS,
  })
  const isPartial = of === 'load' && week.withoutLoad > 0
  return explain(
    { grain: 'day', key: date },
    {
      id: part === null ? id : `${id}.${part}`,
      unit,
      version: 1,
      evidence: 'D',
      source: 'Own activities; what was recorded twice counts once',
      formula: of === 'activities' ? 'number of activities since Monday' : 'Σ over {count} activities since Monday',
    },
    {
      value: week[of],
      method: 'sum_of_activities',
      coverage: of === 'load' && week.activities > 0 ? 1 - week.withoutLoad / week.activities : null,
      confidence: isPartial ? 'low' : 'high',
      missing: isPartial ? ['activity_load'] : [],
      detail: null,
      inputs: rows.map((row) => ({ ...row, kind: 'activity' as const, unit: of === 'activities' ? null : unit })),
      inputCount: count,
    },
    (name) => ({ value: name === 'count' ? week.activities : null }),
  )
}

const isSport = (word: string): boolean => (sports as readonly string[]).includes(word)
