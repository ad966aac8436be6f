import { createHash } from 'node:crypto'
import type { Tenant } from '@rc/db'
import { hasMorningBegun } from '@rc/db/queries/mornings'
import { latestEventHash, putRawEvents, setQuarantined, type NewEvent } from '@rc/db/queries/raw-events'
import { putDays } from '@rc/db/queries/sync-days'
import { clearFailures } from '@rc/db/queries/sync-failures'
import { replaceEventWellness } from '@rc/db/queries/wellness-write'
import type { Dataset, LocalDate, Vendor } from '@rc/domain'
import { utcOffsetS } from '@rc/domain'
import { daysOf, isEmpty, normaliseDay, vendorDefinitions, type DayFacts } from '@rc/vendors'
import { refreshMorning } from '../morning/refresh-morning.ts'
import { factsRows, type EventFacts } from './facts-rows.ts'
import type { Window } from './plan-windows.ts'

type DayDataset = Exclude<Dataset, 'activities'>

/** One answer, read into the rows of its days. */
export interface Answered {
  window: Window & { dataset: DayDataset }
  rows: { date: LocalDate; payload: unknown }[]
}

/** Keeps answers raw, then makes rows of what is new in them, and notes what is known of each day. */
export async function storeDays(tenant: Tenant, vendor: Vendor, answers: Answered[], timeZone: string): Promise<void> {
  for (const [dataset, group] of Map.groupBy(answers, ({ window }) => window.dataset)) {
    const rows = group.flatMap((answer) => answer.rows)
    const events = rows.map(({ date, payload }): NewEvent => ({ naturalKey: date, sha256: hashOf(payload), payload }))
    if (vendorDefinitions[vendor].datasets[dataset]?.kind === 'snapshot') {
      const known = await latestEventHash(tenant, vendor, dataset)
      const changed = events.filter(({ sha256 }) => sha256 !== known)
      await storeEvents(tenant, vendor, dataset, changed, timeZone)
      for (const { window, rows } of group)
        await putDays(tenant, vendor, dataset, window.door, [
          { date: window.to, state: rows.length > 0 ? 'have' : 'empty', items: rows.length },
        ])
      continue
    }
    const read = await storeEvents(tenant, vendor, dataset, events, timeZone)
    for (const [door, ofDoor] of Map.groupBy(group, ({ window }) => window.door)) {
      await putDays(
        tenant,
        vendor,
        dataset,
        door,
        ofDoor.flatMap((answer) => dayStates(answer, read)),
      )
      for (const { window } of ofDoor) await clearFailures(tenant, vendor, dataset, window)
    }
  }
}

type Read = Map<LocalDate, DayFacts | null>

/** Every event of the list, read; only those that are new are written. Null where nothing could be made of one. */
async function storeEvents(
  tenant: Tenant,
  vendor: Vendor,
  dataset: DayDataset,
  events: NewEvent[],
  timeZone: string,
): Promise<Read> {
  const { fresh, superseded } = await putRawEvents(tenant, vendor, dataset, events)
  const ids = new Map(fresh.map(({ id, naturalKey }) => [naturalKey, id]))
  const read: Read = new Map()
  const facts: EventFacts[] = []
  const quarantined: { id: number; quarantined: string | null }[] = []
  for (const { naturalKey: date, payload } of events) {
    const outcome = normaliseDay(dataset, payload, { date, noonS: noonS(date, timeZone) })
    read.set(date, outcome.ok ? outcome.value : null)
    const id = ids.get(date)
    if (id === undefined) continue
    quarantined.push({ id, quarantined: outcome.ok ? null : outcome.missing.join('; ') })
    if (outcome.ok) facts.push({ rawEventId: id, date, facts: outcome.value })
  }
  await Promise.all([
    replaceEventWellness(tenant, [...superseded, ...ids.values()], factsRows(vendor, facts)),
    setQuarantined(tenant, quarantined),
  ])
  await lookAgainAt(tenant, facts)
  return read
}

/** What came for a morning that has begun is late, and the morning is looked at once more. */
async function lookAgainAt(tenant: Tenant, facts: readonly EventFacts[]): Promise<void> {
  const newest = facts.reduce<LocalDate | null>((max, { date }) => (max === null || date > max ? date : max), null)
  if (newest !== null && (await hasMorningBegun(tenant, newest))) await refreshMorning(tenant)
}

function dayStates({ window, rows }: Answered, read: Read) {
  const given = new Set(rows.map(({ date }) => date))
  return daysOf(window).map((date) => {
    const facts = read.get(date)
    if (!given.has(date) || facts === undefined) return { date, state: 'empty' as const, items: 0 }
    if (facts === null) return { date, state: 'failed' as const, items: 0 }
    const items = facts.readings.length + (facts.night ? 1 : 0) + (facts.heartRates.length > 0 ? 1 : 0)
    return { date, state: isEmpty(facts) ? ('empty' as const) : ('have' as const), items: Math.min(items, 32_000) }
  })
}

/** Whether nothing is said about the day. What cannot be read may say something. */
export function saysNothing(dataset: Dataset, payload: unknown, date: LocalDate, timeZone: string): boolean {
  if (dataset === 'activities') return false
  const outcome = normaliseDay(dataset, payload, { date, noonS: noonS(date, timeZone) })
  return outcome.ok && isEmpty(outcome.value)
}

/** The athlete's noon: when a value of a whole day is said to be. */
export const noonS = (date: LocalDate, timeZone: string): number => {
  const guessS = Date.parse(`${date}T12:00:00Z`) / 1000
  return guessS - utcOffsetS(guessS, timeZone)
}

export const hashOf = (payload: unknown): string => createHash('sha256').update(JSON.stringify(payload)).digest('hex')

/** The days of a question, for lists. */
export const subjectOf = ({ from, to }: Pick<Window, 'from' | 'to'>): string => (from === to ? from : `${from}..${to}`)
