import { zoneModels } from '@rc/analytics'
import { getAthleteContext } from '@rc/db/queries/raw'
import type { LocalDate } from '@rc/domain'
import { thresholdsFor } from '../analysis/inputs-hash.ts'
import type { Deps } from '../deps.ts'
import { readToday } from '../insights/today.ts'

/** Every zone model by the thresholds of a day, today's if none is given. */
export function getZones(
  deps: Pick<Deps, 'database' | 'now'>,
  userId: number,
  { date }: { date?: LocalDate | undefined },
) {
  return deps.database.asUser(userId, async (tenant) => {
    const day = date ?? (await readToday(tenant, deps.now())).today
    return { date: day, models: zoneModels(thresholdsFor(await getAthleteContext(tenant), day)) }
  })
}
