import { isRun, type Goal, type Plan, type PlanSport, type Workout } from '../model/plan.ts'
import type { Effort } from '../templates/effort.ts'
import { expandTemplate } from '../templates/templates.ts'
import { templateWords } from '../templates/template-words.ts'
import { estimateWorkout } from '../estimate/estimate-workout.ts'

/** What each goal races: km, sport, and the effort of an average athlete over it. */
const races: Record<Goal['kind'], { km: number | null; sport: PlanSport; effort: Effort }> = {
  '5k': { km: 5, sport: 'run', effort: 'interval' },
  '10k': { km: 10, sport: 'run', effort: 'tenKm' },
  half: { km: 21.0975, sport: 'run', effort: 'half' },
  marathon: { km: 42.195, sport: 'run', effort: 'marathon' },
  ultra: { km: 50, sport: 'trail', effort: 'steady' },
  fitness: { km: 5, sport: 'run', effort: 'interval' },
  return: { km: 5, sport: 'run', effort: 'tenKm' },
  bike: { km: null, sport: 'bike', effort: 'steady' },
  swim: { km: 1.5, sport: 'open_swim', effort: 'threshold' },
  tri: { km: null, sport: 'other', effort: 'steady' },
  custom: { km: 10, sport: 'run', effort: 'tenKm' },
}

export const raceEffort = (goal: Goal): Effort => races[goal.kind].effort

/** The race itself on its day. Where it has no one distance, its time: the target, else two and a half hours. */
export function makeRace(plan: Pick<Plan, 'goal' | 'basis' | 'locale'>): Workout {
  const { km, sport, effort } = races[plan.goal.kind]
  const context = { basis: plan.basis, locale: plan.locale, raceEffort: effort }
  const size = km === null ? { min: (plan.goal.targetS ?? 9000) / 60 } : { km }
  const made = expandTemplate('race', size, context)
  const [title, purpose] = templateWords.race[plan.locale]
  const workout: Workout = {
    key: `race-${plan.goal.raceDate}`,
    date: plan.goal.raceDate!,
    order: 0,
    ...made,
    sport,
    title,
    purpose,
    // Only a run says its pace.
    steps: isRun(sport)
      ? exactly(made.steps, km)
      : made.steps.map((step) => (step.kind === 'step' ? { ...step, target: { type: 'open' } } : step)),
    est: { s: 0, m: 0, load: 0, hardS: 0 },
    sources: [],
    lock: 'none',
  }
  return { ...workout, est: estimateWorkout(workout, plan.basis) }
}

/** To the metre, as races are measured. */
const exactly = (steps: Workout['steps'], km: number | null): Workout['steps'] =>
  steps.map((step) =>
    step.kind === 'step' && km !== null ? { ...step, end: { type: 'distance', m: 1000 * km } } : step,
  )
