import type { Body } from './body.ts'
import { createDrift, type Random } from './random.ts'

/** One second at an effort (share of threshold); returns beats per minute. */
export type Heart = (effort: number) => number

/**
 * Heart rate second by second. It follows effort with a lag (slower down than up), drifts upwards with time, faster in
 * heat, and stands higher when the athlete is worn out. At effort 1 a runner ends near the lactate threshold.
 */
export function createHeart(body: Body, given: { temperatureC: number; altitudeM: number }, random: Random): Heart {
  const { hrMaxBpm, hrRestBpm } = body
  const reserve = hrMaxBpm - hrRestBpm
  const heat = Math.max(0, given.temperatureC - 17) / 10
  const raised = 5 * body.strain + 1.8 * heat + (given.altitudeM > 1_200 ? 4 : 0)
  const noise = createDrift(random, 0.985)
  let bpm = hrRestBpm + 0.2 * reserve
  let drift = 0
  return (effort) => {
    const steady = hrRestBpm + reserve * Math.max(0.08, 0.1 + 0.77 * effort) + raised + drift
    bpm += (Math.min(steady, hrMaxBpm) - bpm) / (steady > bpm ? 26 : 38)
    if (effort > 0.5) drift += (0.0009 + 0.0011 * heat) * effort
    return Math.min(hrMaxBpm, bpm + 1.2 * noise())
  }
}
