import type { Lap, Length, Recording, SampleColumns, Session, Totals } from '@rc/domain'
import { summariseSamples } from '../summarise-samples.ts'
import { climbOf } from './climb.ts'

/**
 * What a recording holds between two Unix times (s), both included: samples, laps, lengths, events and pauses, clipped where
 * they stick out. Distance begins at 0 again. Totals of a stretch that was cut are made of its samples; climb and energy,
 * which the device measured its own way, are the device's in proportion to what remains. Heartbeats, which carry no times,
 * are placed one after the other from the start, or left out where they do not fill the recording.
 */
export function cutRecording(recording: Recording, fromTimeS: number, toTimeS: number): Recording {
  const { samples } = recording
  const kept = indicesWithin(samples.timeS, fromTimeS, toTimeS)
  const cut = rebased(pick(samples, kept))
  const [first, last] = spanOf(cut.timeS) ?? [recording.startTimeS, recording.endTimeS]
  const startTimeS = fromTimeS <= recording.startTimeS ? recording.startTimeS : Math.max(fromTimeS, first)
  const endTimeS = Math.max(startTimeS, toTimeS >= recording.endTimeS ? recording.endTimeS : Math.min(toTimeS, last))
  const stretch = <T extends Totals>(of: T): T | null => cutTotals(recording, of, fromTimeS, toTimeS)
  const lengths = recording.lengths.filter(({ startTimeS: at }) => at !== null && at >= fromTimeS && at <= toTimeS)
  const sessions = recording.sessions.map(stretch).filter((session) => session !== null)
  const { developer, ...rest } = recording
  return {
    ...rest,
    startTimeS,
    endTimeS,
    samples: cut,
    ...(developer ? { developer: pick({ ...samples, channels: developer }, kept).channels } : {}),
    sessions: (sessions.length > 0 ? sessions : recording.sessions.slice(0, 1)).map((session) =>
      inPool(session, lengths, recording.lengths.length > 0),
    ),
    laps: recording.laps.map(stretch).filter((lap): lap is Lap => lap !== null),
    lengths,
    events: recording.events.filter(({ timeS }) => timeS !== null && timeS >= fromTimeS && timeS <= toTimeS),
    pauses: clip(recording.pauses, startTimeS, endTimeS),
    rrMs: cutBeats(recording, fromTimeS, toTimeS),
  }
}

function spanOf(timeS: Float64Array): [number, number] | null {
  if (timeS.length === 0) return null
  return [timeS.reduce((a, b) => Math.min(a, b)), timeS.reduce((a, b) => Math.max(a, b))]
}

const indicesWithin = (timeS: Float64Array, from: number, to: number): number[] =>
  Array.from(timeS.keys()).filter((i) => timeS[i]! >= from && timeS[i]! <= to)

function pick({ timeS, channels }: SampleColumns, kept: readonly number[]): SampleColumns {
  const take = (column: Float64Array): Float64Array => Float64Array.from(kept, (i) => column[i]!)
  return {
    n: kept.length,
    timeS: take(timeS),
    channels: Object.fromEntries(
      Object.entries(channels)
        .map(([name, column]) => [name, take(column)] as const)
        .filter(([, column]) => !column.every(Number.isNaN)),
    ),
  }
}

function rebased(samples: SampleColumns): SampleColumns {
  const { distanceM } = samples.channels
  const first = distanceM?.find((metres) => !Number.isNaN(metres))
  if (!distanceM || !first) return samples
  return { ...samples, channels: { ...samples.channels, distanceM: distanceM.map((metres) => metres - first) } }
}

const clip = (pauses: readonly [number, number][], from: number, to: number): [number, number][] =>
  pauses.map(([a, b]): [number, number] => [Math.max(a, from), Math.min(b, to)]).filter(([a, b]) => b > a)

/** The part of a lap or session that remains; null: nothing. One that lies inside as a whole stays as the device wrote it. */
function cutTotals<T extends Totals>(recording: Recording, of: T, fromTimeS: number, toTimeS: number): T | null {
  if (of.startTimeS === null) return null
  const endS = of.startTimeS + (of.elapsedS ?? of.timerS ?? 0)
  if (of.startTimeS >= fromTimeS && endS <= toTimeS) return of
  const [from, to] = [Math.max(of.startTimeS, fromTimeS), Math.min(endS, toTimeS)]
  if (to <= from) return null
  const { samples, pauses } = recording
  const [whole, part] = [
    pick(samples, indicesWithin(samples.timeS, of.startTimeS, endS)),
    rebased(pick(samples, indicesWithin(samples.timeS, from, to))),
  ]
  const totals = summariseSamples(part, clip(pauses, from, to))
  const share = of.timerS && totals.timerS !== null ? Math.min(1, totals.timerS / of.timerS) : null
  return {
    ...of,
    ...totals,
    startTimeS: from,
    timestampS: to,
    elapsedS: to - from,
    timerS: to - from - clip(pauses, from, to).reduce((sum, [a, b]) => sum + b - a, 0),
    ascentM: inProportion(of.ascentM, climbOf(part).up, climbOf(whole).up),
    descentM: inProportion(of.descentM, climbOf(part).down, climbOf(whole).down),
    caloriesKcal: of.caloriesKcal === null || share === null ? null : of.caloriesKcal * share,
  }
}

const inProportion = (total: number | null, part: number, whole: number): number | null =>
  total === null ? null : whole > 0 ? total * Math.min(1, part / whole) : total === 0 ? 0 : null

/** In a pool the way is counted in lengths. */
function inPool(session: Session, lengths: readonly Length[], hadLengths: boolean): Session {
  if (!hadLengths || session.poolLengthM === null) return session
  const active = lengths.filter((length) => length.active).length
  const distanceM = active * session.poolLengthM
  return {
    ...session,
    distanceM,
    numLengths: lengths.length,
    avgSpeedMps: session.timerS ? distanceM / session.timerS : null,
  }
}

/** Beats that fill the recording to a twentieth belong to its clock. */
const FILLS = 0.05

function cutBeats({ rrMs, startTimeS, endTimeS }: Recording, fromTimeS: number, toTimeS: number): Float64Array {
  const lastedS = rrMs.reduce((sum, ms) => sum + ms, 0) / 1000
  if (Math.abs(lastedS - (endTimeS - startTimeS)) > FILLS * (endTimeS - startTimeS)) return new Float64Array()
  let at = startTimeS
  return rrMs.filter((ms) => {
    at += ms / 1000
    return at >= fromTimeS && at <= toTimeS
  })
}
