import type { LocalDate, Sport } from '@rc/domain'
import {
  and,
  arrayContains,
  asc,
  desc,
  eq,
  getTableColumns,
  gte,
  inArray,
  isNotNull,
  isNull,
  lte,
  or,
  sql,
  type AnyColumn,
  type SQL,
} from 'drizzle-orm'
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
export interface ListedActivity extends Omit<ActivityRow, 'track'> {
  load: number | null
  loadMethod: string | null
  /** `startedAt` to the full microsecond, for the position in a list. */
  startedAtText: string
}

export type ActivitySort = 'date' | 'distance' | 'time' | 'speed' | 'hr' | 'ascent' | 'load'

/** Where a list stands. `key`: the value it is sorted by, null among those without one; by date the start alone tells. */
export interface ListPosition {
  key: number | null
  startedAt: string
  id: number
}

const startedAtText = sql<string>`to_char(${activities.startedAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

const { track, ...column } = getTableColumns(activities)

/** Newest version of each activity's load. */
const newestLoad = ({ tx }: Tenant) =>
  tx
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

/** The same of all activities in one look, for lists that are sorted by it; left out of the plan where nothing asks for it. */
const newestLoads = ({ tx, userId }: Tenant) =>
  tx
    .selectDistinctOn([activityMetrics.activityId], {
      activityId: activityMetrics.activityId,
      value: activityMetrics.value,
    })
    .from(activityMetrics)
    .where(
      and(
        eq(activityMetrics.userId, userId),
        // Written out, as the index has it.
        sql`${activityMetrics.metricId} = 'load' and ${activityMetrics.sessionIndex} = -1`,
      ),
    )
    .orderBy(activityMetrics.activityId, desc(activityMetrics.version))
    .as('loads')

interface Load {
  value: AnyColumn
}

const withLoad = ({ tx }: Tenant, load: ReturnType<typeof newestLoad>) =>
  tx
    .select({ ...column, load: load.value, loadMethod: load.method, startedAtText })
    .from(activities)
    .leftJoinLateral(load, sql`true`)

/** Absent is "all"; ranges hold both ends, and what has no such value is in none of them. */
export interface ActivityFilter {
  from?: LocalDate | undefined
  to?: LocalDate | undefined
  sport?: Sport | undefined
  source?: ActivityRow['source'] | undefined
  /** What a name has to match, a regular expression. */
  name?: string | undefined
  /** Of activities without a name these match as well. */
  namedBySport?: Sport[] | undefined
  /** One of their tags, as it is written. */
  tag?: string | undefined
  /** Only these. */
  ids?: number[] | undefined
  minDistanceM?: number | undefined
  maxDistanceM?: number | undefined
  minTimerS?: number | undefined
  maxTimerS?: number | undefined
  minSpeedMps?: number | undefined
  maxSpeedMps?: number | undefined
  minHrBpm?: number | undefined
  maxHrBpm?: number | undefined
  minLoad?: number | undefined
  maxLoad?: number | undefined
  /** Only those whose watch did not know the date, instead of all others. */
  undated?: boolean | undefined
}

const given = <T>(value: T | undefined, make: (value: T) => SQL | undefined): SQL | undefined =>
  value === undefined ? undefined : make(value)

/** A number of four bytes is compared with one: eight hold what comes too near to zero for it. */
const asStored = (value: AnyColumn, bound: number): number =>
  value.getSQLType() === 'real' ? Math.fround(bound) : bound

const between = (value: AnyColumn, least: number | undefined, most: number | undefined): SQL | undefined =>
  and(
    given(least, (bound) => gte(value, asStored(value, bound))),
    given(most, (bound) => lte(value, asStored(value, bound))),
  )

/** Canonical activities that the filter wants. */
function wanted({ userId }: Tenant, load: Load, filter: ActivityFilter): SQL | undefined {
  const { undated = false, namedBySport = [] } = filter
  return and(
    eq(activities.userId, userId),
    isNull(activities.duplicateOf),
    filter.ids === undefined
      ? undated
        ? isNull(activities.localDate)
        : isNotNull(activities.localDate)
      : inArray(activities.id, filter.ids),
    given(filter.from, (from) => gte(activities.localDate, from)),
    given(filter.to, (to) => lte(activities.localDate, to)),
    given(filter.sport, (sport) => eq(activities.sport, sport)),
    given(filter.source, (source) => eq(activities.source, source)),
    given(filter.name, (name) =>
      or(
        sql`${activities.name} ~* ${name}`,
        namedBySport.length > 0 ? and(isNull(activities.name), inArray(activities.sport, namedBySport)) : undefined,
      ),
    ),
    given(filter.tag, (tag) => arrayContains(activities.tags, [tag])),
    between(activities.distanceM, filter.minDistanceM, filter.maxDistanceM),
    between(activities.timerS, filter.minTimerS, filter.maxTimerS),
    between(activities.avgSpeedMps, filter.minSpeedMps, filter.maxSpeedMps),
    between(activities.avgHrBpm, filter.minHrBpm, filter.maxHrBpm),
    between(load.value, filter.minLoad, filter.maxLoad),
  )
}

const sortColumn = (sort: Exclude<ActivitySort, 'date'>, load: Load) =>
  ({
    distance: activities.distanceM,
    time: activities.timerS,
    speed: activities.avgSpeedMps,
    hr: activities.avgHrBpm,
    ascent: activities.ascentM,
    load: load.value,
  })[sort]

/** The value a list is sorted by, of one of its rows. */
export const sortKeyOf = (row: ListedActivity, sort: ActivitySort): number | null =>
  ({
    date: null,
    distance: row.distanceM,
    time: row.timerS,
    speed: row.avgSpeedMps,
    // Four bytes of the database, which its text rounds: widened as `::float8` widens them.
    hr: row.avgHrBpm === null ? null : Math.fround(row.avgHrBpm),
    ascent: row.ascentM,
    load: row.load,
  })[sort]

/** Newest first, or by a value and then newest first; what has no such value comes last. Goes on after `after`. */
export function listActivityRows(
  tenant: Tenant,
  filter: ActivityFilter & {
    sort?: ActivitySort | undefined
    order?: 'asc' | 'desc' | undefined
    after?: ListPosition | undefined
    limit: number
  },
): Promise<ListedActivity[]> {
  const { after, limit, sort = 'date', order = 'desc' } = filter
  const load = newestLoad(tenant)
  const direction = order === 'asc' ? asc : desc
  if (sort === 'date') {
    const beyond = order === 'asc' ? sql`>` : sql`<`
    return withLoad(tenant, load)
      .where(
        and(
          wanted(tenant, load, filter),
          given(
            after,
            ({ startedAt, id }) =>
              sql`(${activities.startedAt}, ${activities.id}) ${beyond} (${startedAt}::timestamptz, ${id}::integer)`,
          ),
        ),
      )
      .orderBy(direction(activities.startedAt), direction(activities.id))
      .limit(limit)
  }
  const loads = newestLoads(tenant)
  const key = sql`${sortColumn(sort, loads)}::float8`
  const chosen = tenant.tx
    .select({ chosenId: sql<number>`${activities.id}`.as('chosen_id'), key: sql<number | null>`${key}`.as('key') })
    .from(activities)
    .leftJoin(loads, eq(loads.activityId, activities.id))
    .where(
      and(
        wanted(tenant, loads, filter),
        given(after, (position) => isAfter(key, order, position)),
      ),
    )
    .orderBy(sql`${direction(key)} nulls last`, desc(activities.startedAt), desc(activities.id))
    .limit(limit)
    .as('chosen')
  return withLoad(tenant, load)
    .innerJoin(chosen, eq(chosen.chosenId, activities.id))
    .orderBy(sql`${direction(chosen.key)} nulls last`, desc(activities.startedAt), desc(activities.id))
}

function isAfter(key: SQL, order: 'asc' | 'desc', { key: last, startedAt, id }: ListPosition): SQL | undefined {
  const older = sql`(${activities.startedAt}, ${activities.id}) < (${startedAt}::timestamptz, ${id}::integer)`
  if (last === null) return and(isNull(key), older)
  const further = order === 'asc' ? sql`${key} > ${last}::float8` : sql`${key} < ${last}::float8`
  return or(further, and(sql`${key} = ${last}::float8`, older), isNull(key))
}

/** How much there is of what the filter wants, month by month, the newest first; `month` is null without a date. */
export function sumActivityMonths(tenant: Tenant, filter: ActivityFilter) {
  const load = newestLoad(tenant)
  const month = sql<string | null>`to_char(${activities.localDate}, 'YYYY-MM')`
  const sum = (value: AnyColumn) => sql<number | null>`sum(${value})::float8`
  return tenant.tx
    .select({
      month,
      count: sql<number>`count(*)::integer`,
      distanceM: sum(activities.distanceM),
      timerS: sum(activities.timerS),
      load: sum(load.value),
    })
    .from(activities)
    .leftJoinLateral(load, sql`true`)
    .where(wanted(tenant, load, filter))
    .groupBy(sql`1`)
    .orderBy(sql`1 desc nulls last`)
}

/** Every tag that is used and how often, the most frequent first. */
export async function listTags({ sql, userId }: Tenant): Promise<{ tag: string; count: number }[]> {
  return sql<{ tag: string; count: number }[]>`
    select tag, count(*)::integer as count from activities, unnest(tags) tag
    where user_id = ${userId} and duplicate_of is null group by tag order by count desc, tag`
}

/** Every canonical activity that went somewhere, newest first. */
export function listTrackRows({ tx, userId }: Tenant) {
  const { id, sport, name, localDate, distanceM } = column
  return tx
    .select({ id, sport, name, localDate, distanceM, track })
    .from(activities)
    .where(and(eq(activities.userId, userId), isNull(activities.duplicateOf), isNotNull(activities.track)))
    .orderBy(desc(activities.startedAt), desc(activities.id))
}

export async function readActivityRow(tenant: Tenant, id: number): Promise<ListedActivity | null> {
  const [row] = await withLoad(tenant, newestLoad(tenant)).where(
    and(eq(activities.userId, tenant.userId), eq(activities.id, id)),
  )
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
