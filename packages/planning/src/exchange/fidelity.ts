import { workoutsOf, type Plan, type Workout } from '../model/plan.ts'
import { toGarmin } from './garmin-workout.ts'
import type { Loss } from './loss.ts'

/** How a workout will stand on a Garmin watch: as it is, with losses, or not at all. */
export interface Fidelity {
  fidelity: 'exact' | 'degraded' | 'unsupported'
  loss: Loss[]
}

/** Rest and an empty session are nothing a watch could lead through. */
export function garminFidelity(workout: Workout): Fidelity {
  if (workout.sport === 'rest' || workout.type === 'rest' || workout.steps.length === 0)
    return { fidelity: 'unsupported', loss: [] }
  const { loss } = toGarmin(workout)
  return { fidelity: loss.length === 0 ? 'exact' : 'degraded', loss }
}

/** Ours are found again by this mark in the description: the plan and the workout. */
export const garminMark = (plan: Pick<Plan, 'id'>, workout: Pick<Workout, 'key'>): string =>
  `rc:${plan.id}/${encodeURIComponent(workout.key)}`

/** The plan and workout a description of Garmin is marked with; null: not one of ours. */
export function readGarminMark(description: unknown): { planId: string; key: string } | null {
  const found = typeof description === 'string' ? /(?:^|\n)rc:([0-9a-f-]{36})\/(\S+)$/.exec(description) : null
  return found ? { planId: found[1]!, key: decodeURIComponent(found[2]!) } : null
}

/** What of a plan may go to a watch, each once. */
export const sendable = (plan: Plan): Workout[] =>
  workoutsOf(plan).filter((workout) => garminFidelity(workout).fidelity !== 'unsupported')
