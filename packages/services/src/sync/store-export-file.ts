import type { Tenant } from '@rc/db'
import { getAthleteContext } from '@rc/db/queries/raw'
import { putRawEvents, setQuarantined, type NewEvent } from '@rc/db/queries/raw-events'
import { readVendorActivities } from '@rc/db/queries/vendor-activities'
import { replaceEventWellness } from '@rc/db/queries/wellness-write'
import type { Dataset } from '@rc/domain'
import { exportRows, normaliseExportActivity, normaliseExportDay } from '@rc/vendors'
import { factsRows, type EventFacts } from './facts-rows.ts'
import { hashOf, noonS } from './store-days.ts'
import { dropSummaryActivities, storeSummaryActivity } from './summary-activity.ts'

const SOURCE = 'garmin_export'

/**
 * One file of "Export Your Data": its rows are kept raw, then read with the units of the export. Rows that came before change
 * nothing; of a day that stands in two files the last one holds. An activity whose original came as well is that one's repetition.
 */
export async function storeExportFile(
  tenant: Tenant,
  batchId: number,
  dataset: Dataset,
  content: unknown,
): Promise<void> {
  const events = exportRows(dataset, content).map(({ key, payload }): NewEvent => ({
    naturalKey: key,
    sha256: hashOf(payload),
    payload,
  }))
  const { fresh, superseded } = await putRawEvents(tenant, SOURCE, dataset, events, batchId)
  const athlete = await getAthleteContext(tenant)
  const payloadOf = new Map(events.map(({ naturalKey, payload }) => [naturalKey, payload]))
  const quarantined: { id: number; quarantined: string | null }[] = []
  const note = (id: number, outcome: { ok: true } | { ok: false; missing: string[] }) =>
    void quarantined.push({ id, quarantined: outcome.ok ? null : outcome.missing.join('; ') })

  if (dataset === 'activities') {
    await dropSummaryActivities(tenant, superseded)
    const known = await readVendorActivities(
      tenant,
      'garmin',
      fresh.map(({ naturalKey }) => naturalKey),
    )
    for (const { id, naturalKey } of fresh) {
      const fact = normaliseExportActivity(payloadOf.get(naturalKey))
      note(id, fact)
      if (fact.ok && !fact.value.isLeg && !known.has(naturalKey))
        await storeSummaryActivity(tenant, id, fact.value, athlete)
    }
  } else {
    const facts = fresh.flatMap(({ id, naturalKey }): EventFacts[] => {
      const context = { date: naturalKey, noonS: noonS(naturalKey, athlete.timeZone) }
      const outcome = normaliseExportDay(dataset, payloadOf.get(naturalKey), context)
      note(id, outcome)
      return outcome.ok ? [{ rawEventId: id, date: naturalKey, facts: outcome.value }] : []
    })
    await replaceEventWellness(tenant, [...superseded, ...fresh.map(({ id }) => id)], factsRows(SOURCE, facts))
  }
  await setQuarantined(tenant, quarantined)
}
