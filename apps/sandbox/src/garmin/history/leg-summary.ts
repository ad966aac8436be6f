import type { Channel, Lap, Length, SampleColumns, Session } from '@rc/domain'
import type { EncodableRecording } from '@rc/files'

/** What Connect says of one sport of an activity without showing its samples. */
export interface LegSummary extends Session {
  movingS: number
  laps: Lap[]
  lengths: Length[]
  start: { latDeg: number; lonDeg: number } | null
  end: { latDeg: number; lonDeg: number } | null
  altitudeM: { min: number; max: number } | null
  temperatureC: { min: number; max: number; mean: number } | null
  minHrBpm: number | null
  maxCadenceRpm: number | null
  normalisedPowerW: number | null
  /** Millimetres, milliseconds and percent, as the sensor gives them. */
  dynamics: {
    verticalOscillationMm: number
    stanceTimeMs: number
    stepLengthMm: number
    verticalRatioPct: number
  } | null
  /** Seconds in each of five zones. */
  hrZonesS: number[] | null
  powerZonesS: number[] | null
  /** Fastest seconds over so many metres, for those that were covered. */
  fastestS: Record<number, number>
}

/** Floors of the five zones, bpm and W. */
export interface ZoneFloors {
  hrBpm: number[]
  powerW: number[]
}

const bestDistancesM = [1_000, 1_609, 5_000, 10_000, 21_097.5, 42_195]

export function summariseLegs(recording: EncodableRecording, zones: ZoneFloors): LegSummary[] {
  return recording.sessions.map((session) => summariseLeg(recording, session, zones))
}

function summariseLeg(recording: EncodableRecording, session: Session, zones: ZoneFloors): LegSummary {
  const [fromS, toS] = [session.startTimeS!, session.timestampS!]
  const { samples } = recording
  const first = samples.timeS.findIndex((timeS) => timeS >= fromS)
  const past = samples.timeS.findIndex((timeS) => timeS >= toS)
  const [from, to] = [Math.max(0, first), past < 0 ? samples.n : past]
  const column = (channel: Channel) => samples.channels[channel]?.subarray(from, to)
  const within = <T extends { startTimeS: number | null }>(parts: T[]) =>
    parts.filter((part) => part.startTimeS! >= fromS && part.startTimeS! < toS)
  const [heart, power, altitude, temperature] = [
    rangeOf(column('hrBpm')),
    column('powerW'),
    rangeOf(column('altitudeM')),
    rangeOf(column('temperatureC')),
  ]
  const [oscillation, stance, step, ratio] = [
    rangeOf(column('verticalOscillationMm')),
    rangeOf(column('stanceTimeMs')),
    rangeOf(column('stepLengthMm')),
    rangeOf(column('verticalRatioPct')),
  ]
  const cadence = rangeOf(column('cadenceRpm'))
  const place = (at: number) => {
    const [latDeg, lonDeg] = [samples.channels.latDeg?.[at], samples.channels.lonDeg?.[at]]
    return latDeg === undefined || lonDeg === undefined || Number.isNaN(latDeg) ? null : { latDeg, lonDeg }
  }
  return {
    ...session,
    movingS: movingSeconds(column('speedMps')) ?? session.timerS ?? 0,
    laps: within(recording.laps),
    lengths: within(recording.lengths),
    start: place(from),
    end: place(to - 1),
    altitudeM: altitude,
    temperatureC: temperature,
    minHrBpm: heart && heart.min,
    maxCadenceRpm: cadence && Math.round(cadence.max),
    normalisedPowerW: power ? normalisedPower(power) : null,
    dynamics:
      oscillation && stance && step && ratio
        ? {
            verticalOscillationMm: oscillation.mean,
            stanceTimeMs: stance.mean,
            stepLengthMm: step.mean,
            verticalRatioPct: ratio.mean,
          }
        : null,
    hrZonesS: secondsInZones(column('hrBpm'), zones.hrBpm),
    powerZonesS: secondsInZones(power, zones.powerW),
    fastestS: session.sport.includes('run') ? fastest(samples, from, to) : {},
  }
}

function rangeOf(column: Float64Array | undefined): { min: number; max: number; mean: number } | null {
  let [min, max, sum, n] = [Infinity, -Infinity, 0, 0]
  for (const value of column ?? []) {
    if (Number.isNaN(value)) continue
    if (value < min) min = value
    if (value > max) max = value
    sum += value
    n++
  }
  return n === 0 ? null : { min, max, mean: sum / n }
}

const movingSeconds = (speeds: Float64Array | undefined) => speeds && speeds.filter((speed) => speed > 0.5).length

function normalisedPower(power: Float64Array): number {
  let [window, sum] = [0, 0]
  for (let i = 0; i < power.length; i++) {
    window += power[i]! - (i >= 30 ? power[i - 30]! : 0)
    sum += (window / Math.min(30, i + 1)) ** 4
  }
  return Math.round((sum / power.length) ** 0.25)
}

function secondsInZones(column: Float64Array | undefined, floors: number[]): number[] | null {
  if (!column) return null
  const seconds = floors.map(() => 0)
  for (const value of column) {
    const zone = floors.findLastIndex((floor) => value >= floor)
    if (zone >= 0) seconds[zone]!++
  }
  return seconds
}

/** Two pointers over distance: the shortest time in which each distance was covered. */
function fastest(samples: SampleColumns, from: number, to: number): Record<number, number> {
  const distance = samples.channels.distanceM
  if (!distance) return {}
  const best: Record<number, number> = {}
  for (const wantedM of bestDistancesM) {
    let start = from
    let least = Infinity
    for (let end = from; end < to; end++) {
      while (start < end && distance[end]! - distance[start + 1]! >= wantedM) start++
      if (distance[end]! - distance[start]! >= wantedM)
        least = Math.min(least, samples.timeS[end]! - samples.timeS[start]!)
    }
    if (least < Infinity) best[wantedM] = least
  }
  return best
}
