import { estimateWorkout } from '../estimate/estimate-workout.ts'
import { isBike, isSwim, type End, type Plan, type StepOrRepeat, type Workout } from '../model/plan.ts'
import { isTemplateId, type TemplateId } from '../templates/template-ids.ts'
import { expandTemplate, type TemplateContext, type TemplateSize } from '../templates/templates.ts'

/** Nothing shorter is worth tying shoes for: m of running, s of anything. */
const leastM = 1500
const leastS = 600

const contextOf = (plan: Pick<Plan, 'basis' | 'locale'>, workout: Workout): TemplateContext => ({
  basis: plan.basis,
  locale: plan.locale,
  sport: workout.sport,
  pool: workout.pool,
})

/** The same workout from a template of another kind or size; day, key, lock and sources stay. */
function remake(
  plan: Pick<Plan, 'basis' | 'locale'>,
  workout: Workout,
  id: TemplateId,
  size: TemplateSize,
  context = contextOf(plan, workout),
): Workout {
  const made: Workout = { ...workout, ...expandTemplate(id, size, context) }
  return { ...made, est: estimateWorkout(made, plan.basis) }
}

const floorTo = (value: number, unit: number): number => Math.floor(value / unit + 1e-9) * unit

/**
 * A workout of `factor` (below 1) its size, never larger; null: what is left is not worth doing. One made from a template
 * keeps its shape, of others every step shrinks. Races stay as they are.
 */
export function shrinkWorkout(plan: Pick<Plan, 'basis' | 'locale'>, workout: Workout, factor: number): Workout | null {
  if (workout.type === 'race') return workout
  const est = estimateWorkout(workout, plan.basis)
  const before = { ...workout, est }
  const { m, s } = est
  const isRunning = !isBike(workout.sport) && !isSwim(workout.sport) && m > 0
  if (isSwim(workout.sport) ? factor * m < 200 : factor * s < leastS || (isRunning && factor * m < leastM)) return null
  const smaller = withSteps(before, scaleSteps(workout.steps, factor, workout), plan)
  const id = workout.template?.id
  if (id === undefined || !isTemplateId(id)) return smaller
  const { km, min, reps } = workout.template!
  const isWhole = km === null && (reps === null || id === 'run_walk')
  const made = remake(plan, workout, id, {
    // Where no distance was asked for, the one it came out at.
    km: isWhole && min !== null ? null : Number(floorTo(factor * (km ?? m / 1000), 0.1).toFixed(1)),
    min: min === null ? null : isWhole || reps === null ? Math.max(1, Math.floor(factor * min)) : min,
    reps: reps === null ? null : Math.max(1, Math.floor(factor * reps + 1e-9)),
  })
  return made.est.m <= factor * m + 20 && made.est.s <= factor * s + 10 ? made : smaller
}

function withSteps(workout: Workout, steps: StepOrRepeat[], { basis }: Pick<Plan, 'basis'>): Workout {
  const made = { ...workout, steps, template: null }
  return { ...made, est: estimateWorkout(made, basis) }
}

function scaleSteps(steps: readonly StepOrRepeat[], factor: number, workout: Workout): StepOrRepeat[] {
  return steps.map((item) =>
    item.kind === 'step'
      ? { ...item, end: scaleEnd(item.end, factor, workout) }
      : { ...item, steps: item.steps.map((step) => ({ ...step, end: scaleEnd(step.end, factor, workout) })) },
  )
}

function scaleEnd(end: End, factor: number, { sport, pool }: Workout): End {
  if (end.type === 'time') return { type: 'time', s: Math.max(5, Math.floor(factor * end.s)) }
  if (end.type !== 'distance') return end
  const lengthM = isSwim(sport) ? (pool?.length ?? 1) * (pool?.unit === 'yd' ? 0.9144 : 1) : 1
  const least = isSwim(sport) ? lengthM : 50
  return { type: 'distance', m: Math.max(least, floorTo(factor * end.m, lengthM)) }
}

/** The longest an eased session may be, s, and the share of the way that is kept. */
const easyMostS = 4800
const easyShare = 0.85

/** An easy session in place of a hard one, shorter; null: what is left is not worth doing. */
export function easeWorkout(plan: Pick<Plan, 'basis' | 'locale'>, workout: Workout): Workout | null {
  const { m, s } = estimateWorkout(workout, plan.basis)
  if (isBike(workout.sport))
    return remake(plan, workout, 'cross_bike_easy', { min: Math.floor((easyShare * Math.min(s, easyMostS)) / 60) })
  if (isSwim(workout.sport))
    return remake(plan, workout, 'swim_endurance', { km: floorTo((easyShare * m) / 1000, 0.1) })
  const factor = Math.min(easyShare, (easyShare * easyMostS) / Math.max(s, 1))
  const km = Number(floorTo((factor * m) / 1000, 0.1).toFixed(1))
  const made = remake(plan, workout, 'easy_run', { km })
  // Slower running must not make it longer than it was.
  return km < leastM / 1000
    ? null
    : made.est.s <= easyMostS && made.est.s <= Math.max(s, leastS)
      ? made
      : shrinkWorkout(plan, made, Math.min(easyMostS, s) / made.est.s)
}
