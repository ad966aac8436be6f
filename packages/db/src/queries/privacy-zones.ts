import type { LocalDate } from '@rc/domain'
import { and, asc, eq } from 'drizzle-orm'
import type { Tenant } from '../database.ts'
import { privacyZones } from '../schema/index.ts'

const { name, latDeg, lonDeg, radiusM, userId: owner } = privacyZones

/** A circle on the ground. */
export interface PrivacyZone {
  name: string
  latDeg: number
  lonDeg: number
  radiusM: number
}

export function listZones({ tx, userId }: Tenant): Promise<PrivacyZone[]> {
  return tx.select({ name, latDeg, lonDeg, radiusM }).from(privacyZones).where(eq(owner, userId)).orderBy(asc(name))
}

export async function putZone({ tx, userId }: Tenant, zone: PrivacyZone): Promise<void> {
  await tx
    .insert(privacyZones)
    .values({ userId, ...zone })
    .onConflictDoUpdate({ target: [owner, name], set: zone })
}

export async function deleteZone({ tx, userId }: Tenant, gone: string): Promise<void> {
  await tx.delete(privacyZones).where(and(eq(owner, userId), eq(name, gone)))
}

export interface FrequentStart {
  latDeg: number
  lonDeg: number
  count: number
  /** When somebody last set out there. */
  lastDate: LocalDate | null
}

/** Where the athlete sets out most often, the most frequent first: starts within about 250 m are one place. */
export async function listFrequentStarts({ sql, userId }: Tenant, limit: number): Promise<FrequentStart[]> {
  return sql<FrequentStart[]>`
    select avg(r.start_lat_deg) as "latDeg", avg(r.start_lon_deg) as "lonDeg", count(*)::int as count,
      max(a.local_date)::text as "lastDate"
    from activity_routes r join activities a on a.id = r.activity_id
    where r.user_id = ${userId}
    group by round(r.start_lat_deg / 0.0025), round(r.start_lon_deg / 0.003)
    having count(*) > 1 order by count(*) desc, max(a.local_date) desc limit ${limit}`
}
