import { createHash } from 'node:crypto'
import { clearActivityParts, insertActivityParts, lockAthlete, upsertActivities } from '@rc/db/queries/activities-write'
import { toJsonRows } from '@rc/db/queries/json-rows'
import { getAthleteContext, insertRawEvent } from '@rc/db/queries/raw'
import { noSession, type Recording, type Session, type Sport } from '@rc/domain'
import { markDaysDirty } from '../analysis/mark-days-dirty.ts'
import type { Deps } from '../deps.ts'
import { notifyUser } from '../work/notify-user.ts'
import { checkTypedStart } from './check-typed-start.ts'
import { activityParts, activityRow, dayOf } from './normalise-recording.ts'
import { analyse } from './read-file-task.ts'
import { resolveDuplicates } from './resolve-duplicates.ts'
import { toStoredShape } from './stored-precision.ts'

export interface ManualActivity {
  sport: Sport
  startedAt: Date
  durationS: number
  distanceM?: number | undefined
  avgHrBpm?: number | undefined
  rpe?: number | undefined
  name?: string | undefined
}

/** A session without a file: what the athlete said is kept raw first, then takes the same way as a recording. Throws `invalid_input`. */
export async function createManualActivity(
  { database, now }: Pick<Deps, 'database' | 'now'>,
  userId: number,
  entry: ManualActivity,
): Promise<{ activityId: number }> {
  checkTypedStart(entry.startedAt, now())
  const payload = JSON.stringify({ ...entry, startedAt: entry.startedAt.toISOString() })
  return database.asUser(userId, async (tenant) => {
    await lockAthlete(tenant)
    const rawEventId = await insertRawEvent(tenant, {
      vendor: 'manual',
      dataset: 'activity',
      naturalKey: `${entry.startedAt.toISOString()} ${entry.sport}`,
      sha256: createHash('sha256').update(payload).digest('hex'),
      payload,
    })
    const athlete = await getAthleteContext(tenant)
    const recording = toStoredShape(recordingOf(entry))
    const localDate = dayOf(recording, athlete.timeZone)!.localDate
    const rpe = entry.rpe ?? null
    const { movingS, ...derived } = analyse({ recording, athlete, localDate, rpe })
    const row = activityRow(recording, { index: 0, source: 'manual', timeZone: athlete.timeZone, movingS })
    const ids = await upsertActivities(tenant, { rawEventId }, toJsonRows([{ ...row, rpe }]))
    const activityId = ids.get(0)!
    await clearActivityParts(tenant, [activityId])
    await insertActivityParts(tenant, activityId, activityParts(recording, derived))
    const moved = await resolveDuplicates(tenant, [activityId])
    await markDaysDirty(tenant, [localDate, ...moved])
    await notifyUser(tenant, { type: 'activity', activityId })
    return { activityId }
  })
}

/** One session, nothing recorded. */
function recordingOf({
  sport,
  startedAt,
  durationS,
  distanceM = NaN,
  avgHrBpm = NaN,
  name,
}: ManualActivity): Recording {
  const startTimeS = startedAt.getTime() / 1000
  const endTimeS = startTimeS + durationS
  const said = (value: number) => (Number.isNaN(value) ? null : value)
  const session: Session = {
    ...noSession,
    sport,
    startTimeS,
    timestampS: endTimeS,
    elapsedS: durationS,
    timerS: durationS,
    distanceM: said(distanceM),
    avgHrBpm: said(avgHrBpm),
    avgSpeedMps: distanceM > 0 ? distanceM / durationS : null,
  }
  return {
    segment: 0,
    clock: 'set',
    startTimeS,
    endTimeS,
    utcOffsetS: null,
    name: name || null,
    device: { manufacturer: null, product: null, serial: null },
    sport,
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
