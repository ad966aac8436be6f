import type { ReadinessDay, ReadinessToday } from '@rc/contract'
import { formatSpokenDuration } from '#lib/format/duration.ts'
import { quantity, type Quantity } from '#lib/format/number.ts'
import { m } from '#lib/paraglide/messages.js'

export type Band = NonNullable<ReadinessDay['band']>
type DriverId = ReadinessDay['drivers'][number]['id']

export const bandText: Record<Band, () => string> = {
  high: m.readiness_high,
  normal: m.readiness_normal,
  reduced: m.readiness_reduced,
  low: m.readiness_low,
}

/** Lower ends of the bands above the lowest: where the scale is marked. */
export const bandMarks = [35, 55, 75] as const

/** Points nearer to nothing than this are an ordinary day. */
const ORDINARY = 2

type Side = 'lower' | 'usual' | 'higher'
const sideOf = (points: number): Side => (points <= -ORDINARY ? 'lower' : points >= ORDINARY ? 'higher' : 'usual')

const sayings: Record<DriverId, Record<Side, () => string>> = {
  hrv: { lower: m.driver_below_usual, usual: m.driver_usual, higher: m.driver_above_usual },
  // A low resting heart rate adds points.
  rhr: { lower: m.driver_above_usual, usual: m.driver_usual, higher: m.driver_below_usual },
  sleep: { lower: m.driver_sleep_short, usual: m.driver_usual, higher: m.driver_sleep_ample },
}
const sentences: Record<DriverId, Record<Exclude<Side, 'usual'>, () => string>> = {
  hrv: { lower: m.driver_hrv_lower, higher: m.driver_hrv_higher },
  rhr: { lower: m.driver_rhr_higher, higher: m.driver_rhr_lower },
  sleep: { lower: m.driver_sleep_lower, higher: m.driver_sleep_higher },
}

const driverName: Record<DriverId, () => string> = {
  hrv: m.signal_hrv,
  rhr: m.signal_resting_hr,
  sleep: m.signal_sleep,
}

export interface DriverFace {
  id: DriverId
  name: string
  of: Quantity
  /** Null: the signal has not arrived. */
  points: number | null
  says: string
  /** Out of the ordinary, and not to the good. */
  isLow: boolean
  /** Where it stands on a line from −1 to 1, and the usual stretch of that line. */
  place: { at: number; from: number; to: number } | null
}

const clamp = (at: number): number => Math.min(1, Math.max(-1, at))

/** Z-values drawn up to this far from the middle. */
const REACH_Z = 3

function hrvPlace({ hrv: { valueMs, mean7Ms, lowerMs, upperMs } }: ReadinessToday): DriverFace['place'] {
  const value = valueMs ?? mean7Ms
  if (value === null || lowerMs === null || upperMs === null || lowerMs >= upperMs) return null
  const [low, high] = [Math.log(lowerMs), Math.log(upperMs)]
  // The range is half a standard deviation to each side.
  const z = (Math.log(value) - (low + high) / 2) / (high - low)
  return { at: clamp(z / REACH_Z), from: -1 / REACH_Z, to: 1 / REACH_Z }
}

function sleepPlace({ sleep: { hours, needH } }: ReadinessToday): DriverFace['place'] {
  return hours === null ? null : { at: clamp((hours - needH) / 3), from: -0.5 / 3, to: 1 / 3 }
}

/** The three signals of the score, each with its value, its points and its place among the usual ones. */
export function driverFaces(today: ReadinessToday): DriverFace[] {
  const { hrv, restingHr, sleep, drivers } = today
  const of: Record<DriverId, Quantity> = {
    hrv: quantity(hrv.valueMs ?? hrv.mean7Ms, 'ms'),
    rhr: quantity(restingHr.bpm, 'bpm'),
    sleep: { value: sleep.hours === null ? '–' : formatSpokenDuration(sleep.hours * 3600), unit: '' },
  }
  const place: Record<DriverId, DriverFace['place']> = {
    hrv: hrvPlace(today),
    rhr: restingHr.z === null ? null : { at: clamp(restingHr.z / REACH_Z), from: -1 / REACH_Z, to: 1 / REACH_Z },
    sleep: sleepPlace(today),
  }
  const known = drivers.map(({ id }) => id)
  const missing = (['hrv', 'rhr', 'sleep'] as const).filter((id) => !known.includes(id))
  return [...known, ...missing].map((id) => {
    const points = drivers.find((driver) => driver.id === id)?.points ?? null
    return {
      id,
      name: driverName[id](),
      of: of[id],
      points,
      says: points === null ? m.driver_missing() : sayings[id][sideOf(points)](),
      isLow: points !== null && points <= -ORDINARY,
      place: place[id],
    }
  })
}

/** What is out of the ordinary this morning, in sentences; all usual in one. */
export function driverSentence(drivers: ReadinessDay['drivers']): string | null {
  if (drivers.length === 0) return null
  const told = drivers.flatMap(({ id, points }) => {
    const side = sideOf(points)
    return side === 'usual' ? [] : [sentences[id][side]()]
  })
  return told.length > 0 ? told.join(' ') : m.driver_all_usual()
}
