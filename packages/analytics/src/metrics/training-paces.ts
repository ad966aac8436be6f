import { speedAtVo2, vdotTime } from './vdot.ts'

const marathonM = 42_195

/** Shares of VDOT; within Daniels' ranges, evidence D. Marathon pace is that of the race, and has none. */
export const paceShares = {
  easySlow: 0.59,
  easyFast: 0.74,
  marathon: null,
  threshold: 0.88,
  interval: 0.975,
  repetition: 1.05,
} as const

/** Daniels' paces, s/km. */
export interface TrainingPaces {
  easySlow: number
  easyFast: number
  marathon: number
  threshold: number
  interval: number
  repetition: number
}

/**
 * Training paces of a VDOT: the speeds at 59–74 % (easy), 88 % (threshold), 97.5 % (interval) and 105 % (repetition) of
 * it; marathon pace is that of the race. s/km.
 * Missing (null): a VDOT without a marathon time. Source: Daniels, Running Formula. Evidence C.
 */
export function trainingPaces(vdot: number): TrainingPaces | null {
  const marathonS = vdotTime(vdot, marathonM)
  if (marathonS === null) return null
  const paceAt = (fraction: number): number => 60_000 / speedAtVo2(fraction * vdot)!
  return {
    easySlow: paceAt(paceShares.easySlow),
    easyFast: paceAt(paceShares.easyFast),
    marathon: marathonS / (marathonM / 1000),
    threshold: paceAt(paceShares.threshold),
    interval: paceAt(paceShares.interval),
    repetition: paceAt(paceShares.repetition),
  }
}
