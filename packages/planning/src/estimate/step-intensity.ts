import type { Basis, Step, Target, Workout, WorkoutType } from '../model/plan.ts'
import { isBike, isRun, isSwim } from '../model/plan.ts'
import { speedShare, thresholdHr } from './paces.ts'

/** Share of threshold intensity of each heart rate zone, of each RPE (index), and of a session whose target is open. */
const ofZone = [0.7, 0.79, 0.9, 1, 1.09]
const ofRpe = [0, 0.55, 0.65, 0.72, 0.79, 0.86, 0.93, 1, 1.07, 1.13, 1.16]
const ofType: Record<WorkoutType, number> = {
  easy: 0.79,
  long: 0.79,
  recovery: 0.74,
  steady: speedShare.steady,
  tempo: 0.97,
  threshold: 1,
  interval: speedShare.interval,
  hill: 1.1,
  fartlek: 0.96,
  race: 1,
  test: 1.03,
  strides: 0.79,
  technique: 0.75,
  strength: 0.6,
  cross: 0.7,
  rest: 0,
}
const ofIntensity = { warmup: 0.75, recovery: 0.68, rest: 0, cooldown: 0.72 }

/**
 * How hard a step is, as a share of threshold: speed for runs and swims, power for rides; 1 could be held for an hour.
 * A pace, heart rate, power or RPE says it; where the target is open, the kind of the step and of the session does.
 */
export function stepIntensity(step: Step, workout: Pick<Workout, 'sport' | 'type'>, basis: Basis): number {
  const said = ofTarget(step.target, workout, basis) ?? (step.secondary && ofTarget(step.secondary, workout, basis))
  if (said !== null) return said
  if (step.intensity !== 'active') return ofIntensity[step.intensity]
  return ofType[workout.type]
}

/** Null: the target says nothing about the effort, or the threshold it refers to is not known. */
function ofTarget(target: Target, { sport }: Pick<Workout, 'sport'>, basis: Basis): number | null {
  switch (target.type) {
    case 'pace':
      return isRun(sport) && basis.thresholdPace !== null ? relative(basis.thresholdPace, middle(target)) : null
    case 'swimPace':
      return isSwim(sport) && basis.css !== null ? relative(basis.css, middle(target)) : null
    case 'hr':
      return ofHeartRate((target.lo + target.hi) / 2, basis)
    case 'hrZone':
      return ofZone[target.zone - 1] ?? null
    case 'power':
      return isBike(sport) && basis.ftp !== null ? (target.lo + target.hi) / 2 / basis.ftp : null
    case 'powerPct':
      return (target.lo + target.hi) / 200
    case 'rpe':
      return ofRpe[Math.round((target.lo + target.hi) / 2)] ?? null
    case 'open':
    case 'cadence':
      return null
  }
}

const middle = ({ fast, slow }: { fast: number; slow: number }): number => (fast + slow) / 2
const relative = (threshold: number, pace: number): number | null => (pace > 0 ? threshold / pace : null)

/** Speed falls faster than heart rate: three quarters of the rate above rest are 62 % of threshold speed. */
function ofHeartRate(hr: number, basis: Basis): number | null {
  const threshold = thresholdHr(basis)
  return threshold === null ? null : Math.max(0.3, 1 - 1.5 * (1 - hr / threshold))
}
