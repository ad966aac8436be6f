/** A step as it is sent: executable, or a group that repeats its own steps. */
export type Step = Record<string, unknown>

export const stepsIn = (step: Step): Step[] =>
  Array.isArray(step['workoutSteps']) ? (step['workoutSteps'] as Step[]) : []

export const segmentsIn = (body: Record<string, unknown>): Step[] =>
  Array.isArray(body['workoutSegments']) ? (body['workoutSegments'] as Step[]) : []

/** All steps of a workout in the order in which they are written down, groups before what they repeat. */
export function allSteps(body: Record<string, unknown>): Step[] {
  const below = (step: Step): Step[] => [step, ...stepsIn(step).flatMap(below)]
  return segmentsIn(body).flatMap(stepsIn).flatMap(below)
}

const conditionIds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 16]
const targetIds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 17, 18]
const exerciseCategories = ['PUSH_UP', 'SQUAT', 'LUNGE', 'PLANK', 'DEADLIFT', 'ROW', 'CORE', 'HIP_RAISE']

/** What the service objects to, in its words; null when it takes the workout. */
export function objectionTo(body: Record<string, unknown>): string | null {
  if (typeof body['workoutName'] !== 'string' || body['workoutName'] === '') return 'Workout name is required'
  if (typeof idIn(body['sportType'], 'sportTypeId') !== 'number') return 'Invalid sport type'
  const steps = allSteps(body)
  if (steps.length === 0) return 'The workout must have at least one step'
  const orders = steps.map((step) => step['stepOrder'] ?? null)
  const allUnset = orders.every((order) => order === null)
  if (!allUnset && (orders.includes(null) || new Set(orders).size !== orders.length))
    return 'The workout steps need to have unique step orders, or all be unset…'
  for (const step of steps) {
    const condition = idIn(step['endCondition'], 'conditionTypeId')
    if (condition !== null && !conditionIds.includes(condition)) return 'Invalid end condition'
    const target = idIn(step['targetType'], 'workoutTargetTypeId')
    if (target !== null && !targetIds.includes(target)) return 'Invalid target type'
    const { category } = step
    if (typeof category === 'string' && !exerciseCategories.includes(category)) return 'Invalid category'
    if (step['type'] !== 'ExecutableStepDTO' && step['type'] !== 'RepeatGroupDTO') return 'Invalid step type'
  }
  return null
}

export function idIn(value: unknown, name: string): number | null {
  const id = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : null
  return typeof id === 'number' ? id : null
}
