import { daysBetween, type Confidence, type LocalDate } from '@rc/domain'
import { predictRace, type RacePrediction } from './race-prediction.ts'
import { commonExponent, personalExponent } from './riegel.ts'
import { trainingPaces, type TrainingPaces } from './training-paces.ts'
import { vdotAfterBreak } from './vdot-after-break.ts'
import { vdot } from './vdot.ts'

/** A best effort of training or a race. */
export interface RunEffort {
  distanceM: number
  timeS: number
  activityId: number
  localDate: LocalDate
}

export interface RunPerformance {
  vdot: { value: number; beforeBreak: number; daysOff: number; effort: RunEffort; confidence: Confidence } | null
  paces: TrainingPaces | null
  predictions: (RacePrediction & { distanceM: number; from: RunEffort })[]
  exponent: { value: number; isPersonal: boolean }
}

const raceDistancesM = [5000, 10_000, 21_097.5, 42_195]
const freshDays = 90
const maxRatio = 4
/** Two efforts tell of endurance only when both were near the athlete's best, over distances that differ. */
const nearBest = 0.97
const minSpread = 2

type Rated = RunEffort & { vdot: number }

const rate = (efforts: readonly RunEffort[]): Rated[] =>
  efforts
    .flatMap((effort) => {
      const value = vdot(effort.distanceM, effort.timeS)
      return value === null ? [] : [{ ...effort, vdot: value }]
    })
    .toSorted((a, b) => b.vdot - a.vdot)

const asRace = ({ localDate, distanceM, timeS }: RunEffort) => ({ date: localDate, distanceM, timeS })

/** The best effort and the best of those at least twice as far, or half: both near the best, within half a year. */
function exponentOf(rated: readonly Rated[]): RunPerformance['exponent'] {
  const [best] = rated
  const other = rated.find(
    ({ distanceM, vdot: value }) =>
      best !== undefined &&
      Math.max(distanceM / best.distanceM, best.distanceM / distanceM) >= minSpread &&
      value >= nearBest * best.vdot,
  )
  const own = best && other ? personalExponent(asRace(best), asRace(other)) : null
  return { value: own ?? commonExponent, isPersonal: own !== null }
}

/**
 * VDOT, paces and expected times of the best efforts of a year: those of the last 90 days, else all of them (low
 * confidence). Efforts of training are no races, so that it is never more than an estimate, and rather too low. VDOT is
 * lowered for the days since the last run; what is predicted is the time in that form's training, before the break.
 * Missing (null): no effort of 800 m–50 km that took 3.5 min. Sources: `vdot`, `predictRace`, `vdotAfterBreak`. Evidence
 * B for the laws, D for the choice of efforts.
 */
export function runPerformance(
  efforts: readonly RunEffort[],
  today: LocalDate,
  lastRun: LocalDate | null,
): RunPerformance {
  const fresh = rate(efforts.filter(({ localDate }) => daysBetween(localDate, today) < freshDays))
  const rated = fresh.length > 0 ? fresh : rate(efforts)
  const exponent = exponentOf(rated)
  const [best] = rated
  if (best === undefined) return { vdot: null, paces: null, predictions: [], exponent }
  const daysOff = lastRun === null ? 0 : Math.max(0, daysBetween(lastRun, today))
  const { vdot: beforeBreak, ...effort } = best
  const value = vdotAfterBreak(beforeBreak, daysOff) ?? beforeBreak
  const predictions = raceDistancesM.flatMap((distanceM) => {
    const from = rated.find((each) => Math.max(distanceM / each.distanceM, each.distanceM / distanceM) <= maxRatio)
    const range = from && predictRace(from, distanceM, exponent.value)
    if (!from || !range) return []
    const { vdot: _, ...source } = from
    return [{ distanceM, ...range, from: source }]
  })
  return {
    vdot: { value, beforeBreak, daysOff, effort, confidence: fresh.length > 0 ? 'estimated' : 'low' },
    paces: trainingPaces(value),
    predictions,
    exponent,
  }
}
