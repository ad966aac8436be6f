import { deleteSaved, listSaved, putSaved, type SavedFilter } from '@rc/db/queries/saved-filters'
import { AppError } from '@rc/domain'
import type { Deps } from '../deps.ts'

/** More than anybody looks through. */
const MOST = 40

export async function listSavedFilters(deps: Pick<Deps, 'database'>, userId: number) {
  return { saved: await deps.database.asUser(userId, listSaved) }
}

/** Throws `conflict` where there are too many already. */
export async function saveFilter(deps: Pick<Deps, 'database'>, userId: number, filter: SavedFilter): Promise<void> {
  await deps.database.asUser(userId, async (tenant) => {
    const saved = await listSaved(tenant)
    if (saved.length >= MOST && !saved.some(({ name }) => name === filter.name))
      throw new AppError('conflict', 'too many saved filters')
    await putSaved(tenant, filter)
  })
}

export async function forgetFilter(deps: Pick<Deps, 'database'>, userId: number, name: string): Promise<void> {
  await deps.database.asUser(userId, (tenant) => deleteSaved(tenant, name))
}
