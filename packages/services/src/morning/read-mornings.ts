import {
  countBadFeelings,
  currentHrvSource,
  hrvSeries,
  judgeSessions,
  morningFacts,
  type Morning,
  type SessionSign,
} from '@rc/analytics'
import type { Tenant } from '@rc/db'
import { listDaily } from '@rc/db/queries/insights'
import { listJournal, type JournalRow } from '@rc/db/queries/journal'
import { listSessionSigns } from '@rc/db/queries/session-signs'
import { addDays, daysBetween, sportFamily, type LocalDate } from '@rc/domain'
import { srpeScaleOf } from '../analysis/srpe-scale.ts'
import { lookBackDays, readWellness } from '../recovery/wellness-days.ts'

const dailyIds = ['tsb', 'load', 'ramp7', 'monotony']

export interface Mornings {
  mornings: Morning[]
  /** Ascending, from the first morning on. */
  journal: JournalRow[]
}

/**
 * What the rules of the morning check look at on each morning of a time, the same for one and for ten years of them.
 * Heart rate variability is that of the source which speaks at the end; days of another one before are not known.
 */
export async function readMornings(
  tenant: Tenant,
  now: Date,
  range: { from: LocalDate; to: LocalDate },
): Promise<Mornings> {
  const { from, to } = range
  const firstDate = addDays(from, -lookBackDays)
  const [wellness, daily, journal, sessions] = await Promise.all([
    readWellness(tenant, now, range),
    listDaily(tenant, dailyIds, firstDate, to),
    listJournal(tenant, firstDate, to),
    listSessionSigns(tenant, firstDate, to),
  ])
  const days = daysBetween(firstDate, to) + 1
  const byDay = <T>(rows: readonly T[], of: (row: T) => [LocalDate, number | null]): Float64Array => {
    const column = new Float64Array(days).fill(NaN)
    for (const row of rows) {
      const [date, value] = of(row)
      column[daysBetween(firstDate, date)] = value ?? NaN
    }
    return column
  }
  const number = (metricId: string): Float64Array =>
    byDay(
      daily.filter((row) => row.metricId === metricId),
      (row) => [row.localDate, row.value],
    )
  const source = currentHrvSource(wellness.hrv, to)
  const signs = sessions.map(({ sport, ...rest }): SessionSign => ({ ...rest, family: sportFamily(sport) }))
  const history = {
    firstDate,
    hrvMs: source === null ? byDay([], () => [to, null]) : hrvSeries(wellness.hrv, source, to, days),
    restingHrBpm: wellness.restingHrBpm,
    sleepH: wellness.sleepH,
    tsb: number('tsb'),
    load: number('load'),
    ramp7: number('ramp7'),
    monotony: number('monotony'),
    badFeelings: byDay(journal, (row) => [row.localDate, countBadFeelings(row)]),
    isIll: byDay(journal, ({ localDate, isIll }) => [localDate, isIll === null ? null : Number(isIll)]),
    pain: worstPain(
      byDay(journal, ({ localDate, pain }) => [localDate, pain]),
      sessions,
      firstDate,
    ),
  }
  return {
    mornings: morningFacts(history, judgeSessions(signs, srpeScaleOf(signs)), from, wellness.sleepNeedH),
    journal: journal.filter(({ localDate }) => localDate >= from),
  }
}

/** Of the day's own word and of what its sessions and those of the day before hurt: the worst. */
function worstPain(
  ofDay: Float64Array,
  sessions: readonly { date: LocalDate; pain: number | null }[],
  firstDate: LocalDate,
): Float64Array {
  const worst = ofDay.slice()
  for (const { date, pain } of sessions) {
    if (pain === null) continue
    const day = daysBetween(firstDate, date)
    for (const each of [day, day + 1])
      if (each < worst.length) worst[each] = Math.max(Number.isNaN(worst[each]!) ? 0 : worst[each]!, pain)
  }
  return worst
}
