import { and, asc, eq } from 'drizzle-orm'
import type { Tenant } from '../database.ts'
import { savedFilters } from '../schema/index.ts'

export interface SavedFilter {
  name: string
  filters: Record<string, string>
}

export function listSaved({ tx, userId }: Tenant): Promise<SavedFilter[]> {
  return tx
    .select({ name: savedFilters.name, filters: savedFilters.filters })
    .from(savedFilters)
    .where(eq(savedFilters.userId, userId))
    .orderBy(asc(savedFilters.createdAt), asc(savedFilters.name))
}

export async function putSaved({ tx, userId }: Tenant, { name, filters }: SavedFilter): Promise<void> {
  await tx
    .insert(savedFilters)
    .values({ userId, name, filters })
    .onConflictDoUpdate({ target: [savedFilters.userId, savedFilters.name], set: { filters } })
}

export async function deleteSaved({ tx, userId }: Tenant, name: string): Promise<void> {
  await tx.delete(savedFilters).where(and(eq(savedFilters.userId, userId), eq(savedFilters.name, name)))
}
