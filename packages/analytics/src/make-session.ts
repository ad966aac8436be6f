import { sportFamily, type Channel, type Sport, type Thresholds } from '@rc/domain'
import type { ActivityInput, AnalysisOptions } from './activity-input.ts'
import { validHrBpm } from './heart-range.ts'
import { gridChannel, medianOf3, samplesBetween, type TimerClock } from './metrics/grid.ts'
import { sessionClock, windowOf, type Window } from './session-clock.ts'
import { sessionContext, type SessionContext, type SessionGrid, type Track } from './session-context.ts'

const indoorSports: ReadonlySet<Sport> = new Set(['treadmill_run', 'indoor_bike', 'pool_swim', 'strength'])

/** A channel without a value was not recorded; a power meter that never rose above 0 W was not there. */
const isRecorded = (name: Channel, values: Float64Array): boolean =>
  values.some((value) => (name === 'powerW' ? value > 0 : !Number.isNaN(value)))

function gridOf(input: ActivityInput, sport: Sport, clock: TimerClock): SessionGrid {
  const { channels } = input.samples
  const channel = (name: Channel, low?: number, high?: number): Float64Array | null => {
    const values = channels[name]
    if (values === undefined) return null
    const grid = gridChannel(clock, name === 'altitudeM' ? medianOf3(clock, values) : values, low, high)
    return isRecorded(name, grid) ? grid : null
  }
  const family = sportFamily(sport)
  const distanceM = channel('distanceM')
  const cadence = channel('cadenceRpm')
  return {
    seconds: clock.seconds,
    hrBpm: channel('hrBpm', validHrBpm.low, validHrBpm.high),
    powerW: channel('powerW'),
    speedMps: channel('speedMps') ?? (distanceM === null ? null : speedFrom(distanceM)),
    distanceM,
    altitudeM: channel('altitudeM'),
    cadence: family === 'run' || family === 'foot' ? (cadence?.map((perLeg) => 2 * perLeg) ?? null) : cadence,
    temperatureC: channel('temperatureC'),
  }
}

/** Speed where only the distance was recorded, m/s: what the second added; the first second has the second one's. */
function speedFrom(distanceM: Float64Array): Float64Array {
  const speed = new Float64Array(distanceM.length).fill(NaN)
  for (let i = 1; i < distanceM.length; i++) speed[i] = Math.max(0, distanceM[i]! - distanceM[i - 1]!)
  if (speed.length > 1) speed[0] = speed[1]!
  return speed
}

/** Distance over wall time in order: of samples at one instant the last, and never falling. */
function trackOf({ samples }: ActivityInput, { startS, endS }: Window): Track | null {
  const distances = samples.channels.distanceM
  if (distances === undefined) return null
  const inside = samplesBetween(samples.timeS, startS, endS)
  const timeS = new Float64Array(inside.length)
  const distanceM = new Float64Array(inside.length)
  let n = 0
  for (const sample of inside) {
    const at = distances[sample]!
    if (Number.isNaN(at)) continue
    const sinceS = samples.timeS[sample]! - startS
    if (n > 0 && sinceS === timeS[n - 1]) n--
    timeS[n] = sinceS
    distanceM[n] = n > 0 ? Math.max(at, distanceM[n - 1]!) : at
    n++
  }
  return n < 2 ? null : { timeS: timeS.subarray(0, n), distanceM: distanceM.subarray(0, n) }
}

const within = (timeS: number | null, { startS, endS }: Window): boolean =>
  timeS !== null && timeS >= startS && timeS <= endS

/** Session `index` of the activity, gridded once and ready for every metric. */
export function makeSession(
  input: ActivityInput,
  index: number,
  thresholds: Thresholds,
  options: AnalysisOptions,
): SessionContext {
  const totals = input.sessions[index]!
  const window = windowOf(input, index)
  const clock = sessionClock(input, index)
  const sampled = input.samples.n > 0
  const timerS = sampled ? clock.seconds : (totals.timerS ?? totals.elapsedS ?? window.endS - window.startS)
  return sessionContext({
    sport: totals.sport,
    totals,
    lengths: input.lengths.filter(({ startTimeS }) => input.sessions.length === 1 || within(startTimeS, window)),
    rpe: input.rpe,
    startS: window.startS,
    timerS,
    outdoors: !indoorSports.has(totals.sport),
    grid: gridOf(input, totals.sport, clock),
    track: trackOf(input, window),
    thresholds,
    options,
  })
}
