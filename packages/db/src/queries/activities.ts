import type { LocalDate, Sport } from '@rc/domain'
import { and, asc, desc, eq, getTableColumns, gte, ilike, isNotNull, isNull, lte, or, sql, type SQL } from 'drizzle-orm'
import type { Tenant } from '../database.ts'
import {
  activities,
  activityLaps,
  activityLengths,
  activityMetrics,
  activitySessions,
  garminRawFiles,
} from '../schema/index.ts'

/** The one load of an activity that sums and curves are made of. */
export const loadMetricId = 'load'

export type ActivityRow = typeof activities.$inferSelect
export interface ListedActivity extends ActivityRow {
  load: number | null
  loadMethod: string | null
  /** `startedAt` to the full microsecond, for the position in a list. */
  startedAtText: string
}

const startedAtText = sql<string>`to_char(${activities.startedAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

const column = getTableColumns(activities)

/** Newest version of each activity's load. */
const withLoad = ({ tx }: Tenant) => {
  const load = tx
    .select({ value: activityMetrics.value, method: activityMetrics.method })
    .from(activityMetrics)
    .where(
      and(
        eq(activityMetrics.activityId, activities.id),
        eq(activityMetrics.sessionIndex, -1),
        eq(activityMetrics.metricId, loadMetricId),
      ),
    )
    .orderBy(desc(activityMetrics.version))
    .limit(1)
    .as('load')
  return tx
    .select({ ...column, load: load.value, loadMethod: load.method, startedAtText })
    .from(activities)
    .leftJoinLateral(load, sql`true`)
}

export interface ActivityFilter {
  from?: LocalDate | undefined
  to?: LocalDate | undefined
  sport?: Sport | undefined
  /** Part of a name. */
  text?: string | undefined
  /** Only those whose watch did not know the date, instead of all others. */
  undated?: boolean | undefined
  /** Go on after this one. */
  after?: { startedAt: string; id: number } | undefined
  limit: number
}

const escapeLike = (text: string) => text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)

/** Canonical activities, newest first. */
export function listActivityRows(tenant: Tenant, filter: ActivityFilter): Promise<ListedActivity[]> {
  const { from, to, sport, text, undated = false, after, limit } = filter
  const wanted: (SQL | undefined)[] = [
    eq(activities.userId, tenant.userId),
    isNull(activities.duplicateOf),
    undated ? isNull(activities.localDate) : isNotNull(activities.localDate),
    from === undefined ? undefined : gte(activities.localDate, from),
    to === undefined ? undefined : lte(activities.localDate, to),
    sport === undefined ? undefined : eq(activities.sport, sport),
    text ? ilike(activities.name, `%${escapeLike(text)}%`) : undefined,
    after && sql`(${activities.startedAt}, ${activities.id}) < (${after.startedAt}::timestamptz, ${after.id}::integer)`,
  ]
  return withLoad(tenant)
    .where(and(...wanted))
    .orderBy(desc(activities.startedAt), desc(activities.id))
    .limit(limit)
}

/** Every canonical activity that went somewhere, newest first. */
export function listTrackRows({ tx, userId }: Tenant) {
  const { id, sport, name, localDate, distanceM, track } = column
  return tx
    .select({ id, sport, name, localDate, distanceM, track })
    .from(activities)
    .where(and(eq(activities.userId, userId), isNull(activities.duplicateOf), isNotNull(activities.track)))
    .orderBy(desc(activities.startedAt), desc(activities.id))
}

export async function readActivityRow(tenant: Tenant, id: number): Promise<ListedActivity | null> {
  const [row] = await withLoad(tenant).where(and(eq(activities.userId, tenant.userId), eq(activities.id, id)))
  return row ?? null
}

/** What an activity consists of, each part in its order. */
export async function readActivityParts({ tx, userId }: Tenant, activityId: number) {
  const of = (table: typeof activitySessions | typeof activityLaps | typeof activityLengths | typeof activityMetrics) =>
    and(eq(table.userId, userId), eq(table.activityId, activityId))
  const [sessions, laps, lengths, metrics] = await Promise.all([
    tx.select().from(activitySessions).where(of(activitySessions)).orderBy(asc(activitySessions.sessionIndex)),
    tx.select().from(activityLaps).where(of(activityLaps)).orderBy(asc(activityLaps.lapIndex)),
    tx.select().from(activityLengths).where(of(activityLengths)).orderBy(asc(activityLengths.lengthIndex)),
    tx
      .selectDistinctOn([activityMetrics.sessionIndex, activityMetrics.metricId])
      .from(activityMetrics)
      .where(of(activityMetrics))
      .orderBy(asc(activityMetrics.sessionIndex), asc(activityMetrics.metricId), desc(activityMetrics.version)),
  ])
  return { sessions, laps, lengths, metrics }
}

/** Every recording of the activity whose canonical one is `canonicalId`, that one first. */
export function listRecordings({ tx, userId }: Tenant, canonicalId: number) {
  return tx
    .select({
      activityId: activities.id,
      source: activities.source,
      flags: activities.flags,
      deviceManufacturer: activities.deviceManufacturer,
      deviceProduct: activities.deviceProduct,
      fileName: garminRawFiles.name,
      sha256: garminRawFiles.sha256,
    })
    .from(activities)
    .leftJoin(garminRawFiles, eq(garminRawFiles.id, activities.rawFileId))
    .where(
      and(eq(activities.userId, userId), or(eq(activities.id, canonicalId), eq(activities.duplicateOf, canonicalId))),
    )
    .orderBy(desc(eq(activities.id, canonicalId)), asc(activities.id))
}
