import { deleteInjury, listInjuries as listRows, putInjury as putRow } from '@rc/db/queries/injuries'
import { AppError, type Injury } from '@rc/domain'
import type { Deps } from '../deps.ts'

export const listInjuries = async ({ database }: Pick<Deps, 'database'>, userId: number) => ({
  injuries: await database.asReader(userId, listRows),
})

/** Throws `invalid_input` for one that ends before it begins. */
export const putInjury = ({ database }: Pick<Deps, 'database'>, userId: number, injury: Injury) =>
  database.asUser(userId, async (tenant) => {
    if (injury.endedOn !== null && injury.endedOn < injury.startedOn)
      throw new AppError('invalid_input', 'it ends before it begins', { details: { reasons: ['range_inverted'] } })
    await putRow(tenant, injury)
    return { injuries: await listRows(tenant) }
  })

export const removeInjury = (
  { database }: Pick<Deps, 'database'>,
  userId: number,
  which: Pick<Injury, 'area' | 'side' | 'startedOn'>,
): Promise<void> => database.asUser(userId, (tenant) => deleteInjury(tenant, which))
