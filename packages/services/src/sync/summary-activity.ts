import type { Tenant } from '@rc/db'
import { clearActivityParts, insertActivityParts, lockAthlete, upsertActivities } from '@rc/db/queries/activities-write'
import { toJsonRows } from '@rc/db/queries/json-rows'
import { getAthleteContext, type AthleteContext } from '@rc/db/queries/raw'
import { getEvent } from '@rc/db/queries/raw-events'
import { listSummaryActivities, readVendorActivities } from '@rc/db/queries/vendor-activities'
import type { LocalDate, Recording, Session, Vendor } from '@rc/domain'
import { normaliseActivity, type ActivityFact } from '@rc/vendors'
import { markDaysDirty } from '../analysis/mark-days-dirty.ts'
import { activityParts, activityRow, dayOf } from '../ingest/normalise-recording.ts'
import { analyse } from '../ingest/read-file-task.ts'
import { dropActivities } from '../ingest/remove-raw-files.ts'
import { resolveDuplicates } from '../ingest/resolve-duplicates.ts'
import { toStoredShape } from '../ingest/stored-precision.ts'

/** An activity of which the vendor has no file: its row of the list takes the way of a recording without samples. */
export async function storeSummaryActivity(
  tenant: Tenant,
  rawEventId: number,
  fact: ActivityFact,
  athlete: AthleteContext,
): Promise<void> {
  await lockAthlete(tenant)
  const [before] = await listSummaryActivities(tenant, [rawEventId])
  const recording = toStoredShape(recordingOf(fact))
  const localDate = dayOf(recording, athlete.timeZone)?.localDate ?? null
  const { movingS, ...derived } = analyse({ recording, athlete, localDate, rpe: before?.rpe ?? null })
  const row = activityRow(recording, {
    index: 0,
    source: 'summary',
    timeZone: athlete.timeZone,
    movingS: movingS ?? fact.movingS,
  })
  const ids = await upsertActivities(tenant, { rawEventId }, toJsonRows([row]))
  const activityId = ids.get(0)!
  await clearActivityParts(tenant, [activityId])
  await insertActivityParts(tenant, activityId, activityParts(recording, derived))
  const moved = await resolveDuplicates(tenant, [activityId])
  await markDaysDirty(tenant, [localDate, before?.localDate ?? null, ...moved])
}

/** The summary of a listed activity whose file is of no use, unless the athlete has removed it. */
export async function storeSummaryInstead(
  tenant: Tenant,
  vendor: Vendor,
  { vendorActivityId, rawEventId }: { vendorActivityId: string; rawEventId: number | null },
): Promise<void> {
  const event = rawEventId === null ? null : await getEvent(tenant, rawEventId)
  const fact = event && normaliseActivity(event.payload)
  const known = await readVendorActivities(tenant, vendor, [vendorActivityId])
  if (event && fact?.ok && !known.get(vendorActivityId)?.isExcluded)
    await storeSummaryActivity(tenant, event.id, fact.value, await getAthleteContext(tenant))
}

/** Removes the activities that were made from these events and nothing else. */
export async function dropSummaryActivities(tenant: Tenant, rawEventIds: number[]): Promise<void> {
  if (rawEventIds.length === 0) return
  const activities = await listSummaryActivities(tenant, rawEventIds)
  if (activities.length === 0) return
  await lockAthlete(tenant)
  await dropActivities(tenant, activities)
}

/** The day on which an activity is listed: the vendor's own, by its local time. */
export const listedOn = ({ startS, utcOffsetS }: ActivityFact): LocalDate =>
  new Date((startS + (utcOffsetS ?? 0)) * 1000).toISOString().slice(0, 10)

function recordingOf(fact: ActivityFact): Recording {
  const endTimeS = fact.startS + fact.elapsedS
  const session: Session = {
    sport: fact.sport,
    fitSport: null,
    fitSubSport: null,
    startTimeS: fact.startS,
    timestampS: endTimeS,
    elapsedS: fact.elapsedS,
    timerS: fact.timerS,
    distanceM: fact.distanceM,
    avgHrBpm: fact.avgHrBpm,
    maxHrBpm: fact.maxHrBpm,
    avgPowerW: fact.avgPowerW,
    maxPowerW: fact.maxPowerW,
    avgSpeedMps: fact.avgSpeedMps,
    maxSpeedMps: fact.maxSpeedMps,
    avgCadenceRpm: fact.avgCadenceRpm,
    ascentM: fact.ascentM,
    descentM: fact.descentM,
    caloriesKcal: fact.caloriesKcal,
    poolLengthM: null,
    numLaps: null,
    numLengths: null,
  }
  return {
    segment: 0,
    clock: 'set',
    startTimeS: fact.startS,
    endTimeS,
    utcOffsetS: fact.utcOffsetS,
    name: fact.name,
    device: { manufacturer: 'garmin', product: null, serial: fact.deviceSerial },
    sport: fact.sport,
    sessionsRecorded: true,
    sessions: [session],
    laps: [],
    lengths: [],
    events: [],
    pauses: [],
    samples: { n: 0, timeS: new Float64Array(), channels: {} },
    rrMs: new Float64Array(),
    flags: [],
  }
}
