import type { FitWorkout, FitWorkoutStep } from '@rc/domain'
import { encodeFit } from '@rc/files'
import { watch } from '../../athlete/devices.ts'
import { idIn, segmentsIn, stepsIn, type Step } from './check-workout.ts'
import type { StoredWorkout } from './workout-store.ts'

/** What a watch fetches: the same steps as a FIT file, a group written as a step that goes back. */
export function workoutFit({ body, updatedS }: StoredWorkout): Uint8Array {
  const steps: FitWorkoutStep[] = []
  const write = (step: Step) => {
    if (step['type'] !== 'RepeatGroupDTO') return void steps.push(fitStep(step))
    const fromStep = steps.length
    stepsIn(step).forEach(write)
    const times = Number(step['numberOfIterations'] ?? 1)
    steps.push({
      name: null,
      intensity: 'active',
      duration: { kind: 'repeat', fromStep, times },
      target: { kind: 'open' },
    })
  }
  segmentsIn(body).flatMap(stepsIn).forEach(write)
  const swims = idIn(body['sportType'], 'sportTypeId') === 4
  const workout: FitWorkout = {
    name: String(body['workoutName']),
    fitSport: swims ? 5 : idIn(body['sportType'], 'sportTypeId') === 2 ? 2 : 1,
    fitSubSport: swims ? 17 : null,
    poolLengthM: typeof body['poolLength'] === 'number' ? body['poolLength'] : null,
    steps,
  }
  return encodeFit({ kind: 'workout', createdAtS: updatedS, device: watch, workout })
}

const intensities: FitWorkoutStep['intensity'][] = ['active', 'warmup', 'cooldown', 'interval', 'recovery', 'rest']

function fitStep(step: Step): FitWorkoutStep {
  const note = step['description']
  return {
    name: typeof note === 'string' ? note : null,
    intensity: intensities[idIn(step['stepType'], 'stepTypeId') ?? 0] ?? 'active',
    duration: durationOf(step),
    target: targetOf(step),
  }
}

function durationOf(step: Step): FitWorkoutStep['duration'] {
  const value = Number(step['endConditionValue'])
  switch (idIn(step['endCondition'], 'conditionTypeId')) {
    case 2:
    case 8:
      return { kind: 'time', seconds: value }
    case 3:
      return { kind: 'distance', metres: value }
    case null:
    default:
      return { kind: 'open' }
  }
}

function targetOf(step: Step): FitWorkoutStep['target'] {
  const values = [step['targetValueOne'], step['targetValueTwo']].filter((value) => typeof value === 'number')
  const [low, high] = values.toSorted((a, b) => a - b)
  if (low === undefined || high === undefined) return { kind: 'open' }
  switch (idIn(step['targetType'], 'workoutTargetTypeId')) {
    case 2:
      return { kind: 'power', lowW: low, highW: high }
    case 4:
      return { kind: 'heart_rate', lowBpm: low, highBpm: high }
    case 5:
    case 6:
      return { kind: 'speed', lowMps: low, highMps: high }
    case null:
    default:
      return { kind: 'open' }
  }
}
