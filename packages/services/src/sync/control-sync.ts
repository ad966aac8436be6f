import type { Tenant } from '@rc/db'
import { freeJob } from '@rc/db/queries/jobs'
import { forgetDays, forgetEmptyDays, listSpans } from '@rc/db/queries/sync-days'
import { clearFailures, listFailures, markRerun, type SyncFailureRow } from '@rc/db/queries/sync-failures'
import { extendHistory, lockVendorAccount, updateVendorAccount } from '@rc/db/queries/vendor-accounts'
import { wantFilesAgain, wantFilesOfDays } from '@rc/db/queries/vendor-activities'
import {
  AppError,
  daysBetween,
  type Dataset,
  type DayState,
  type Door,
  type ErrorCode,
  type LocalDate,
  type Vendor,
} from '@rc/domain'
import type { JobAnnouncement } from '@rc/jobs'
import { vendorDefinitions } from '@rc/vendors'
import { listConnections } from '@rc/db/queries/connections'
import { chooseDoors } from '../connections/choose-doors.ts'
import type { Deps } from '../deps.ts'
import { readIdCursor } from '../work/id-cursor.ts'
import { notifyUser } from '../work/notify-user.ts'
import { putJob } from '../work/put-job.ts'
import { presentSync, type SyncStatusView } from './get-sync-status.ts'
import { guides, isDayByDay, planWindows, unaskedSpans, type Span } from './plan-windows.ts'

type Needs = Pick<Deps, 'database' | 'queue' | 'now'>

/** The work that is under way ends at its next step. */
export const pauseSync = (deps: Needs, userId: number, vendor: Vendor): Promise<SyncStatusView> =>
  change(deps, userId, vendor, async (tenant) => {
    await updateVendorAccount(tenant, vendor, { paused: true })
    return null
  })

export const resumeSync = (deps: Needs, userId: number, vendor: Vendor): Promise<SyncStatusView> =>
  change(deps, userId, vendor, async (tenant) => {
    await updateVendorAccount(tenant, vendor, { paused: false })
    return beginSync(tenant)
  })

/** Looks for what is new, now. Throws `conflict` while it is paused. */
export const runSync = (deps: Needs, userId: number, vendor: Vendor): Promise<SyncStatusView> =>
  change(deps, userId, vendor, async (tenant, paused) => {
    if (paused) throw new AppError('conflict', 'the sync is paused')
    await updateVendorAccount(tenant, vendor, { nextSyncAt: deps.now() })
    return beginSync(tenant)
  })

/** Asks about these days again, whatever is known of them; the history begins with them if it began later. */
export const refillGap = (
  deps: Needs,
  userId: number,
  vendor: Vendor,
  { dataset, from, to }: { dataset: Dataset; from: LocalDate; to: LocalDate },
): Promise<SyncStatusView> =>
  change(deps, userId, vendor, async (tenant) => {
    if (from > to || daysBetween(from, to) > MAX_DAYS)
      throw new AppError('invalid_input', 'no such days', {
        details: { reasons: ['body.to: not after from, within 60 years'] },
      })
    await forgetDays(tenant, vendor, dataset, from, to)
    await clearFailures(tenant, vendor, dataset, { from, to })
    await forgetBreak(tenant, vendor, dataset, { from, to })
    if (dataset === 'activities') await wantFilesOfDays(tenant, vendor, { from, to })
    await extendHistory(tenant, vendor, from)
    return beginSync(tenant)
  })

/** What was taken to be empty without a question is found out anew. */
async function forgetBreak(tenant: Tenant, vendor: Vendor, dataset: Dataset, days: Span): Promise<void> {
  const definition = vendorDefinitions[vendor]
  const doorOf = chooseDoors(await listConnections(tenant, vendor), definition)
  if (!isDayByDay(definition, dataset, doorOf.get(dataset))) return
  for (const guide of guides) await forgetEmptyDays(tenant, vendor, guide, days)
}

/** Longer than any watch is old. */
const MAX_DAYS = 60 * 366

/** Asks again what got no answer. */
export const rerunFailures = (
  deps: Needs,
  userId: number,
  vendor: Vendor,
  ids: number[] | undefined,
): Promise<SyncStatusView> =>
  change(deps, userId, vendor, async (tenant) => {
    for (const { dataset, fromDate, toDate, subject } of await markRerun(tenant, vendor, ids ?? null)) {
      if (fromDate && toDate) await forgetDays(tenant, vendor, dataset, fromDate, toDate)
      else if (dataset === 'activities') await wantFilesAgain(tenant, vendor, [subject])
    }
    return beginSync(tenant)
  })

/** Puts the work into the table, free to begin at once. */
export async function beginSync(tenant: Tenant): Promise<JobAnnouncement> {
  const job = await putJob(tenant, 'garmin.account.sync', {}, 'garmin')
  await freeJob(tenant, job.id)
  return job
}

async function change(
  { database, queue, now }: Needs,
  userId: number,
  vendor: Vendor,
  apply: (tenant: Tenant, paused: boolean) => Promise<JobAnnouncement | null>,
): Promise<SyncStatusView> {
  const { view, job } = await database.asUser(userId, async (tenant) => {
    const { paused } = await lockVendorAccount(tenant, vendor)
    const job = await apply(tenant, paused)
    await notifyUser(tenant, { type: 'sync', vendor })
    return { view: await presentSync(tenant, vendor, now()), job }
  })
  if (job) await queue.announce([job])
  return view
}

export interface GapsView {
  datasets: { dataset: Dataset; spans: { from: LocalDate; to: LocalDate; state: DayState | 'unasked' }[] }[]
  refills: { dataset: Dataset; from: LocalDate; to: LocalDate; days: number; calls: number; door: Door }[]
}

const REFILLS = 20

/** The calendar of what is here, and the cheapest questions that would fill what is not. */
export async function getGaps(
  { database }: Pick<Deps, 'database'>,
  userId: number,
  vendor: Vendor,
  { from, to }: Span,
): Promise<GapsView> {
  if (from > to || daysBetween(from, to) > MAX_DAYS)
    throw new AppError('invalid_input', 'no such days', {
      details: { reasons: ['query.to: not after from, within 60 years'] },
    })
  return database.asUser(userId, async (tenant) => {
    const definition = vendorDefinitions[vendor]
    const known = await listSpans(tenant, vendor, from, to)
    const doorOf = chooseDoors(await listConnections(tenant, vendor), definition)
    const shown = Object.entries(definition.datasets).flatMap(([dataset, { kind }]) =>
      kind === 'days' ? [dataset as Dataset] : [],
    )
    const spansOf = (dataset: Dataset) => known.filter((span) => span.dataset === dataset)
    const refills = shown.flatMap((dataset) => {
      const door = doorOf.get(dataset)
      if (!door) return []
      const settled = spansOf(dataset).filter(({ state }) => state !== 'failed' && state !== 'damaged')
      return unaskedSpans(settled, { from, to }).map((gap) => ({
        dataset,
        door,
        ...gap,
        days: daysBetween(gap.from, gap.to) + 1,
        calls: planWindows(definition, new Map([[dataset, door]]), new Map(), gap).length,
      }))
    })
    return {
      datasets: shown.map((dataset) => {
        const spans = spansOf(dataset).map(({ from, to, state }) => ({ from, to, state }))
        const unasked = unaskedSpans(spans, { from, to }).map((span) => ({ ...span, state: 'unasked' as const }))
        return { dataset, spans: [...spans, ...unasked].toSorted((a, b) => (a.from < b.from ? -1 : 1)) }
      }),
      refills: refills.toSorted((a, b) => a.calls / a.days - b.calls / b.days || b.days - a.days).slice(0, REFILLS),
    }
  })
}

export interface SyncFailureView {
  id: number
  dataset: Dataset
  subject: string
  door: Door
  errorCode: ErrorCode
  reason: string
  attempts: number
  rerun: boolean
  failedAt: string
}

/** Newest first. */
export async function listSyncFailures(
  { database }: Pick<Deps, 'database'>,
  userId: number,
  vendor: Vendor,
  page: { cursor?: string | undefined; limit: number },
): Promise<{ failures: SyncFailureView[]; nextCursor: string | null }> {
  const beforeId = readIdCursor(page.cursor)
  const rows = await database.asUser(userId, (tenant) =>
    listFailures(tenant, vendor, { beforeId, limit: page.limit + 1 }),
  )
  const failures = rows.slice(0, page.limit).map(presentFailure)
  return { failures, nextCursor: rows.length > page.limit ? String(failures.at(-1)!.id) : null }
}

const presentFailure = (row: SyncFailureRow): SyncFailureView => ({
  id: row.id,
  dataset: row.dataset,
  subject: row.subject,
  door: row.door,
  errorCode: row.errorCode,
  reason: row.reason,
  attempts: row.attempts,
  rerun: row.rerun,
  failedAt: row.failedAt.toISOString(),
})
