import type { Database } from '../database.ts'

/** Everybody there is, for work that is done for all of them. */
export async function listUserIds({ client }: Database): Promise<number[]> {
  const rows = await client<{ id: number }[]>`select list_user_ids() as id`
  return rows.map((row) => row.id)
}
