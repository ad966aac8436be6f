import type { Channel, SampleColumns, Totals } from '@rc/domain'
import type { Mark } from './draft.ts'

/** What the watch writes at the end of a stretch, counted from its samples. */
export function totalsBetween(samples: SampleColumns, from: Mark, to: Mark, kcalPerS: number): Totals {
  const over = (channel: Channel) => summarise(samples.channels[channel], from.index, to.index)
  const [heart, power, speed, cadence] = [over('hrBpm'), over('powerW'), over('speedMps'), over('cadenceRpm')]
  const climbs = climbed(samples.channels.altitudeM, from.index, to.index)
  const timerS = to.timerS - from.timerS
  const distanceM = to.distanceM - from.distanceM
  return {
    startTimeS: from.timeS,
    timestampS: to.timeS,
    elapsedS: to.timeS - from.timeS,
    timerS,
    distanceM: speed && distanceM,
    avgHrBpm: heart && Math.round(heart.mean),
    maxHrBpm: heart && Math.round(heart.max),
    avgPowerW: power && Math.round(power.mean),
    maxPowerW: power && Math.round(power.max),
    avgSpeedMps: speed && timerS > 0 ? distanceM / timerS : null,
    maxSpeedMps: speed && speed.max,
    avgCadenceRpm: cadence && Math.round(cadence.mean),
    ascentM: climbs && Math.round(climbs.up),
    descentM: climbs && Math.round(climbs.down),
    caloriesKcal: Math.round(timerS * kcalPerS),
  }
}

function summarise(column: Float64Array | undefined, from: number, to: number): { mean: number; max: number } | null {
  if (!column) return null
  let sum = 0
  let n = 0
  let max = -Infinity
  for (let i = from; i < to; i++) {
    const value = column[i]!
    if (Number.isNaN(value)) continue
    sum += value
    n++
    if (value > max) max = value
  }
  return n ? { mean: sum / n, max } : null
}

/** Metres up and down; changes under half a metre are gathered until they count. */
function climbed(altitudeM: Float64Array | undefined, from: number, to: number): { up: number; down: number } | null {
  if (!altitudeM) return null
  let held = NaN
  let up = 0
  let down = 0
  for (let i = from; i < to; i++) {
    const here = altitudeM[i]!
    if (Number.isNaN(held)) held = here
    const change = here - held
    if (!(Math.abs(change) >= 0.5)) continue
    if (change > 0) up += change
    else down -= change
    held = here
  }
  return Number.isNaN(held) ? null : { up, down }
}
