import {
  noSession,
  type FileContents,
  type Outcome,
  type Recording,
  type SampleColumns,
  type Session,
  type SourceFlag,
} from '@rc/domain'
import { contentsOf, noDevice, recordingOf } from '../contents.ts'
import { fillTimes } from '../fill-times.ts'
import { limits } from '../limits.ts'
import { toColumns } from '../sample-list.ts'
import { isDisordered, joinSamples } from '../samples.ts'
import { sportOfSessions, sportOfText } from '../sports.ts'
import { summariseSamples } from '../summarise-samples.ts'
import { parseTcx, type TcxActivity } from './parse-tcx.ts'

/** An `<Activity>` with finite times: one session of a recording. */
interface Leg {
  activity: TcxActivity
  samples: SampleColumns
  timedRecords: number
  pauses: [number, number][]
  session: Session
}

/** Sports of one `<MultiSportSession>` are one recording while no more than this lies between them. */
const longestTransitionS = 3600

/**
 * A TCX file: each activity a recording with its laps, the sports of a multisport session together, courses by name.
 * `missing`: the XML problem where nothing was read, `nothing_readable` where there is no activity and no course,
 * `too_many_sessions`.
 */
export function readTcx(bytes: Uint8Array): Outcome<FileContents> {
  const { activities, courses, problem } = parseTcx(bytes)
  if (activities.length + courses.length === 0) return { ok: false, missing: [problem ?? 'nothing_readable'] }
  if (activities.length > limits.sessions) return { ok: false, missing: ['too_many_sessions'] }
  const damage: SourceFlag[] = problem ? ['truncated'] : []
  const legs = activities.filter((a) => a.laps.length + a.samples.timeS.length > 0).map(readLeg)
  const recordings = groupLegs(legs).map((group) => readRecording(group, damage))
  return {
    ok: true,
    value: contentsOf(
      {
        format: 'tcx',
        kind: activities.length > 0 ? 'activity' : 'course',
        title: activities.length > 0 ? null : courses[0] || null,
        flags: damage,
        recordings,
        outline: courses.length > 0 ? { courses: courses.length } : null,
      },
      { timedRecords: legs.reduce((n, leg) => n + leg.timedRecords, 0) },
    ),
  }
}

function readLeg(activity: TcxActivity): Leg {
  const samples = toColumns(activity.samples)
  const firstS = activity.laps[0]?.startTimeS ?? activity.idTimeS ?? 0
  const timedRecords = fillTimes(samples.timeS, firstS)
  const pauses = activity.breaks.flatMap((row): [number, number][] => {
    const [from, to] = [samples.timeS[row - 1], samples.timeS[row]]
    return from !== undefined && to !== undefined && to > from ? [[from, to]] : []
  })
  return { activity, samples, timedRecords, pauses, session: sessionOf(activity, samples, pauses) }
}

/** Laps say what the device counted; what they leave out comes from the samples. */
function sessionOf({ laps, idTimeS, sport }: TcxActivity, samples: SampleColumns, pauses: [number, number][]): Session {
  const totals = summariseSamples(samples, pauses)
  const sum = (of: 'timerS' | 'distanceM' | 'caloriesKcal') =>
    laps.some((lap) => lap[of] !== null) ? laps.reduce((total, lap) => total + (lap[of] ?? 0), 0) : null
  const max = (of: 'maxHrBpm' | 'maxSpeedMps' | 'maxPowerW') =>
    laps.reduce((best, lap) => (lap[of] !== null && lap[of] > (best ?? -Infinity) ? lap[of] : best), totals[of])
  const startTimeS = laps[0]?.startTimeS ?? totals.startTimeS ?? idTimeS
  const timerS = sum('timerS') ?? totals.timerS
  const distanceM = sum('distanceM') ?? totals.distanceM
  const elapsedS =
    startTimeS !== null && totals.timestampS !== null ? Math.max(0, totals.timestampS - startTimeS) : timerS
  return {
    ...noSession,
    ...totals,
    startTimeS,
    elapsedS,
    timerS,
    distanceM,
    maxHrBpm: max('maxHrBpm'),
    maxSpeedMps: max('maxSpeedMps'),
    maxPowerW: max('maxPowerW'),
    avgSpeedMps: distanceM && timerS ? distanceM / timerS : null,
    caloriesKcal: sum('caloriesKcal'),
    sport: sportOfText(sport, samples.channels.latDeg !== undefined),
    numLaps: laps.length,
  }
}

function groupLegs(legs: readonly Leg[]): Leg[][] {
  const groups: Leg[][] = []
  for (const leg of legs) {
    const before = groups.at(-1)?.at(-1)
    const isNext = before !== undefined && leg.activity.group !== null && leg.activity.group === before.activity.group
    const gapS = isNext ? startOf(leg) - endOf(before) : Infinity
    if (gapS <= longestTransitionS && gapS >= 0) groups.at(-1)?.push(leg)
    else groups.push([leg])
  }
  return groups
}

const startOf = (leg: Leg): number => leg.session.startTimeS ?? 0
const endOf = (leg: Leg): number => startOf(leg) + (leg.session.elapsedS ?? 0)

function readRecording(legs: readonly Leg[], damage: readonly SourceFlag[]): Recording {
  const first = legs[0]!
  const samples = legs.length === 1 ? first.samples : joinSamples(legs.map((leg) => leg.samples))
  const sessions = legs.map((leg) => leg.session)
  const { name, unitId } = first.activity.creator
  const flags = new Set([...damage, ...legs.flatMap((leg) => [...leg.activity.samples.flags])])
  if (isDisordered(samples.timeS)) flags.add('time_disorder')
  return recordingOf({
    startTimeS: startOf(first),
    endTimeS: Math.max(...legs.map(endOf)),
    utcOffsetS: first.activity.offsetS,
    name: first.activity.notes,
    device: { ...noDevice, product: name, serial: unitId === '0' ? null : unitId },
    sport: sportOfSessions(sessions.map((s) => s.sport)),
    sessions,
    laps: legs.flatMap((leg) => leg.activity.laps),
    pauses: legs.flatMap((leg) => leg.pauses),
    samples,
    flags: [...flags],
  })
}
