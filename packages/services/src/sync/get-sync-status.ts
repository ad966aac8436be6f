import type { Tenant } from '@rc/db'
import { listConnections } from '@rc/db/queries/connections'
import { findUnfinishedJob } from '@rc/db/queries/jobs'
import { countQuarantined } from '@rc/db/queries/raw-events'
import { countDays, type DayCounts } from '@rc/db/queries/sync-days'
import { countFailures } from '@rc/db/queries/sync-failures'
import { readVendorAccount } from '@rc/db/queries/vendor-accounts'
import { countVendorFiles } from '@rc/db/queries/vendor-activities'
import {
  datasets,
  daysBetween,
  localDateOf,
  type Dataset,
  type Door,
  type ErrorCode,
  type LocalDate,
  type Vendor,
} from '@rc/domain'
import { vendorDefinitions } from '@rc/vendors'
import { chooseDoors, isOpen } from '../connections/choose-doors.ts'
import type { Deps } from '../deps.ts'
import { getAthleteContext } from '@rc/db/queries/raw'

export interface DatasetProgressView {
  dataset: Dataset
  door: Door | null
  kind: 'days' | 'snapshot'
  days: { total: number; have: number; empty: number; failed: number; left: number }
  items: number
  ratePerMin: number
  etaS: number | null
  lastAskedAt: string | null
  quarantined: number
}

export interface SyncStatusView {
  vendor: Vendor
  state: 'no_door' | 'paused' | 'queued' | 'running' | 'waiting' | 'idle'
  waitingUntil: string | null
  reason: ErrorCode | null
  cause: string | null
  historyFrom: LocalDate | null
  syncedAt: string | null
  nextSyncAt: string | null
  datasets: DatasetProgressView[]
  files: { wanted: number; have: number; none: number; failed: number; etaS: number | null }
  etaS: number | null
  failures: number
}

/** The pace is measured over the last minutes, five at most; what has just begun is not believed at once. */
const LONGEST_PACE_MIN = 5
const SHORTEST_PACE_MIN = 0.5
const paceMinOf = (counts: Iterable<DayCounts>): number =>
  Math.min(LONGEST_PACE_MIN, Math.max(SHORTEST_PACE_MIN, ...[...counts].map(({ recentMin }) => recentMin ?? 0)))

export async function getSyncStatus(
  { database, now }: Pick<Deps, 'database' | 'now'>,
  userId: number,
  vendor: Vendor,
): Promise<SyncStatusView> {
  return database.asUser(userId, (tenant) => presentSync(tenant, vendor, now()))
}

export async function presentSync(tenant: Tenant, vendor: Vendor, now: Date): Promise<SyncStatusView> {
  const definition = vendorDefinitions[vendor]
  const account = await readVendorAccount(tenant, vendor)
  const rows = await listConnections(tenant, vendor)
  const open = rows.filter(isOpen)
  const { timeZone } = await getAthleteContext(tenant)
  const today = localDateOf(now.getTime() / 1000, timeZone)
  const from = account.historyFrom ?? today
  const counts = new Map((await countDays(tenant, vendor, from, today)).map((row) => [row.dataset, row]))
  const quarantined = await countQuarantined(tenant, vendor)
  const files = await countVendorFiles(tenant, vendor)
  const job = await findUnfinishedJob(tenant, 'garmin.account.sync')
  const doorOf = chooseDoors(rows, definition)
  const paceMin = paceMinOf(counts.values())
  const total = daysBetween(from, today) + 1

  // All open doors have to wait before the work does.
  const pauses = open.flatMap(({ pausedUntil }) => (pausedUntil && pausedUntil > now ? [pausedUntil] : []))
  const waitingUntil =
    open.length > 0 && pauses.length === open.length ? new Date(Math.min(...pauses.map(Number))) : null
  const resting = waitingUntil
    ? open.find(({ pausedUntil }) => pausedUntil?.getTime() === waitingUntil.getTime())
    : null
  const progress = datasets.map((dataset): DatasetProgressView => {
    const kind = definition.datasets[dataset]?.kind ?? 'days'
    const door = doorOf.get(dataset) ?? null
    return {
      dataset,
      door,
      kind,
      ...countsOf(counts.get(dataset), kind, door, { total, paceMin }),
      quarantined: quarantined.get(dataset) ?? 0,
    }
  })
  const filesEtaS = etaOf(files.wanted, files.recent / paceMin)
  const isAtWork = job?.state === 'running' && !waitingUntil && !account.paused
  const etas = [
    ...progress.filter(({ days }) => days.left > 0).map(({ etaS }) => etaS),
    ...(files.wanted > 0 ? [filesEtaS] : []),
  ]
  return {
    vendor,
    state:
      open.length === 0 ? 'no_door' : account.paused ? 'paused' : waitingUntil ? 'waiting' : !job ? 'idle' : job.state,
    waitingUntil: waitingUntil?.toISOString() ?? null,
    reason: resting?.pauseReason ?? null,
    cause: resting?.lastErrorReason ?? null,
    historyFrom: account.historyFrom,
    syncedAt: account.syncedAt?.toISOString() ?? null,
    nextSyncAt: open.length === 0 || account.paused ? null : account.nextSyncAt.toISOString(),
    datasets: progress,
    files: { wanted: files.wanted, have: files.have, none: files.none, failed: files.failed, etaS: filesEtaS },
    // What is asked in turn ends together; each pace was measured while the others ran.
    etaS: !isAtWork || etas.includes(null) || etas.length === 0 ? null : Math.max(...etas.map(Number)),
    failures: await countFailures(tenant, vendor),
  }
}

function countsOf(
  row: DayCounts | undefined,
  kind: 'days' | 'snapshot',
  door: Door | null,
  { total, paceMin }: { total: number; paceMin: number },
) {
  const { have, empty, failed, items, recent } = row ?? { have: 0, empty: 0, failed: 0, items: 0, recent: 0 }
  const left = kind === 'days' && door !== null ? Math.max(0, total - have - empty - failed) : 0
  const ratePerMin = recent / paceMin
  return {
    days: { total: kind === 'days' ? total : 0, have, empty, failed, left },
    items,
    ratePerMin,
    etaS: etaOf(left, ratePerMin),
    lastAskedAt: row?.lastAskedAt ?? null,
  }
}

const etaOf = (left: number, perMin: number): number | null =>
  left === 0 || perMin === 0 ? null : Math.ceil((left / perMin) * 60)
