import { commonExponent, riegelTime } from './riegel.ts'
import { vdot, vdotTime } from './vdot.ts'

const halfMarathonM = 21_097.5
const maxRatio = 4

/** The slow end of what runners make of a marathon. */
const slowExponent = 1.15

export interface RacePrediction {
  fastS: number
  slowS: number
}

/**
 * Expected range for another distance, s: between the equal VDOT and Riegel's law with the athlete's exponent; beyond
 * the half marathon the slow end is Riegel's law with an exponent of at least 1.15, so that a marathon is never a point.
 * Missing (null): more than four times as far, or less than a quarter. Sources: `riegelTime`, `vdot`; Vickers &
 * Vertosick 2016. Evidence B.
 */
export function predictRace(
  race: { distanceM: number; timeS: number },
  targetM: number,
  exponent: number = commonExponent,
): RacePrediction | null {
  const ratio = targetM / race.distanceM
  if (!(race.timeS > 0 && ratio <= maxRatio && ratio >= 1 / maxRatio)) return null
  const fitness = vdot(race.distanceM, race.timeS)
  const isLonger = targetM > halfMarathonM && ratio > 1
  const times = [
    riegelTime(race.distanceM, race.timeS, targetM, exponent),
    fitness === null ? null : vdotTime(fitness, targetM),
    isLonger ? riegelTime(race.distanceM, race.timeS, targetM, Math.max(slowExponent, exponent)) : null,
  ].filter((time) => time !== null)
  return { fastS: Math.min(...times), slowS: Math.max(...times) }
}
