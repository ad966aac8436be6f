import { listSealedColumns, readSealedValues, replaceSealedValue } from '@rc/db/queries/sealed'
import { listUserIds } from '@rc/db/queries/users'
import { masterKeyId, rewrap, type Keyring } from '@rc/vault'
import type { Deps } from '../deps.ts'

export interface Rewrapped {
  /** Sealed values there are, and those among them that an older master key had wrapped. */
  values: number
  rewrapped: number
}

/** Brings every sealed value of everybody under the newest master key. The values themselves are not opened. */
export async function rewrapAll({ database }: Pick<Deps, 'database'>, keyring: Keyring): Promise<Rewrapped> {
  const columns = await listSealedColumns(database)
  const total: Rewrapped = { values: 0, rewrapped: 0 }
  for (const userId of await listUserIds(database))
    for (const column of columns)
      await database.asUser(userId, async (tenant) => {
        for (const old of await readSealedValues(tenant, column)) {
          total.values++
          if (masterKeyId(old) === keyring[0]?.id) continue
          await replaceSealedValue(tenant, column, { old, fresh: await rewrap(keyring, old) })
          total.rewrapped++
        }
      })
  return total
}
