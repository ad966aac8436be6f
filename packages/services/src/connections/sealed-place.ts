import type { Door, Vendor } from '@rc/domain'
import type { Place } from '@rc/vault'

type ConnectionColumn = 'credential_sealed' | 'previous_sealed' | 'access_sealed'

/** Where a secret of a door lives; it opens nowhere else. */
export const connectionPlace = (userId: number, vendor: Vendor, door: Door, column: ConnectionColumn): Place => ({
  table: 'connections',
  userId,
  row: `${vendor}/${door}`,
  column,
})

export const loginPlace = (userId: number, loginId: number, column: 'flow_sealed' | 'code_sealed'): Place => ({
  table: 'pending_logins',
  userId,
  row: String(loginId),
  column,
})
