import type { Recording, SegmentReport, SourceFlag, Session } from '@rc/domain'
import { fillTimes } from '../fill-times.ts'
import { isDisordered } from '../samples.ts'
import { sportOfSessions } from '../sports.ts'
import { summariseSamples } from '../summarise-samples.ts'
import { firstRealFitTimeS, fitEpochS } from './base-types.ts'
import type { FitSegment } from './decode.ts'
import { deviceOf } from './device.ts'
import { beatsOf, mergeBeats } from './merge-heart-rate.ts'
import { pausesOf } from './pauses.ts'
import type { Message } from './profile.ts'
import type { RecordColumns } from './record-columns.ts'
import { samplesOf } from './record-samples.ts'
import { sportOfFit } from './sport.ts'
import { eventOf, lapOf, lengthOf, saidOf, sessionOf } from './totals.ts'

/** What is wrong with a segment, in the words a badge can show. */
export function flagsOf(report: SegmentReport): SourceFlag[] {
  const flags: SourceFlag[] = []
  if (report.fileCrc === 'bad' || report.headerCrc === 'bad') flags.push('crc_bad')
  if (report.fileCrc === 'missing') flags.push('crc_missing')
  if (report.truncatedBytes > 0 || report.error === 'data_size_zero') flags.push('truncated')
  else if (report.error === 'limit_reached') flags.push('limit_reached')
  else if (report.error !== null) flags.push('segment_bad')
  return flags
}

/** True when the segment tells of an activity by itself, not only of heartbeats that belong to the one before. */
export const isActivity = ({ records, messages }: FitSegment): boolean =>
  messages.session.length + messages.lap.length + messages.length.length > 0 || hasContent(records)

/** Records of a hostile file may hold nothing at all. */
const hasContent = ({ columns, timeS }: RecordColumns): boolean =>
  columns.some((column) => column.length > 0) || timeS.some((time) => !Number.isNaN(time))

/** One chained part as a recording. `straps` are the segments after it that hold nothing but heartbeats of the same activity. */
export function readActivity(
  segment: FitSegment,
  index: number,
  straps: readonly FitSegment[],
): { recording: Recording; timedRecords: number } {
  const { messages } = segment
  const flags = new Set([segment, ...straps].flatMap((part) => flagsOf(part.report)))
  const { samples, developer, valuesDropped } = samplesOf(segment.records)
  if (valuesDropped) flags.add('values_dropped')

  const events = messages.event.map(eventOf)
  const pauses = pausesOf(events)
  const laps = messages.lap.map(lapOf)
  const lengths = messages.length.map(lengthOf)
  const hasPositions = samples.channels.latDeg !== undefined
  const recorded = messages.session.map((session) => sessionOf(session, hasPositions))

  const timedRecords = timeSamples(samples.timeS, lengths, firstTime(segment) ?? fitEpochS)
  if (isDisordered(samples.timeS)) flags.add('time_disorder')
  mergeStraps([segment, ...straps], samples.timeS, samples.channels)

  const sessions = recorded.length > 0 ? recorded : [synthesise(segment, summariseSamples(samples, pauses))]
  if (recorded.length === 0) flags.add('no_session')
  const starts = [...sessions.map((s) => s.startTimeS), samples.timeS[0] ?? null].filter((time) => time !== null)
  const startTimeS = earliest(starts) ?? firstTime(segment) ?? fitEpochS
  const clock = isDate(startTimeS) ? 'set' : 'unknown'
  if (clock === 'unknown') flags.add('clock_not_set')

  const recording: Recording = {
    segment: index,
    clock,
    startTimeS,
    endTimeS: Math.max(
      startTimeS,
      latestTime(samples.timeS),
      ...sessions.map((s) => (s.startTimeS ?? startTimeS) + (s.elapsedS ?? s.timerS ?? 0)),
    ),
    utcOffsetS: utcOffsetOf(messages.activity[0]),
    name: messages.workout[0]?.wktName ?? null,
    device: deviceOf(messages),
    sport: sportOfSessions(sessions.map((s) => s.sport)),
    sessionsRecorded: recorded.length > 0,
    sessions,
    laps,
    lengths,
    events,
    pauses,
    samples,
    rrMs: Float64Array.from(segment.rrMs),
    flags: [...flags],
  }
  const said = saidOf(messages.session)
  if (said) recording.said = said
  if (Object.keys(developer).length > 0) recording.developer = developer
  return { recording, timedRecords }
}

/**
 * Gives every sample a time and returns how many had one of their own. Pool swims may write one untimed record per length: each
 * belongs to the end of its length.
 */
function timeSamples(timeS: Float64Array, lengths: Recording['lengths'], startS: number): number {
  if (lengths.length !== timeS.length || !timeS.every(Number.isNaN)) return fillTimes(timeS, startS)
  let lastS = -Infinity
  for (const [i, length] of lengths.entries()) {
    if (length.startTimeS === null) continue
    // Starts are whole seconds, so that a length may seem to end before the one before it.
    lastS = Math.max(lastS, length.startTimeS + (length.elapsedS ?? 0))
    timeS[i] = lastS
  }
  fillTimes(timeS, startS)
  return 0
}

function mergeStraps(
  segments: readonly FitSegment[],
  timeS: Float64Array,
  channels: Recording['samples']['channels'],
): void {
  const beats = beatsOf(segments.flatMap((segment) => segment.messages.hr))
  if (beats.timeS.length === 0 || timeS.length === 0) return
  channels.hrBpm ??= new Float64Array(timeS.length).fill(Number.NaN)
  mergeBeats(beats, timeS, channels.hrBpm)
}

function synthesise({ messages }: FitSegment, totals: ReturnType<typeof summariseSamples>): Session {
  const told = messages.sport[0] ?? messages.lap.find((lap) => lap.sport !== undefined)
  const fitSport = told?.sport ?? null
  const fitSubSport = told?.subSport ?? null
  return {
    ...totals,
    timerS: messages.activity[0]?.totalTimerTime ?? totals.timerS,
    sport: sportOfFit(fitSport, fitSubSport),
    fitSport,
    fitSubSport,
    poolLengthM: null,
    numLaps: messages.lap.length || null,
    numLengths: messages.length.length || null,
  }
}

const isDate = (timeS: number): boolean => timeS >= fitEpochS + firstRealFitTimeS

/** The earliest time, of the real dates where there are any: a watch may find its clock on the way. */
function earliest(times: readonly number[]): number | undefined {
  const dates = times.filter(isDate)
  return (dates.length > 0 ? dates : times).toSorted((a, b) => a - b)[0]
}

const latestTime = (timeS: Float64Array): number => timeS.reduce((a, b) => (b > a ? b : a), -Infinity)

/** The best known time of a segment whose records have none. */
const firstTime = ({ messages }: FitSegment): number | undefined =>
  messages.session[0]?.startTime ??
  messages.lap[0]?.startTime ??
  messages.fileId[0]?.timeCreated ??
  messages.activity[0]?.timestamp

const quarterHourS = 900
const widestOffsetS = 14 * 3600

/** `activity` gives its end both in UTC and in local time; the difference is the zone, to a quarter of an hour. */
function utcOffsetOf(activity: Message<'activity'> | undefined): number | null {
  if (activity?.timestamp === undefined || activity.localTimestamp === undefined) return null
  const offset = Math.round((activity.localTimestamp - activity.timestamp) / quarterHourS) * quarterHourS
  return Math.abs(offset) <= widestOffsetS ? offset : null
}
