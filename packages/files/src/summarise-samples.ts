import type { SampleColumns, Totals } from '@rc/domain'

/** Total seconds of `pauses` that lie in [fromS, toS]. */
function pausedS(pauses: readonly [number, number][], fromS: number, toS: number): number {
  let sum = 0
  for (const [from, to] of pauses) sum += Math.max(0, Math.min(to, toS) - Math.max(from, fromS))
  return sum
}

function statistics(
  column: Float64Array | undefined,
  isMeasured: (value: number) => boolean,
): { mean: number; max: number } | null {
  let sum = 0
  let count = 0
  let max = -Infinity
  for (const value of column ?? []) {
    if (!isMeasured(value)) continue
    sum += value
    count++
    if (value > max) max = value
  }
  return count === 0 ? null : { mean: sum / count, max }
}

/**
 * The totals of a recording whose file gives none: time span, timer time (span without pauses, s), distance covered (m), means and
 * maxima. Heart rate 0 is a strap without contact and stays out of the mean. What has no samples is null.
 */
export function summariseSamples(samples: SampleColumns, pauses: readonly [number, number][]): Totals {
  const time = statistics(samples.timeS, Number.isFinite)
  const startTimeS = time === null ? null : samples.timeS.reduce((a, b) => (b < a ? b : a), Infinity)
  const elapsedS = time === null || startTimeS === null ? null : time.max - startTimeS
  const timerS =
    time === null || startTimeS === null ? null : time.max - startTimeS - pausedS(pauses, startTimeS, time.max)
  const distance = statistics(samples.channels.distanceM, Number.isFinite)
  const hr = statistics(samples.channels.hrBpm, (value) => value > 0)
  const power = statistics(samples.channels.powerW, Number.isFinite)
  const cadence = statistics(samples.channels.cadenceRpm, (value) => value > 0)
  return {
    startTimeS,
    timestampS: time?.max ?? null,
    elapsedS,
    timerS,
    distanceM: distance?.max ?? null,
    avgHrBpm: hr?.mean ?? null,
    maxHrBpm: hr?.max ?? null,
    avgPowerW: power?.mean ?? null,
    maxPowerW: power?.max ?? null,
    avgSpeedMps: distance && timerS ? distance.max / timerS : null,
    maxSpeedMps: statistics(samples.channels.speedMps, Number.isFinite)?.max ?? null,
    avgCadenceRpm: cadence?.mean ?? null,
    ascentM: null,
    descentM: null,
    caloriesKcal: null,
  }
}
