import type { Tenant } from '@rc/db'
import { getAthleteContext } from '@rc/db/queries/raw'
import { putRawEvents, setQuarantined } from '@rc/db/queries/raw-events'
import { putDays } from '@rc/db/queries/sync-days'
import { clearFailures } from '@rc/db/queries/sync-failures'
import {
  markGone,
  moveSummaryActivity,
  putVendorActivities,
  readVendorActivities,
} from '@rc/db/queries/vendor-activities'
import type { Vendor } from '@rc/domain'
import { activityPage, daysOf, isNothing, normaliseActivity, type ActivityFact } from '@rc/vendors'
import { AppError } from '@rc/domain'
import type { DoorSession } from '../connections/door-session.ts'
import type { Window } from './plan-windows.ts'
import { hashOf } from './store-days.ts'
import { dropSummaryActivities, listedOn, storeSummaryActivity } from './summary-activity.ts'

/** Rows of one page. The vendor may give fewer, so that only an empty page is the last one. */
const PAGE = 50
/** More than anybody does in the days of one question. */
const MOST_PAGES = 400

/** All rows of the list in a window; of one that stands on two pages the later one. */
export async function listActivityRows(session: DoorSession, window: Window): Promise<Map<string, unknown>> {
  const rows = new Map<string, unknown>()
  for (let start = 0, page = 0; page < MOST_PAGES; page++) {
    const body = await session.ask(activityPage(window, start, PAGE))
    if (isNothing(body)) return rows
    if (!Array.isArray(body))
      throw new AppError('vendor_contract_changed', 'the list is none', { details: { reason: 'list_missing' } })
    for (const row of body) {
      const id = typeof row === 'object' && row !== null && 'activityId' in row ? String(row.activityId) : null
      if (id !== null) rows.set(id, row)
    }
    start += body.length
  }
  return rows
}

interface Listed {
  id: string
  rawEventId: number | null
  fact: ActivityFact
  hasFile: boolean
}

/** Keeps the rows of the list; what is new wants its file, what has changed is told, what is no longer there is noted. */
export async function storeActivityList(
  tenant: Tenant,
  vendor: Vendor,
  window: Window,
  rows: Map<string, unknown>,
): Promise<void> {
  const events = [...rows].map(([id, payload]) => ({ naturalKey: id, sha256: hashOf(payload), payload }))
  const { fresh } = await putRawEvents(tenant, vendor, 'activities', events)
  const freshId = new Map(fresh.map(({ id, naturalKey }) => [naturalKey, id]))
  const outcomes = events.map(({ naturalKey, payload }) => ({
    id: naturalKey,
    outcome: normaliseActivity(payload),
    payload,
  }))
  await setQuarantined(
    tenant,
    outcomes.flatMap(({ id, outcome }) => {
      const eventId = freshId.get(id)
      return eventId === undefined ? [] : [{ id: eventId, quarantined: outcome.ok ? null : outcome.missing.join('; ') }]
    }),
  )
  const listed = outcomes.flatMap(({ id, outcome, payload }): Listed[] =>
    outcome.ok && !outcome.value.isLeg
      ? [{ id, rawEventId: freshId.get(id) ?? null, fact: outcome.value, hasFile: !isManual(payload) }]
      : [],
  )
  await storeListed(tenant, vendor, listed)

  // What could not be read is not gone.
  const gone = await markGone(tenant, vendor, window, [...rows.keys()])
  await dropSummaryActivities(
    tenant,
    gone.flatMap(({ rawEventId }) => rawEventId ?? []),
  )
  const perDay = Map.groupBy(listed, ({ fact }) => listedOn(fact))
  const days = daysOf(window).map((date) => {
    const items = perDay.get(date)?.length ?? 0
    return { date, state: items > 0 ? ('have' as const) : ('empty' as const), items }
  })
  await putDays(tenant, vendor, 'activities', window.door, days)
  await clearFailures(tenant, vendor, 'activities', window)
}

async function storeListed(tenant: Tenant, vendor: Vendor, listed: Listed[]): Promise<void> {
  const known = await readVendorActivities(
    tenant,
    vendor,
    listed.map(({ id }) => id),
  )
  await putVendorActivities(
    tenant,
    vendor,
    listed.map(({ id, rawEventId, fact, hasFile }) => ({
      vendorActivityId: id,
      localDate: listedOn(fact),
      name: fact.name,
      rawEventId,
      hasFile,
    })),
  )
  const athlete = await getAthleteContext(tenant)
  for (const { id, rawEventId, fact, hasFile } of listed) {
    const before = known.get(id)
    const eventId = rawEventId ?? before?.rawEventId ?? null
    if (eventId === null || before?.isExcluded) continue
    const isOnlySummary = before ? before.fileState === 'none' || before.fileState === 'failed' : !hasFile
    if (!isOnlySummary || (rawEventId === null && before)) continue
    if (before?.rawEventId && rawEventId) await moveSummaryActivity(tenant, before.rawEventId, rawEventId)
    await storeSummaryActivity(tenant, eventId, fact, athlete)
  }
}

/** Written by hand at the vendor: there is no file. */
export const isManual = (payload: unknown): boolean =>
  typeof payload === 'object' && payload !== null && 'manualActivity' in payload && payload.manualActivity === true
