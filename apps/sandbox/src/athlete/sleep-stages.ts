import type { Series } from '@rc/domain'
import type { PlannedNight } from './planned.ts'
import type { Random } from './random.ts'

const [awake, light, deep, rem] = [1, 2, 3, 4]
const cycleMin = 92

/**
 * A hypnogram: cycles of an hour and a half, deep sleep mostly in the first ones, dreams mostly in the last, short
 * wakings in between. Each point says which stage begins; the last one is the waking at the end.
 */
export function sleepStages(night: PlannedNight, restless: number, random: Random): Series {
  const points: [timeS: number, stage: number][] = []
  const minutes = (night.endS - night.startS) / 60
  let at = 0
  const spend = (stage: number, length: number) => {
    const whole = Math.round(length)
    if (whole < 1 || at >= minutes) return
    if (points.at(-1)?.[1] !== stage) points.push([night.startS + at * 60, stage])
    at += whole
  }
  spend(awake, random.between(4, 14 + 20 * restless))
  while (at < minutes) {
    const share = at / minutes
    const deepMin = Math.max(0, random.between(0.8, 1.2) * (36 - 52 * share))
    const remMin = Math.max(3, random.between(0.8, 1.2) * (8 + 26 * share))
    const lightMin = cycleMin - deepMin - remMin
    spend(light, lightMin * 0.45)
    spend(deep, deepMin)
    spend(light, lightMin * 0.55)
    spend(rem, remMin)
    if (random.chance(0.45 + 0.5 * restless)) spend(awake, random.between(1, 4 + 9 * restless))
  }
  const within = points.filter(([timeS]) => timeS < night.endS)
  within.push([night.endS, awake])
  return { timeS: Float64Array.from(within, (p) => p[0]), value: Float64Array.from(within, (p) => p[1]) }
}

/** Seconds spent in each stage. */
export function secondsByStage(stages: Series): { awakeS: number; lightS: number; deepS: number; remS: number } {
  const seconds = [0, 0, 0, 0, 0]
  for (let i = 0; i + 1 < stages.timeS.length; i++)
    seconds[stages.value[i]!]! += stages.timeS[i + 1]! - stages.timeS[i]!
  return { awakeS: seconds[awake]!, lightS: seconds[light]!, deepS: seconds[deep]!, remS: seconds[rem]! }
}
