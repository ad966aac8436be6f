import { alertRules, backTest, setbacksOf, type Setback, type SignalRecord } from '@rc/analytics'
import type { JournalRow } from '@rc/db/queries/journal'
import type { LocalDate } from '@rc/domain'
import type { Deps } from '../deps.ts'
import { readToday } from '../insights/today.ts'
import { requireRange } from '../recovery/require-range.ts'
import { readMornings } from './read-mornings.ts'

/** Pain from here on closes the health gate as well. */
const badPain = 4

/** The morning check replayed over the athlete's own past, up to today, against what their journal says of illness and pain. */
export async function getBackTest(
  deps: Pick<Deps, 'database' | 'now'>,
  userId: number,
  range: { from: LocalDate; to: LocalDate },
) {
  requireRange(range)
  return deps.database.asReader(userId, async (tenant) => {
    const { today } = await readToday(tenant, deps.now())
    const { from } = range
    const to = range.to < today ? range.to : today
    if (to < from) return { from, to: from, mornings: 0, setbacks: [], signals: [] }
    const { mornings, journal } = await readMornings(tenant, deps.now(), { from, to })
    const setbacks = journalSetbacks(journal)
    const signals = backTest(mornings, setbacks).map(presentSignal)
    return { from, to, mornings: mornings.length, setbacks, signals }
  })
}

function journalSetbacks(journal: JournalRow[]): Setback<'illness' | 'pain'>[] {
  const daysWith = (is: (day: JournalRow) => boolean): LocalDate[] =>
    journal.filter(is).map(({ localDate }) => localDate)
  return [
    ...setbacksOf(
      'illness',
      daysWith(({ isIll }) => isIll === true),
    ),
    ...setbacksOf(
      'pain',
      daysWith(({ pain }) => pain !== null && pain >= badPain),
    ),
  ].sort((a, b) => (a.from < b.from ? -1 : 1))
}

function presentSignal({ id, ...record }: SignalRecord) {
  const rule = alertRules.find((each) => each.id === id)
  const hits = record.outcomes.filter(({ isHit }) => isHit).length
  return {
    id,
    kind: rule ? ('rule' as const) : ('level' as const),
    rule: rule
      ? { name: rule.name, domain: rule.domain, version: rule.version, evidence: rule.evidence, source: rule.source }
      : null,
    ...record,
    hits,
    misses: record.outcomes.length - hits,
  }
}
