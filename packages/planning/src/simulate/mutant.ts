import { finishPlan } from '../estimate/finish-plan.ts'
import { isRun, isTraining, workoutsOf, type Plan, type Step, type Target, type Workout } from '../model/plan.ts'
import { expandTemplate, type TemplateSize } from '../templates/templates.ts'
import type { TemplateId } from '../templates/template-ids.ts'
import type { AthleteFacts, TrainingHistory } from '../validate/athlete-facts.ts'
import type { Dice } from './dice.ts'

export interface Case {
  plan: Plan
  athlete: AthleteFacts
  history: TrainingHistory
}

/** One way in which plans go wrong, and the rules of which one must say so. Null: nothing in this plan to get wrong. */
export interface Mutant {
  name: string
  expect: readonly string[]
  mutate: (good: Case, dice: Dice) => Case | null
}

export const withPlan = (good: Case, plan: Plan): Case => ({ ...good, plan: finishPlan(plan) })
export const isTrainingRun = (workout: Workout): boolean => isRun(workout.sport) && workout.type !== 'race'

/** The plan with some workouts replaced, each by any number of others. */
export const mapWorkouts = (plan: Plan, map: (workout: Workout) => Workout[]): Plan => ({
  ...plan,
  weeks: plan.weeks.map((week) => ({ ...week, workouts: week.workouts.flatMap(map) })),
})

/** One workout that fits, changed. */
export const one =
  (fits: (workout: Workout, good: Case) => boolean, change: (workout: Workout, good: Case, dice: Dice) => Workout[]) =>
  (good: Case, dice: Dice): Case | null => {
    const found = workoutsOf(good.plan).filter((workout) => fits(workout, good))
    if (found.length === 0) return null
    const chosen = dice.pick(found)
    return withPlan(
      good,
      mapWorkouts(good.plan, (workout) => (workout.key === chosen.key ? change(workout, good, dice) : [workout])),
    )
  }

export const mapSteps = (workout: Workout, map: (step: Step) => Step): Workout => ({
  ...workout,
  template: null,
  steps: workout.steps.map((item) => (item.kind === 'step' ? map(item) : { ...item, steps: item.steps.map(map) })),
})
export const withTarget = (target: Target) => (workout: Workout) => [mapSteps(workout, (step) => ({ ...step, target }))]
export const stepsOf = (workout: Workout): Step[] =>
  workout.steps.flatMap((item) => (item.kind === 'step' ? [item] : item.steps))
export const scale = (workout: Workout, factor: number): Workout =>
  mapSteps(workout, (step) => ({
    ...step,
    end:
      step.end.type === 'distance'
        ? { type: 'distance', m: Math.round(step.end.m * factor) }
        : step.end.type === 'time'
          ? { type: 'time', s: Math.round(step.end.s * factor) }
          : step.end,
  }))
export const made = (workout: Workout, { plan }: Case, id: TemplateId, size: TemplateSize): Workout => ({
  ...workout,
  ...expandTemplate(id, size, { basis: plan.basis, locale: plan.locale }),
})
export const text = (change: Partial<Workout>) => one(isTraining, (workout) => [{ ...workout, ...change }])
export const note = (words: string) =>
  one(
    (workout) => workout.steps.length > 0,
    (workout) => [mapSteps(workout, (step) => ({ ...step, note: words }))],
  )
export const hasPace = (workout: Workout): boolean =>
  isTrainingRun(workout) && stepsOf(workout).some(({ target }) => target.type === 'pace')
const runM = (workout: Workout): number => (isTrainingRun(workout) ? workout.est.m : 0)
export const doneRuns = ({ history }: Case) => history.sessions.filter(({ family }) => family === 'run')
export const weekM = (week: Plan['weeks'][number]): number =>
  week.workouts.reduce((sum, workout) => sum + runM(workout), 0)

/** The first run of the plan becomes hard, and its day is today. */
export function hardToday(good: Case): Case | null {
  const first = workoutsOf(good.plan).find(isTrainingRun)
  if (!first) return null
  const plan = mapWorkouts(good.plan, (workout) => [
    workout.key === first.key ? made(workout, good, 'tempo_continuous', { km: 8, min: 20 }) : workout,
  ])
  return withPlan({ ...good, athlete: { ...good.athlete, today: first.date } }, plan)
}
