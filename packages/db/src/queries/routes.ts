import type { LocalDate, Sport, SportFamily } from '@rc/domain'
import type { Tenant } from '../database.ts'

/** A way that is still to be compared, or once more. */
export interface UnmatchedRoute {
  activityId: number
  sport: Sport
  spark: string
  track: number[]
}

/** Canonical activities that went somewhere and of which nobody has said yet which way it was. */
const unmatched = (sql: Tenant['sql'], userId: number, version: number) => sql`
  from activities a left join activity_routes r on r.activity_id = a.id
  where a.user_id = ${userId} and a.duplicate_of is null and a.track is not null and a.spark is not null
    and (r.activity_id is null or r.version <> ${version} or r.spark <> a.spark or r.route_of is null)`

/** Those that were judged before they turned out to repeat another one. */
const outlived = (sql: Tenant['sql'], userId: number) => sql`
  from activity_routes r join activities a on a.id = r.activity_id
  where r.user_id = ${userId} and (a.duplicate_of is not null or a.spark is null)`

export async function hasUnmatched({ sql, userId }: Tenant, version: number): Promise<boolean> {
  const rows = await sql`
    (select ${unmatched(sql, userId, version)} limit 1) union all (select ${outlived(sql, userId)} limit 1)`
  return rows.length > 0
}

/** Forgets ways that nobody shows any more; who was compared with them is to be judged anew. */
export async function dropOutlived({ sql, userId }: Tenant): Promise<void> {
  await sql`
    with gone as (
      delete from activity_routes d where d.activity_id in (select r.activity_id ${outlived(sql, userId)}) returning activity_id
    )
    update activity_routes set route_of = null where user_id = ${userId} and route_of in (select activity_id from gone)
      and activity_id not in (select activity_id from gone)`
}

/** The first of them; the oldest, so that a group begins with who was there first. */
export async function listUnmatched(
  { sql, userId }: Tenant,
  version: number,
  limit: number,
): Promise<UnmatchedRoute[]> {
  return sql<UnmatchedRoute[]>`
    select a.id as "activityId", a.sport, a.spark, to_json(a.track) as track ${unmatched(sql, userId, version)}
    order by a.started_at, a.id limit ${limit}`
}

/** What a way is looked up by. */
export interface RouteRow {
  activityId: number
  version: number
  spark: string
  family: SportFamily
  lengthM: number
  startLatDeg: number
  startLonDeg: number
}

export interface Founder {
  activityId: number
  track: number[]
}

/** First activities of groups that begin within `reachM` of that one and are as long, the longest known first. */
export async function listFounders(
  { sql, userId }: Tenant,
  { family, version, startLatDeg, startLonDeg, activityId }: RouteRow,
  [least, most]: [number, number],
  reachM: number,
): Promise<Founder[]> {
  const reachLat = reachM / 111_320
  const reachLon = reachLat / Math.max(0.05, Math.cos((startLatDeg * Math.PI) / 180))
  return sql<Founder[]>`
    select r.activity_id as "activityId", to_json(a.track) as track
    from activity_routes r join activities a on a.id = r.activity_id and a.track is not null
    where r.user_id = ${userId} and r.route_of = r.activity_id and r.version = ${version} and r.family = ${family}
      and r.activity_id <> ${activityId} and r.length_m between ${least} and ${most}
      and r.start_lat_deg between ${startLatDeg - reachLat} and ${startLatDeg + reachLat}
      and r.start_lon_deg between ${startLonDeg - reachLon} and ${startLonDeg + reachLon}
    order by r.activity_id`
}

/** Notes which way it was. Those that were compared with an earlier way of this activity are to be judged anew. */
export async function putRoute({ sql, userId }: Tenant, row: RouteRow, routeOf: number): Promise<void> {
  const { activityId, version, spark, family, lengthM, startLatDeg, startLonDeg } = row
  await sql`update activity_routes set route_of = null where route_of = ${activityId} and activity_id <> ${activityId}`
  await sql`
    insert into activity_routes (user_id, activity_id, version, spark, family, length_m, start_lat_deg, start_lon_deg, route_of)
    values (${userId}, ${activityId}, ${version}, ${spark}, ${family}, ${lengthM}, ${startLatDeg}, ${startLonDeg}, ${routeOf})
    on conflict (activity_id) do update set version = excluded.version, spark = excluded.spark, family = excluded.family,
      length_m = excluded.length_m, start_lat_deg = excluded.start_lat_deg, start_lon_deg = excluded.start_lon_deg,
      route_of = excluded.route_of`
}

export interface RouteFellow {
  id: number
  name: string | null
  sport: Sport
  localDate: LocalDate | null
  startedAt: string
  distanceM: number | null
  timerS: number | null
  avgSpeedMps: number | null
  avgHrBpm: number | null
}

/** Every canonical activity that went the way of this one, itself included, the newest first. */
export async function listRouteFellows(
  { sql, userId }: Tenant,
  activityId: number,
  limit: number,
): Promise<RouteFellow[]> {
  return sql<RouteFellow[]>`
    select a.id, a.name, a.sport, a.local_date as "localDate",
      to_char(a.started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "startedAt", a.distance_m as "distanceM",
      a.timer_s as "timerS", a.avg_speed_mps as "avgSpeedMps", a.avg_hr_bpm as "avgHrBpm"
    from activity_routes own join activity_routes r on r.route_of = own.route_of
    join activities a on a.id = r.activity_id and a.duplicate_of is null
    where own.user_id = ${userId} and own.activity_id = ${activityId}
    order by a.started_at desc, a.id desc limit ${limit}`
}
