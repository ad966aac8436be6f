/** Where a secret lives. It opens there and nowhere else. */
export interface Place {
  table: string
  userId: number
  row: string
  column: string
}

/** JSON keeps the parts apart whatever characters they hold. */
export const associated = (place: Place): string =>
  JSON.stringify(['rc', 1, place.table, place.userId, place.row, place.column])
