import type { schema } from '@rc/db'
import type { ActivityParts } from '@rc/db/queries/activities-write'
import { toJsonRows } from '@rc/db/queries/json-rows'
import { channelNames, type Channel, type FileFormat, type LocalDate, type Recording, type Totals } from '@rc/domain'
import { localDay } from './local-day.ts'
import { readerVersion } from './reader-version.ts'
import { storedTotals } from './stored-precision.ts'
import { sumSessions } from './sum-sessions.ts'
import { sparkOf, thinTrack } from './thin-track.ts'

type Row<T extends { $inferInsert: object }> = Omit<
  T['$inferInsert'],
  'userId' | 'activityId' | 'createdAt' | 'updatedAt'
>
export type ActivityRow = Omit<Row<typeof schema.activities>, 'id' | 'rawFileId' | 'rawEventId' | 'rpe' | 'tags'> & {
  /** Of a first reading only; afterwards the athlete's word stays. */
  rpe: number | null
}

export const instantOf = (unixS: number): Date => new Date(Math.round(unixS * 1000))
const maybeInstant = (unixS: number | null): Date | null => (unixS === null ? null : instantOf(unixS))

/** The day of a recording; null where the watch did not know it. */
export function dayOf(recording: Recording, timeZone: string): { utcOffsetS: number; localDate: LocalDate } | null {
  return recording.clock === 'unknown' ? null : localDay(recording.startTimeS, recording.utcOffsetS, timeZone)
}

/** The activity row of a recording in stored shape. */
export function activityRow(
  recording: Recording,
  about: { index: number; source: ActivityRow['source']; timeZone: string; movingS: number | null },
): ActivityRow {
  const { samples, startTimeS } = recording
  const totals = sumSessions(recording.sessions)
  const day = dayOf(recording, about.timeZone)
  const span = spanOf(samples.timeS)
  const track = thinTrack(samples.channels.latDeg, samples.channels.lonDeg)
  return {
    recordingIndex: about.index,
    source: about.source,
    sport: recording.sport,
    name: recording.name,
    clock: recording.clock,
    startedAt: instantOf(startTimeS),
    endedAt: instantOf(recording.endTimeS),
    timeZone: null,
    utcOffsetS: day?.utcOffsetS ?? null,
    localDate: day?.localDate ?? null,
    elapsedS: totals.elapsedS ?? recording.endTimeS - startTimeS,
    timerS: totals.timerS,
    movingS: about.movingS,
    distanceM: totals.distanceM,
    ascentM: totals.ascentM,
    descentM: totals.descentM,
    avgHrBpm: totals.avgHrBpm,
    maxHrBpm: totals.maxHrBpm,
    avgPowerW: totals.avgPowerW,
    maxPowerW: totals.maxPowerW,
    avgSpeedMps: totals.avgSpeedMps,
    avgCadenceRpm: totals.avgCadenceRpm,
    caloriesKcal: totals.caloriesKcal,
    rpe: recording.said?.rpe ?? null,
    feeling: recording.said?.feeling ?? null,
    sampleCount: samples.n,
    samplesFrom: maybeInstant(span && Math.floor(span[0])),
    samplesTo: maybeInstant(span && Math.ceil(span[1])),
    channels: channelNames.filter((name: Channel) => samples.channels[name] !== undefined),
    track,
    spark: sparkOf(track),
    pauses: recording.pauses.flatMap(([from, to]) => [from - startTimeS, to - startTimeS]),
    sessionsRecorded: recording.sessionsRecorded,
    deviceManufacturer: recording.device.manufacturer,
    deviceProduct: recording.device.product,
    deviceSerial: recording.device.serial,
    flags: recording.flags,
    readerVersion,
  }
}

/** The rows below it, those of its derived numbers among them. */
export function activityParts(
  recording: Recording,
  derived: Pick<ActivityParts, 'metrics' | 'summaries'>,
): ActivityParts {
  const sessions = recording.sessions.map((session, sessionIndex): Row<typeof schema.activitySessions> => ({
    sessionIndex,
    sport: session.sport,
    fitSport: session.fitSport,
    fitSubSport: session.fitSubSport,
    ...totalsRow(session),
    poolLengthM: session.poolLengthM,
    numLaps: session.numLaps,
    numLengths: session.numLengths,
  }))
  const laps = recording.laps.map((lap, lapIndex): Row<typeof schema.activityLaps> => ({
    lapIndex,
    trigger: lap.trigger,
    intensity: lap.intensity,
    ...totalsRow(storedTotals(lap)),
  }))
  const lengths = recording.lengths.map((length, lengthIndex): Row<typeof schema.activityLengths> => ({
    lengthIndex,
    startedAt: maybeInstant(length.startTimeS),
    elapsedS: length.elapsedS,
    timerS: length.timerS,
    active: length.active,
    strokes: length.strokes,
    stroke: length.stroke,
    avgSpeedMps: length.avgSpeedMps,
  }))
  const events = recording.events.map((event, eventIndex): Row<typeof schema.activityEvents> => ({
    eventIndex,
    time: maybeInstant(event.timeS),
    event: event.event,
    eventType: event.eventType,
    data: event.data,
  }))
  const rr: Row<typeof schema.activityRr>[] = recording.rrMs.length === 0 ? [] : [{ rrMs: [...recording.rrMs] }]
  const developerChannels = channelNames.flatMap((channel): Row<typeof schema.activityDeveloperChannels>[] => {
    const value = recording.developer?.[channel]
    return value ? [{ channel, value: Array.from(value, (v) => (Number.isNaN(v) ? null : v)) as number[] }] : []
  })
  return {
    sessions: toJsonRows(sessions),
    laps: toJsonRows(laps),
    lengths: toJsonRows(lengths),
    events: toJsonRows(events),
    rr: toJsonRows(rr),
    developerChannels: toJsonRows(developerChannels),
    ...derived,
  }
}

const totalsRow = (totals: Totals) => ({
  startedAt: maybeInstant(totals.startTimeS),
  timestampAt: maybeInstant(totals.timestampS),
  elapsedS: totals.elapsedS,
  timerS: totals.timerS,
  distanceM: totals.distanceM,
  avgHrBpm: totals.avgHrBpm,
  maxHrBpm: totals.maxHrBpm,
  avgPowerW: totals.avgPowerW,
  maxPowerW: totals.maxPowerW,
  avgSpeedMps: totals.avgSpeedMps,
  maxSpeedMps: totals.maxSpeedMps,
  avgCadenceRpm: totals.avgCadenceRpm,
  ascentM: totals.ascentM,
  descentM: totals.descentM,
  caloriesKcal: totals.caloriesKcal,
})

function spanOf(timeS: Float64Array): [number, number] | null {
  if (timeS.length === 0) return null
  let [first, last] = [Infinity, -Infinity]
  for (const t of timeS) {
    if (t < first) first = t
    if (t > last) last = t
  }
  return [first, last]
}

/** The format of a file that holds recordings. */
export function sourceOf(format: FileFormat): 'fit' | 'tcx' | 'gpx' | 'csv' {
  if (format === 'fit' || format === 'tcx' || format === 'gpx' || format === 'csv') return format
  throw new Error(`${format} holds no recordings`)
}
