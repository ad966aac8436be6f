import type { Sex } from '@rc/domain'
import { openActivity } from './analyse-activity.ts'
import { defaultOptions, type ActivityInput } from './activity-input.ts'
import { bestEffort } from './metrics/best-efforts.ts'
import { decouple } from './metrics/decoupling.ts'
import { spikeSpeedMps } from './metrics/gps-quality.ts'
import { gridChannel, timerClock } from './metrics/grid.ts'
import { meanMax } from './metrics/mean-max.ts'
import { rollingNorm } from './metrics/normalized-power.ts'
import { secondsOf, spreadOf, sumOver, type Spread } from './metrics/spread.ts'
import { timeInZones } from './metrics/time-in-zones.ts'
import { trimpAverage } from './metrics/trimp.ts'
import type { SessionContext } from './session-context.ts'

/** The athlete that GoldenCheetah was told of. */
export interface OracleAthlete {
  sex: Sex
  restingHrBpm: number
  hrMaxBpm: number
  lthrBpm: number
}

/** Where GoldenCheetah reads the same recording otherwise; each is told of in GOLDENCHEETAH.md. */
export const conventions = [
  'wall-clock',
  'every-sample',
  'zero-padding',
  'whole-bpm',
  'riding-time',
  'standing-counts',
  'fastest-by-mean-speed',
  'spikes-count',
  'forty-minutes',
] as const
export type Convention = (typeof conventions)[number]

/** What GoldenCheetah said of the recording that is an input of its other numbers. */
export interface Told {
  isRun: boolean
  ridingS: number
  averageHrBpm: number | null
}

export interface OracleRow {
  metric: string
  /** By the functions of the appliance, in GoldenCheetah's unit. */
  ours: number | null
  /** The same by its conventions; two numbers where several stretches are as good, from and to. */
  theirs: Partial<Record<Convention, number | null | [number, number]>>
  /** What may differ without meaning anything, in the unit. */
  resolution: number
}

const durations = {
  '1s': 1,
  '5s': 5,
  '10s': 10,
  '15s': 15,
  '20s': 20,
  '30s': 30,
  '1m': 60,
  '2m': 120,
  '3m': 180,
  '5m': 300,
  '8m': 480,
  '10m': 600,
  '20m': 1200,
  '30m': 1800,
  '60m': 3600,
  '90m': 5400,
}
const distances = {
  '50m': 50,
  '100m': 100,
  '200m': 200,
  '400m': 400,
  '500m': 500,
  '800m': 800,
  '1000m': 1000,
  '1500m': 1500,
  '2000m': 2000,
  '3000m': 3000,
  '4000m': 4000,
  '5000m': 5000,
  '10km': 10_000,
  '15km': 15_000,
  '20km': 20_000,
  half_marathon: 21_097.5,
  '30km': 30_000,
  '40km': 40_000,
  Marathon: 42_195,
}
const zonePercents = [0, 68, 83, 94, 105]

/**
 * One value per second of wall time, as GoldenCheetah holds a ride: pauses are not known, a sample without a value has 0,
 * holes of 25 s between samples are bridged, and longer ones count as 0 where they lie in a window.
 */
interface Ride {
  /** Seconds that were recorded or bridged. */
  here: number[]
  hrBpm: Float64Array | null
  powerW: Float64Array | null
  speedMps: Float64Array | null
  distanceM: Float64Array | null
}

function rideOf({ samples }: ActivityInput): Ride {
  const startS = samples.timeS.reduce((least, time) => Math.min(least, time), Infinity)
  const endS = samples.timeS.reduce((most, time) => Math.max(most, time), -Infinity)
  const clock = timerClock(samples.timeS, startS, endS + 1, [])
  const channel = (name: keyof typeof samples.channels): Float64Array | null => {
    const values = samples.channels[name]
    return values === undefined
      ? null
      : gridChannel(
          clock,
          values.map((value) => value || 0),
        )
  }
  const along = samples.channels.distanceM
  const recorded = gridChannel(clock, new Float64Array(samples.timeS.length).fill(1))
  return {
    here: Array.from(recorded.keys()).filter((second) => !Number.isNaN(recorded[second]!)),
    hrBpm: channel('hrBpm'),
    powerW: channel('powerW'),
    speedMps: channel('speedMps'),
    distanceM: along === undefined ? null : standing(gridChannel(clock, along)),
  }
}

/** Where no distance was recorded the last one stands, 0 before the first. */
const standing = (distanceM: Float64Array): Float64Array => {
  let last = 0
  return distanceM.map((at) => (last = Number.isNaN(at) ? last : at))
}

const meanOf = (spread: Spread): number | null =>
  spread.values.length === 0 ? null : sumOver(spread, (value) => value) / (secondsOf(spread) - spread.missingS)
const highest = (spread: Spread): number | null => spread.values.at(-1) ?? null
const pace = (mps: number | null): number | null => (mps === null || !(mps > 0) ? null : 1000 / mps / 60)
const entries = <T>(of: Record<string, T>): [string, T][] => Object.entries(of)

/** Highest mean of so many seconds that begin and end with a recorded one, what is missing among them 0. */
function bestFromSample({ here }: Ride, values: Float64Array, seconds: number): number | null {
  const sums = new Float64Array(values.length + 1)
  for (const [i, value] of values.entries()) sums[i + 1] = sums[i]! + (value || 0)
  const recorded = new Set(here)
  const means = here
    .filter((start) => recorded.has(start + seconds - 1))
    .map((start) => (sums[start + seconds]! - sums[start]!) / seconds)
  return means.length === 0 ? null : means.reduce((best, mean) => Math.max(best, mean), 0)
}

function heartRows(session: SessionContext, ride: Ride, athlete: OracleAthlete, told: Told): OracleRow[] {
  const { hrBpm } = session.grid
  if (hrBpm === null || ride.hrBpm === null) return []
  const ours = spreadOf(hrBpm)
  const whole = spreadOf(ride.hrBpm.map((bpm) => (bpm > 0 ? bpm : NaN)))
  const heart = { restBpm: athlete.restingHrBpm, maxBpm: athlete.hrMaxBpm, sex: athlete.sex }
  const bounds = zonePercents.map((percent) => (percent * athlete.lthrBpm) / 100)
  const zones = timeInZones(ours, bounds).seconds
  const wholeZones = timeInZones(whole, bounds.map(Math.floor)).seconds
  const withoutS = ride.here.filter((second) => !(ride.hrBpm![second]! > 0)).length
  return [
    row('average_hr', meanOf(ours), { 'every-sample': meanOf(whole) }),
    row('max_heartrate', highest(ours), { 'every-sample': highest(whole) }),
    row('trimp_points', trimpAverage(session.timerS / 60, meanOf(ours), heart), {
      'riding-time': trimpAverage(told.ridingS / 60, told.averageHrBpm, heart),
    }),
    ...zones.slice(1).map((seconds, i) => {
      const theirs = wholeZones[i + 1]! + (i === 0 ? withoutS : 0)
      // A second on the bound falls to either side by how a hole was bridged.
      const slackS = 0.01 * ride.here.length
      return row(`time_in_zone_H${i + 1}`, seconds, { 'whole-bpm': [theirs - slackS, theirs + slackS] }, 2)
    }),
    ...entries(durations).map(([name, seconds]) =>
      row(`${name}_peak_hr`, meanMax(hrBpm, [seconds], 'void')[0] ?? null, {
        'wall-clock': bestFromSample(ride, ride.hrBpm!, seconds),
      }),
    ),
  ]
}

function powerRows({ grid }: SessionContext, ride: Ride): OracleRow[] {
  const power = grid.powerW === null ? null : rollingNorm(grid.powerW)
  if (grid.powerW === null || ride.powerW === null || power === null) return []
  const recorded = Float64Array.from(ride.here, (second) => ride.powerW![second] || 0)
  const padded = rollingNorm(Float64Array.from([...new Float64Array(29), ...recorded]))
  const whole = rollingNorm(recorded)
  return [
    row('coggan_np', power.norm, { 'zero-padding': padded?.norm ?? null }),
    row('average_power', power.mean, { 'every-sample': whole?.mean ?? null }),
    row('max_power', highest(spreadOf(grid.powerW)), { 'every-sample': highest(spreadOf(ride.powerW)) }),
    row('total_work', (power.mean * grid.seconds) / 1000, {
      'every-sample': whole && (whole.mean * recorded.length) / 1000,
    }),
    ...entries(durations).map(([name, seconds]) =>
      row(`${name}_critical_power`, meanMax(grid.powerW!, [seconds])[0] ?? null, {
        'wall-clock': bestFromSample(ride, ride.powerW!, seconds),
      }),
    ),
  ]
}

function speedRows({ grid, track, family }: SessionContext, ride: Ride): OracleRow[] {
  const { speedMps } = grid
  const paces =
    speedMps === null || ride.speedMps === null
      ? []
      : entries(durations).map(([name, seconds]) =>
          row(`${name}_critical_pace`, pace(meanMax(speedMps, [seconds])[0] ?? null), {
            'wall-clock': pace(bestFromSample(ride, ride.speedMps!, seconds)),
          }),
        )
  if (track === null) return paces
  const spanM = track.distanceM.at(-1)! - track.distanceM[0]!
  return [
    ...paces,
    row('total_distance', spanM / 1000, {
      'every-sample': ride.distanceM && spreadOf(ride.distanceM).values.at(-1)! / 1000,
    }),
    ...entries(distances).map(([name, distanceM]) => {
      const effort = bestEffort(track, distanceM, spikeSpeedMps[family])
      const whole = bestEffort(track, distanceM)
      const slowest = fastestByMeanSpeed(ride, distanceM)
      return row(
        `best_${name}`,
        effort && effort.timeS / 60,
        {
          'spikes-count': whole && whole.timeS / 60,
          'fastest-by-mean-speed': whole && slowest && [whole.timeS / 60, slowest],
        },
        1 / 60 + 1e-4,
      )
    }),
  ]
}

/** Which of several stretches is the fastest hangs on how single seconds were bridged. */
const nearlyBest = 0.98

/**
 * Longest minutes of the stretches of at least `distanceM` whose speed samples have nearly the highest mean over their
 * elapsed time; whichever of them GoldenCheetah settles on, it takes no less than the shortest stretch of all.
 */
function fastestByMeanSpeed({ here, speedMps, distanceM: along }: Ride, distanceM: number): number | null {
  if (speedMps === null || along === null) return null
  const means: number[] = []
  const tookS: number[] = []
  let sum = 0
  let start = 0
  for (let end = 0; end < here.length; end++) {
    sum += speedMps[here[end]!] || 0
    while (start < end && along[here[end]!]! - along[here[start]!]! >= distanceM) {
      const seconds = here[end]! - here[start]!
      means.push(sum / (seconds + 1))
      tookS.push(seconds)
      sum -= speedMps[here[start++]!] || 0
    }
  }
  const enough = nearlyBest * means.reduce((most, mean) => Math.max(most, mean), 0)
  const slowestS = tookS.reduce((most, seconds, i) => (means[i]! >= enough ? Math.max(most, seconds) : most), 0)
  return means.length === 0 ? null : slowestS / 60
}

/** Percentage points: the metric is a difference of two ratios, each of which may be off by 1 %. */
const decouplingResolution = 0.5

/** Speed of a run, power of a ride; neither is graded. */
function decouplingRow({ grid }: SessionContext, ride: Ride, isRun: boolean): OracleRow[] {
  const [output, theirs] = isRun ? [grid.speedMps, ride.speedMps] : [grid.powerW, ride.powerW]
  if (output === null || theirs === null || grid.hrBpm === null || ride.hrBpm === null) return []
  const halves = [0, 1].map((half) => {
    const middle = ride.here.length / 2
    const seconds = ride.here.filter((second, i) => (half === 0 ? i < middle : i >= middle) && ride.hrBpm![second]! > 0)
    const sumOf = (values: Float64Array) => seconds.reduce((sum, second) => sum + (values[second] || 0), 0)
    return sumOf(theirs) / sumOf(ride.hrBpm!)
  })
  const standing = 100 * (1 - halves[1]! / halves[0]!)
  const { pct } = decouple(output, grid.hrBpm)
  const convention = pct === null ? 'forty-minutes' : 'standing-counts'
  return [row('aerobic_decoupling', pct, { [convention]: standing }, decouplingResolution)]
}

function row(metric: string, ours: number | null, theirs: OracleRow['theirs'], resolution = 0): OracleRow {
  return { metric, ours, theirs, resolution }
}

/**
 * One recording in the numbers of GoldenCheetah: each by the functions of the appliance, and by the convention that
 * GoldenCheetah follows instead. A multisport is one ride there and has no counterpart here.
 */
export function readAsGoldenCheetah(input: ActivityInput, athlete: OracleAthlete, told: Told): OracleRow[] {
  const thresholds = {
    sex: athlete.sex,
    ageYears: null,
    hrRestBpm: athlete.restingHrBpm,
    hrMaxBpm: athlete.hrMaxBpm,
    lthrBpm: athlete.lthrBpm,
    ftpW: null,
    thresholdSpeedMps: null,
    cssMps: null,
  }
  const [session, another] = openActivity(input, thresholds, defaultOptions)
  if (session === undefined || another !== undefined || input.samples.n === 0) return []
  const ride = rideOf(input)
  return [
    row('time_recording', session.timerS, { 'every-sample': ride.here.length }, 2),
    ...heartRows(session, ride, athlete, told),
    ...powerRows(session, ride),
    ...speedRows(session, ride),
    ...decouplingRow(session, ride, told.isRun),
  ]
}
