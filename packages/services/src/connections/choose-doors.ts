import type { ConnectionRow } from '@rc/db/queries/connections'
import { datasets, doors, type Dataset, type Door } from '@rc/domain'
import { vendorDefinitions, type VendorDefinition } from '@rc/vendors'

/** Whether a door may be asked at all, now or after a pause. */
export const isOpen = ({ enabled, state }: Pick<ConnectionRow, 'enabled' | 'state'>): boolean =>
  enabled && state === 'active'

/** For each dataset the best door that is open for it. */
export function chooseDoors(
  rows: Pick<ConnectionRow, 'door' | 'enabled' | 'state'>[],
  definition: VendorDefinition = vendorDefinitions.garmin,
): Map<Dataset, Door> {
  const open = doors.filter((door) => rows.some((row) => row.door === door && isOpen(row)))
  return new Map(
    datasets.flatMap((dataset) => {
      const door = open.find((each) => definition.datasets[dataset]?.maxDays[each] !== undefined)
      return door ? [[dataset, door] as const] : []
    }),
  )
}
