import type { Basis, Step, Workout } from '../model/plan.ts'
import { isBike, isRun, isSwim } from '../model/plan.ts'
import { keepOn } from '../model/keep-on.ts'
import { firstThreshold, paceAt } from './paces.ts'
import { stepIntensity } from './step-intensity.ts'

/** One stretch of a workout as it will be done, repeats unrolled. */
export interface Stretch {
  step: Step
  s: number
  m: number
  /** Share of threshold. */
  intensity: number
}

/** Assumed where nobody knows: CSS 2:00/100 m, 30 km/h at FTP, a lap button pressed after so many seconds. */
const assumedCssS = 120
const assumedBikeMps = 30 / 3.6
const lapS = { warmup: 600, active: 300, recovery: 90, rest: 30, cooldown: 600 }
const toHeartRateS = 300
const kcalPerS = 0.18

/** The steps of a workout one after the other, each with its time, way and intensity; without the last rest where skipped. */
export function stretchesOf(workout: Workout, basis: Basis): Stretch[] {
  const { steps }: { steps: Remembering } = workout
  const known = steps[remembered]
  if (known?.basis === basis && known.sport === workout.sport && known.type === workout.type) return known.stretches
  const stretches = unroll(workout, basis)
  keepOn(steps, remembered, { basis, sport: workout.sport, type: workout.type, stretches })
  return stretches
}

const remembered = Symbol('stretches')
type Remembering = Workout['steps'] & {
  [remembered]?: { basis: Basis; sport: Workout['sport']; type: Workout['type']; stretches: Stretch[] }
}

function unroll(workout: Workout, basis: Basis): Stretch[] {
  const stretchOf = (step: Step): Stretch => {
    const intensity = stepIntensity(step, workout, basis)
    const mps = speedAt(intensity, workout, basis)
    const { s, m } = sizeOf(step, mps)
    return { step, s, m, intensity: step.intensity === 'rest' ? 0 : intensity }
  }
  return workout.steps.flatMap((item) => {
    if (item.kind === 'step') return [stretchOf(item)]
    const round = item.steps.map(stretchOf)
    // Whatever a stranger's plan says, no more is unrolled than any rule would let pass.
    const all = Array.from({ length: Math.min(item.count, 250) }, () => round).flat()
    const isRest = round.at(-1)?.step.intensity === 'rest' || round.at(-1)?.step.intensity === 'recovery'
    return item.skipLastRest && isRest && round.length > 1 ? all.slice(0, -1) : all
  })
}

function speedAt(intensity: number, { sport }: Workout, basis: Basis): number {
  if (isRun(sport) || sport === 'walk' || sport === 'hike') return (intensity * 1000) / paceAt(1, basis.thresholdPace)
  if (isSwim(sport)) return (intensity * 100) / (basis.css ?? assumedCssS)
  // Power grows with the cube of speed, so that an easy ride is not much slower.
  return isBike(sport) ? assumedBikeMps * Math.cbrt(intensity) : 0
}

function sizeOf({ end, intensity }: Step, mps: number): { s: number; m: number } {
  const lasting = (s: number) => ({ s, m: intensity === 'rest' ? 0 : s * mps })
  switch (end.type) {
    case 'time':
      return lasting(end.s)
    case 'distance':
      return { s: mps > 0 ? end.m / mps : 0, m: end.m }
    case 'lap':
      return lasting(lapS[intensity])
    case 'hr':
    case 'power':
      return lasting(toHeartRateS)
    case 'kcal':
      return lasting(end.kcal / kcalPerS)
  }
}

/** 100 is an hour at threshold: time · IF², in the water IF³ over the time of swimming (sTSS). */
const loadOf = (stretches: readonly Stretch[], isInWater: boolean): number =>
  stretches.reduce((sum, { s, intensity }) => sum + (s / 36) * intensity ** (isInWater ? 3 : 2), 0)

const round = (value: number, decimals: number): number => Math.round(value * 10 ** decimals) / 10 ** decimals

/**
 * What a workout will take: seconds, metres, load, seconds above the first threshold. Steps without a pace get the one
 * their intensity stands for. Rest has zero of each.
 */
export function estimateWorkout(workout: Workout, basis: Basis): Workout['est'] {
  const stretches = stretchesOf(workout, basis)
  const sum = (value: (stretch: Stretch) => number): number =>
    stretches.reduce((total, stretch) => total + value(stretch), 0)
  return {
    s: Math.round(sum(({ s }) => s)),
    m: round(
      sum(({ m }) => m),
      1,
    ),
    load: round(loadOf(stretches, isSwim(workout.sport)), 1),
    hardS: Math.round(sum(({ s, intensity }) => (intensity >= firstThreshold ? s : 0))),
  }
}
