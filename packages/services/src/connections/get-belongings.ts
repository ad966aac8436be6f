import { readLatestEvent } from '@rc/db/queries/raw-events'
import type { LocalDate, Vendor } from '@rc/domain'
import { readDevices, readGear, type DeviceFact, type GearFact } from '@rc/vendors'
import type { Deps } from '../deps.ts'

export interface BelongingsView {
  gear: GearFact[]
  devices: DeviceFact[]
  saidOn: LocalDate | null
}

/** Gear and devices, those in use first. What cannot be read is marked where the datasets are listed, and left out here. */
export async function getBelongings(
  { database }: Pick<Deps, 'database'>,
  userId: number,
  vendor: Vendor,
): Promise<BelongingsView> {
  const [gear, devices] = await database.asReader(userId, async (tenant) => [
    await readLatestEvent(tenant, vendor, 'gear'),
    await readLatestEvent(tenant, vendor, 'devices'),
  ])
  const things = readGear(gear?.payload)
  const watches = readDevices(devices?.payload)
  const days = [gear, devices].flatMap((event) => event?.saidOn ?? [])
  return {
    gear: (things.ok ? things.value : []).toSorted((a, b) => Number(a.isRetired) - Number(b.isRetired)),
    devices: (watches.ok ? watches.value : []).toSorted((a, b) => Number(b.isActive) - Number(a.isActive)),
    saidOn: days.toSorted().at(-1) ?? null,
  }
}
