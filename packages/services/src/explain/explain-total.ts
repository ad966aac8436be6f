import type { Tenant } from '@rc/db'
import { listTotalSources } from '@rc/db/queries/explain'
import { listSportDays, type SportDays } from '@rc/db/queries/year-days'
import { AppError, mondayOf, sports, type LocalDate } from '@rc/domain'
import { explain, type Explanation } from './explanation.ts'

const MOST_INPUTS = 30

/** Totals from the first day of a week, a month or a year to the day: `week_timer_s`; of some sports alone `year_timer_s.run+treadmill_run`. */
const totals = {
  distance_m: { of: 'distanceM', unit: 'm' },
  timer_s: { of: 'timerS', unit: 's' },
  ascent_m: { of: 'ascentM', unit: 'm' },
  load: { of: 'load', unit: 'TSS' },
  activities: { of: 'activities', unit: '1' },
} as const

const periods = {
  week: { since: 'Monday', firstOf: mondayOf },
  month: { since: 'the first of the month', firstOf: (date: LocalDate) => `${date.slice(0, 7)}-01` },
  year: { since: '1 January', firstOf: (date: LocalDate) => `${date.slice(0, 4)}-01-01` },
} as const

const idPattern = /^(week|month|year)_(distance_m|timer_s|ascent_m|load|activities)$/

export const isTotal = (id: string): boolean => idPattern.test(id)

/** Why a week, a month or a year up to that day comes to this. Throws `not_found` for what is no sport. */
export async function explainTotal(
  tenant: Tenant,
  id: string,
  part: string | null,
  date: LocalDate,
): Promise<Explanation> {
  const [, period, name] = idPattern.exec(id) ?? []
  const wanted = part?.split('+') ?? null
  if (!period || !name || (wanted && !wanted.every(isSport))) throw new AppError('not_found', 'no such total')
  const { of, unit } = totals[name as keyof typeof totals]
  const { since, firstOf } = periods[period as keyof typeof periods]
  const from = firstOf(date)
  const days = (await listSportDays(tenant, from, date)).filter(({ sport }) => wanted?.includes(sport) ?? true)
  const { rows, count } = await listTotalSources(tenant, { of, sports: wanted, from, to: date, limit: MOST_INPUTS })
  const activities = sumOf(days, 'activities') ?? 0
  const withoutLoad = sumOf(days, 'withoutLoad') ?? 0
  const isPartial = of === 'load' && withoutLoad > 0
  return explain(
    { grain: 'day', key: date },
    {
      id: part === null ? id : `${id}.${part}`,
      unit,
      version: 1,
      evidence: 'D',
      source: 'Own activities; what was recorded twice counts once',
      formula: of === 'activities' ? `number of activities since ${since}` : `Σ over {count} activities since ${since}`,
    },
    {
      value: sumOf(days, of) ?? (activities === 0 ? 0 : null),
      method: 'sum_of_activities',
      coverage: of === 'load' && activities > 0 ? 1 - withoutLoad / activities : null,
      confidence: isPartial ? 'low' : 'high',
      missing: isPartial ? ['activity_load'] : [],
      detail: null,
      inputs: rows.map((row) => ({ ...row, kind: 'activity' as const, unit: of === 'activities' ? null : unit })),
      inputCount: count,
    },
    (term) => ({ value: term === 'count' ? activities : null }),
  )
}

type Summed = (typeof totals)[keyof typeof totals]['of'] | 'withoutLoad'

/** Null where no day knows it. */
const sumOf = (days: SportDays[], key: Summed): number | null =>
  days
    .flatMap((column): (number | null)[] => column[key])
    .reduce((sum, value) => (value === null ? sum : (sum ?? 0) + value), null)

const isSport = (word: string): boolean => (sports as readonly string[]).includes(word)
