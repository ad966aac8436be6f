import type { Series, Wellness } from '@rc/domain'
import type { PlannedDay } from './planned.ts'
import { createDrift, createRandom } from './random.ts'

const everyS = 120

/** Heart rate and stress of the day, or of what is over of it by `untilS`; resting heart rate after the night, steps at last. */
export function dayWellness(
  day: PlannedDay,
  untilS: number = day.endS,
): Pick<Wellness, 'hrBpm' | 'stress' | 'readings'> {
  const { hrRestBpm, hrMaxBpm, strain } = day.body
  const random = createRandom(day.seed, 'day heart', day.date)
  const wander = createDrift(random, 0.9)
  const efforts = day.activities.map((a) => ({ fromS: a.startTimeS, toS: a.startTimeS + a.expectedS }))
  const at = (timeS: number) => {
    const effort = efforts.find((window) => timeS >= window.fromS && timeS < window.toS)
    if (effort) return { bpm: hrRestBpm + 0.68 * (hrMaxBpm - hrRestBpm) + 7 * wander(), stress: null }
    const asleep = day.night && timeS >= day.night.startS && timeS < day.night.endS
    if (asleep) return { bpm: hrRestBpm + 3 + 2 * wander(), stress: 14 + 30 * strain + 5 * wander() }
    const afterEffort = efforts.reduce(
      (sum, w) => sum + (timeS >= w.toS ? 22 * Math.exp((w.toS - timeS) / 2400) : 0),
      0,
    )
    return { bpm: hrRestBpm + 18 + afterEffort + 8 * wander(), stress: 32 + 25 * strain + 13 * wander() }
  }
  const hrBpm: [number, number][] = []
  const stress: [number, number][] = []
  for (let timeS = day.startS; timeS < Math.min(day.endS, untilS); timeS += everyS) {
    const now = at(timeS)
    hrBpm.push([timeS, Math.round(Math.max(now.bpm, hrRestBpm - 3))])
    if (now.stress !== null) stress.push([timeS, Math.round(Math.min(99, Math.max(1, now.stress)))])
  }
  const lastS = day.endS - 60
  return {
    hrBpm: seriesOf(hrBpm),
    stress: seriesOf(stress),
    readings: [
      ...(day.night ? [{ timeS: day.night.endS, name: 'resting_hr_bpm', value: day.night.restingHrBpm }] : []),
      ...(lastS < untilS ? [{ timeS: lastS, name: 'steps', value: day.steps }] : []),
    ],
  }
}

const seriesOf = (points: [number, number][]): Series => ({
  timeS: Float64Array.from(points, (p) => p[0]),
  value: Float64Array.from(points, (p) => p[1]),
})
