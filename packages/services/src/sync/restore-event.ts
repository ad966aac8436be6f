import type { Tenant } from '@rc/db'
import type { AthleteContext } from '@rc/db/queries/raw'
import { setQuarantined, type StoredEvent } from '@rc/db/queries/raw-events'
import { listSummaryActivities, readVendorActivities } from '@rc/db/queries/vendor-activities'
import { replaceEventWellness } from '@rc/db/queries/wellness-write'
import { normaliseActivity, normaliseDay, normaliseExportActivity, normaliseExportDay } from '@rc/vendors'
import { factsRows } from './facts-rows.ts'
import { isManual } from './store-activities.ts'
import { noonS } from './store-days.ts'
import { storeSummaryActivity } from './summary-activity.ts'

/**
 * The rows of one stored answer, made again. An activity only where there was one, or where this appliance has never met it
 * and it has no file: then the answer came with an export of ours.
 */
export async function restoreEvent(tenant: Tenant, event: StoredEvent, athlete: AthleteContext): Promise<void> {
  const { id, vendor, dataset, naturalKey, payload } = event
  if (dataset === 'activities') {
    const fact = vendor === 'garmin' ? normaliseActivity(payload) : normaliseExportActivity(payload)
    await setQuarantined(tenant, [{ id, quarantined: fact.ok ? null : fact.missing.join('; ') }])
    const isThere = (await listSummaryActivities(tenant, [id])).length > 0
    if (fact.ok && (isThere || (isManual(payload) && (await isUnmet(tenant, event)))))
      await storeSummaryActivity(tenant, id, fact.value, athlete)
    return
  }
  const context = { date: naturalKey, noonS: noonS(naturalKey, athlete.timeZone) }
  const outcome =
    vendor === 'garmin' ? normaliseDay(dataset, payload, context) : normaliseExportDay(dataset, payload, context)
  const facts = outcome.ok ? [{ rawEventId: id, date: naturalKey, facts: outcome.value }] : []
  await Promise.all([
    replaceEventWellness(tenant, [id], factsRows(vendor, facts)),
    setQuarantined(tenant, [{ id, quarantined: outcome.ok ? null : outcome.missing.join('; ') }]),
  ])
}

async function isUnmet(tenant: Tenant, { vendor, naturalKey }: StoredEvent): Promise<boolean> {
  return vendor === 'garmin' && !(await readVendorActivities(tenant, vendor, [naturalKey])).has(naturalKey)
}
