import type { Tenant } from '@rc/db'
import { listIdentitiesNear, setDuplicates, type RecordingIdentity } from '@rc/db/queries/duplicates'
import type { LocalDate } from '@rc/domain'
import { chooseCanonical, isSameActivity, REACH_S } from './same-activity.ts'

/**
 * Decides anew which of these recordings, and of all that are linked with them by likeness, stand for their activity.
 * The caller holds `lockAthlete`. Returns the days on which something changed.
 */
export async function resolveDuplicates(tenant: Tenant, ids: number[]): Promise<LocalDate[]> {
  const family = await findFamily(tenant, ids)
  const choice = chooseCanonical(family)
  const changed = family.filter((r) => choice.get(r.id) !== r.duplicateOf)
  await setDuplicates(
    tenant,
    changed.map(({ id }) => ({ id, duplicateOf: choice.get(id) ?? null })),
  )
  return changed.flatMap(({ localDate }) => localDate ?? [])
}

/** These recordings, those that are like them or bound to them by the athlete, those that are like those, and so on. */
async function findFamily(tenant: Tenant, ids: number[]): Promise<RecordingIdentity[]> {
  const family = new Map<number, RecordingIdentity>()
  const seen = new Map<number, RecordingIdentity>()
  for (let frontier = ids; frontier.length > 0;) {
    for (const near of await listIdentitiesNear(tenant, frontier, REACH_S)) seen.set(near.id, near)
    for (const id of frontier) if (seen.has(id)) family.set(id, seen.get(id)!)
    const members = frontier.flatMap((id) => family.get(id) ?? [])
    const bound = members.flatMap(({ duplicateOf }) => duplicateOf ?? [])
    const alike = [...seen.values()].filter((r) =>
      members.some((m) => m.duplicateOf === r.id || r.duplicateOf === m.id || isSameActivity(m, r)),
    )
    frontier = [...new Set([...bound, ...alike.map(({ id }) => id)])].filter((id) => !family.has(id))
  }
  return [...family.values()]
}
