import type { Lap, Length, Recording, RecordedEvent, Session, Totals } from '@rc/domain'
import { manufacturerNumber } from './device.ts'
import { planRows, writeIntervals, writeMessage, writeRow, type FitWriter } from './message-writer.ts'
import type { Message } from './profile.ts'
import { fitOfSport } from './sport.ts'
import { numberOf } from './totals.ts'

/** A recording as far as a FIT file can carry it. `pauses` become the timer events; `events` are the others. */
export type EncodableRecording = Pick<
  Recording,
  'utcOffsetS' | 'device' | 'sessions' | 'laps' | 'lengths' | 'events' | 'pauses' | 'samples' | 'rrMs'
> & { name?: string | null; said?: Recording['said'] }

const [timerEvent, lapEvent, sessionEvent, activityEvent, lengthEvent] = [0, 9, 8, 26, 28]
const [start, stop, stopAll] = [0, 1, 4]
const rrPerMessage = 5

/** Writes device, events, records, RR, lengths and laps in the order of time, then sessions and the activity. */
export function writeActivity(writer: FitWriter, recording: EncodableRecording): void {
  const { samples, sessions, utcOffsetS } = recording
  const startS = sessions[0]?.startTimeS ?? samples.timeS[0] ?? 0
  const endS = Math.max(startS, samples.timeS.at(-1) ?? startS, ...sessions.map((s) => s.timestampS ?? startS))
  writeMessage(writer, 'deviceInfo', defined({ ...identityOf(recording.device), timestamp: startS, deviceIndex: 0 }))
  if (recording.name) writeMessage(writer, 'workout', { wktName: recording.name })

  const rows = planRows(samples)
  const beats = beatTimes(recording.rrMs, startS)
  const queue = timeline(writer, recording, startS, endS)
  let [nextItem, nextBeat] = [0, 0]
  for (let row = 0; row < samples.n; row++) {
    const timeS = samples.timeS[row]!
    while (nextItem < queue.length && queue[nextItem]!.timeS <= timeS && queue[nextItem]!.timeS < endS)
      queue[nextItem++]!.write()
    writeRow(writer, rows, row)
    while (nextBeat < beats.length && beats[nextBeat]! <= timeS) nextBeat = writeBeats(writer, recording.rrMs, nextBeat)
  }
  while (nextBeat < beats.length) nextBeat = writeBeats(writer, recording.rrMs, nextBeat)
  for (const item of queue.slice(nextItem)) item.write()

  let firstLapIndex = 0
  for (const [messageIndex, session] of sessions.entries()) {
    writeMessage(writer, 'session', {
      ...sessionMessage(session, messageIndex, firstLapIndex),
      ...saidMessage(recording.said),
    })
    firstLapIndex += session.numLaps ?? 0
  }
  writeMessage(
    writer,
    'activity',
    defined({
      timestamp: endS,
      totalTimerTime: sessions.reduce((sum, s) => sum + (s.timerS ?? 0), 0),
      numSessions: sessions.length,
      type: sessions.length > 1 ? 1 : 0,
      event: activityEvent,
      eventType: stop,
      localTimestamp: utcOffsetS === null ? undefined : endS + utcOffsetS,
    }),
  )
}

const saidMessage = (said: Recording['said']): Message<'session'> =>
  defined({
    workoutRpe: said?.rpe,
    workoutFeel: said === undefined || said.feeling === null ? null : 25 * (said.feeling - 1),
  })

interface TimelineItem {
  timeS: number
  write(): void
}

/** Events, lengths and laps by the time at which a device writes them: when they end. */
function timeline(writer: FitWriter, recording: EncodableRecording, startS: number, endS: number): TimelineItem[] {
  const timer = (timeS: number, eventType: number): RecordedEvent => ({ timeS, event: timerEvent, eventType, data: 0 })
  const events = [
    timer(startS, start),
    ...recording.pauses.flatMap(([from, to]) => [timer(from, stop), timer(to, start)]),
    timer(endS, stopAll),
    ...recording.events.filter((event) => event.event !== timerEvent),
  ]
  const items = [
    ...events.map((event) => ({
      timeS: event.timeS ?? startS,
      write: () => writeMessage(writer, 'event', eventMessage(event)),
    })),
    ...recording.lengths.map((length, i) => ({
      timeS: endOf(length, startS),
      write: () => writeMessage(writer, 'length', lengthMessage(length, i)),
    })),
    ...recording.laps.map((lap, i) => ({
      timeS: lap.timestampS ?? endOf(lap, startS),
      write: () => writeMessage(writer, 'lap', lapMessage(lap, i)),
    })),
  ]
  return items.sort((a, b) => a.timeS - b.timeS)
}

const endOf = (part: Pick<Lap, 'startTimeS' | 'elapsedS'>, startS: number): number =>
  (part.startTimeS ?? startS) + (part.elapsedS ?? 0)

/** The moment each interval ends when the first begins at `startS`. */
function beatTimes(rrMs: Float64Array, startS: number): Float64Array {
  let timeS = startS
  return rrMs.map((interval) => (timeS += interval / 1000))
}

function writeBeats(writer: FitWriter, rrMs: Float64Array, from: number): number {
  writeIntervals(writer, rrMs.subarray(from, from + rrPerMessage))
  return from + rrPerMessage
}

/** FIT's way to name a device: numbers where it has them, a product name otherwise. */
export function identityOf({ manufacturer, product, serial }: Recording['device']): Message<'deviceInfo'> {
  const isNumber = product !== null && /^\d+$/.test(product)
  return defined({
    manufacturer: manufacturerNumber(manufacturer),
    product: isNumber ? Number(product) : undefined,
    productName: isNumber ? undefined : product,
    serialNumber: serial === null ? undefined : Number(serial),
  })
}

function totalsMessage(totals: Totals): Message<'session'> & Message<'lap'> {
  const cadence = totals.avgCadenceRpm
  return defined({
    timestamp: totals.timestampS ?? (totals.startTimeS ?? 0) + (totals.elapsedS ?? 0),
    startTime: totals.startTimeS,
    totalElapsedTime: totals.elapsedS,
    totalTimerTime: totals.timerS,
    totalDistance: totals.distanceM,
    totalCalories: totals.caloriesKcal,
    enhancedAvgSpeed: totals.avgSpeedMps,
    enhancedMaxSpeed: totals.maxSpeedMps,
    avgHeartRate: totals.avgHrBpm,
    maxHeartRate: totals.maxHrBpm,
    avgPower: totals.avgPowerW,
    maxPower: totals.maxPowerW,
    avgCadence: cadence === null ? undefined : Math.floor(cadence),
    avgFractionalCadence: cadence === null || cadence % 1 === 0 ? undefined : cadence % 1,
    totalAscent: totals.ascentM,
    totalDescent: totals.descentM,
  })
}

function sessionMessage(session: Session, messageIndex: number, firstLapIndex: number): Message<'session'> {
  const [sport, subSport] =
    session.fitSport === null ? fitOfSport[session.sport] : [session.fitSport, session.fitSubSport]
  return defined({
    ...totalsMessage(session),
    messageIndex,
    event: sessionEvent,
    eventType: stop,
    sport,
    subSport,
    firstLapIndex,
    numLaps: session.numLaps,
    numLengths: session.numLengths,
    poolLength: session.poolLengthM,
  })
}

const lapMessage = (lap: Lap, messageIndex: number): Message<'lap'> =>
  defined({
    ...totalsMessage(lap),
    messageIndex,
    event: lapEvent,
    eventType: stop,
    lapTrigger: numberOf.trigger(lap.trigger),
    intensity: numberOf.intensity(lap.intensity),
  })

const lengthMessage = (length: Length, messageIndex: number): Message<'length'> =>
  defined({
    messageIndex,
    timestamp: endOf(length, 0),
    event: lengthEvent,
    eventType: stop,
    startTime: length.startTimeS,
    totalElapsedTime: length.elapsedS,
    totalTimerTime: length.timerS,
    totalStrokes: length.strokes,
    avgSpeed: length.avgSpeedMps,
    swimStroke: numberOf.stroke(length.stroke),
    lengthType: length.active ? 1 : 0,
  })

const eventMessage = ({ timeS, event, eventType, data }: RecordedEvent): Message<'event'> =>
  defined({ timestamp: timeS, event, eventType, data })

/** The same without what is not known. */
export function defined<T extends Record<string, unknown>>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null)) as {
    [K in keyof T]?: NonNullable<T[K]>
  }
}
