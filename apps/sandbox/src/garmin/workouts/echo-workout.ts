import type { Account } from '../account.ts'
import { dotted } from '../data/times.ts'
import { allSteps, idIn, segmentsIn, stepsIn, type Step } from './check-workout.ts'
import type { StoredWorkout } from './workout-store.ts'

/** The order in which the service shows its kinds, whatever a client sends. */
const displayOrders: Record<string, number> = { swimming: 3, strength_training: 5 }

const author = (account: Account) => ({
  userProfilePk: account.profileId,
  displayName: account.displayName,
  fullName: account.fullName,
  profileImgNameLarge: null,
  profileImgNameMedium: null,
  profileImgNameSmall: null,
  userPro: false,
  vivokidUser: false,
})

/** A workout as the service tells it back: everything it did not get is there as null. */
export function echoWorkout(account: Account, { workoutId, body, createdS, updatedS }: StoredWorkout): Step {
  return {
    workoutId,
    ownerId: account.profileId,
    workoutName: body['workoutName'],
    description: body['description'] ?? null,
    updatedDate: dotted(updatedS),
    createdDate: dotted(createdS),
    sportType: withOrder(body['sportType']),
    subSportType: body['subSportType'] ?? null,
    trainingPlanId: null,
    author: author(account),
    sharedWithUsers: null,
    estimatedDurationInSecs: estimatedS(body),
    estimatedDistanceInMeters: estimatedM(body),
    poolLength: body['poolLength'] ?? 0,
    poolLengthUnit: body['poolLengthUnit'] ?? null,
    workoutSegments: segmentsIn(body).map((segment, i) => ({
      segmentOrder: i + 1,
      sportType: withOrder(segment['sportType']),
      poolLengthUnit: null,
      poolLength: null,
      avgTrainingSpeed: null,
      estimatedDurationInSecs: null,
      estimatedDistanceInMeters: null,
      estimatedDistanceUnit: null,
      estimateType: null,
      description: null,
      workoutSteps: stepsIn(segment),
    })),
    workoutThumbnailUrl: null,
    shared: false,
    estimated: true,
  }
}

/** A row of the list says `updateDate` where the workout itself says `updatedDate`. */
export function workoutRow(account: Account, workout: StoredWorkout): Step {
  const { workoutSegments: _, updatedDate, ...row } = echoWorkout(account, workout)
  return { ...row, updateDate: updatedDate, author: { userProfilePk: null, displayName: null, fullName: null } }
}

/** What is kept of a step: numbered, completed, with the losses the real service is known for. */
export function storeStep(step: Step, nextId: () => number, order: { next: number }, childStepId: number | null): Step {
  const stepOrder = order.next++
  if (step['type'] === 'RepeatGroupDTO') {
    // Without its end condition a group forgets how often it repeats.
    const isCounted =
      idIn(step['endCondition'], 'conditionTypeId') === 7 && typeof step['endConditionValue'] === 'number'
    return {
      type: 'RepeatGroupDTO',
      stepId: nextId(),
      stepOrder,
      stepType: step['stepType'],
      childStepId: childStepId ?? 1,
      numberOfIterations: isCounted ? step['endConditionValue'] : 0,
      workoutSteps: stepsIn(step).map((child, i) => storeStep(child, nextId, order, i + 1)),
      endConditionValue: step['endConditionValue'] ?? null,
      preferredEndConditionUnit: null,
      endConditionCompare: null,
      endCondition: step['endCondition'] ?? null,
      skipLastRestStep: step['skipLastRestStep'] ?? null,
      smartRepeat: step['smartRepeat'] ?? false,
    }
  }
  // A zone and a range at once: the range is dropped.
  const zoneNumber = step['zoneNumber'] ?? null
  return {
    type: 'ExecutableStepDTO',
    stepId: nextId(),
    stepOrder,
    stepType: step['stepType'] ?? null,
    childStepId,
    description: step['description'] ?? null,
    endCondition: step['endCondition'] ?? null,
    endConditionValue: step['endConditionValue'] ?? null,
    preferredEndConditionUnit: null,
    endConditionCompare: step['endConditionCompare'] ?? null,
    targetType: step['targetType'] ?? null,
    targetValueOne: zoneNumber === null ? (step['targetValueOne'] ?? null) : null,
    targetValueTwo: zoneNumber === null ? (step['targetValueTwo'] ?? null) : null,
    targetValueUnit: null,
    zoneNumber,
    secondaryTargetType: step['secondaryTargetType'] ?? null,
    secondaryTargetValueOne: step['secondaryTargetValueOne'] ?? null,
    secondaryTargetValueTwo: step['secondaryTargetValueTwo'] ?? null,
    secondaryTargetValueUnit: null,
    secondaryZoneNumber: null,
    endConditionZone: null,
    strokeType: step['strokeType'] ?? { strokeTypeId: 0, strokeTypeKey: null, displayOrder: 0 },
    equipmentType: step['equipmentType'] ?? { equipmentTypeId: 0, equipmentTypeKey: null, displayOrder: 0 },
    category: step['category'] ?? null,
    exerciseName: step['exerciseName'] ?? null,
    workoutProvider: null,
    providerExerciseSourceId: null,
    weightValue: step['weightValue'] ?? null,
    weightUnit: step['weightUnit'] ?? null,
  }
}

function withOrder(sportType: unknown): unknown {
  const type = sportType as { sportTypeId: number; sportTypeKey: string } | undefined
  return type && { ...type, displayOrder: displayOrders[type.sportTypeKey] ?? type.sportTypeId }
}

const timesOf = (step: Step): number => Number(step['numberOfIterations'] ?? 1)

function total(steps: Step[], condition: number): number {
  return steps.reduce((sum, step) => {
    const inside = stepsIn(step)
    if (inside.length > 0) return sum + timesOf(step) * total(inside, condition)
    const counts = idIn(step['endCondition'], 'conditionTypeId') === condition
    return sum + (counts ? Number(step['endConditionValue'] ?? 0) : 0)
  }, 0)
}
const topSteps = (body: Record<string, unknown>) => segmentsIn(body).flatMap(stepsIn)
const estimatedM = (body: Record<string, unknown>) => total(topSteps(body), 3)
/** Time as prescribed, distances at five minutes to the kilometre. */
const estimatedS = (body: Record<string, unknown>) =>
  allSteps(body).length === 0
    ? 0
    : Math.round(total(topSteps(body), 2) + total(topSteps(body), 8) + 0.3 * estimatedM(body))
