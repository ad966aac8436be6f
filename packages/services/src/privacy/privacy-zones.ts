import { deleteZone, listFrequentStarts, listZones, putZone, type PrivacyZone } from '@rc/db/queries/privacy-zones'
import { AppError } from '@rc/domain'
import type { Deps } from '../deps.ts'
import { visibleStretch } from './hide-ends.ts'

const MOST = 20
const SUGGESTED = 4
const METRES_PER_DEGREE = 111_320
/** Of the radius: many ways that all end on one circle would otherwise point at its middle. */
const OFF_CENTRE = 1 / 3

/** The circles, and where the athlete sets out often without one. */
export function getPrivacyZones(deps: Pick<Deps, 'database'>, userId: number) {
  return deps.database.asUser(userId, async (tenant) => {
    const zones = await listZones(tenant)
    const starts = await listFrequentStarts(tenant, SUGGESTED + zones.length)
    const open = starts.filter(({ latDeg, lonDeg }) => visibleStretch([latDeg], [lonDeg], zones)[1] > 0)
    return { zones, starts: open.slice(0, SUGGESTED) }
  })
}

/** Draws a circle around a place; its middle lies somewhere near it. Throws `conflict` where there are too many already. */
export async function putPrivacyZone(
  deps: Pick<Deps, 'database'>,
  userId: number,
  zone: PrivacyZone,
  random: () => number = Math.random,
): Promise<void> {
  const [angle, away] = [2 * Math.PI * random(), OFF_CENTRE * zone.radiusM * Math.sqrt(random())]
  const east = METRES_PER_DEGREE * Math.max(0.01, Math.cos((zone.latDeg * Math.PI) / 180))
  const placed = {
    ...zone,
    latDeg: Math.min(90, Math.max(-90, zone.latDeg + (away * Math.sin(angle)) / METRES_PER_DEGREE)),
    lonDeg: Math.min(180, Math.max(-180, zone.lonDeg + (away * Math.cos(angle)) / east)),
  }
  await deps.database.asUser(userId, async (tenant) => {
    const zones = await listZones(tenant)
    if (zones.length >= MOST && !zones.some(({ name }) => name === zone.name))
      throw new AppError('conflict', 'too many privacy zones')
    await putZone(tenant, placed)
  })
}

export async function removePrivacyZone(deps: Pick<Deps, 'database'>, userId: number, name: string): Promise<void> {
  await deps.database.asUser(userId, (tenant) => deleteZone(tenant, name))
}
