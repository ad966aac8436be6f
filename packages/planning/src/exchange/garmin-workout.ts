import type { End, Repeat, Step, StepOrRepeat, Target, Workout } from '../model/plan.ts'
import { endLoss, targetLoss, type Loss } from './loss.ts'

/**
 * Garmin's workout JSON (workout-service). Speeds are m/s, the faster one first; heart rate and power ascend; `stepOrder`
 * is one count through all steps and repeats; a repeat says its rounds twice.
 */
export interface GarminWorkout {
  workoutName: string
  description: string
  sportType: GarminSport
  poolLength?: number
  poolLengthUnit?: { unitId: number; unitKey: string; factor: number }
  estimatedDurationInSecs: number
  workoutSegments: { segmentOrder: number; sportType: GarminSport; workoutSteps: (GarminStep | GarminRepeat)[] }[]
}
interface GarminSport {
  sportTypeId: number
  sportTypeKey: string
  displayOrder: number
}
interface GarminStep {
  type: 'ExecutableStepDTO'
  stepOrder: number
  stepType: { stepTypeId: number; stepTypeKey: string; displayOrder: number }
  childStepId?: number
  description?: string
  endCondition: { conditionTypeId: number; conditionTypeKey: string; displayOrder: number; displayable: boolean }
  endConditionValue?: number
  endConditionCompare?: 'lt' | 'gt'
  targetType: { workoutTargetTypeId: number; workoutTargetTypeKey: string; displayOrder: number }
  targetValueOne?: number
  targetValueTwo?: number
  zoneNumber?: number
  secondaryTargetType?: GarminStep['targetType']
  secondaryTargetValueOne?: number
  secondaryTargetValueTwo?: number
  secondaryZoneNumber?: number
  strokeType?: { strokeTypeId: number; strokeTypeKey: string; displayOrder: number }
  equipmentType?: { equipmentTypeId: number; equipmentTypeKey: string; displayOrder: number }
}
interface GarminRepeat {
  type: 'RepeatGroupDTO'
  stepOrder: number
  stepType: GarminStep['stepType']
  childStepId?: number
  numberOfIterations: number
  smartRepeat: false
  skipLastRestStep: boolean
  endCondition: GarminStep['endCondition']
  endConditionValue: number
  workoutSteps: GarminStep[]
}

const sportIds: Record<string, number> = {
  running: 1,
  cycling: 2,
  other: 3,
  swimming: 4,
  strength_training: 5,
  mobility: 11,
}
const sportOf: Record<Workout['sport'], string> = {
  run: 'running',
  trail: 'running',
  treadmill: 'running',
  bike: 'cycling',
  indoor_bike: 'cycling',
  pool_swim: 'swimming',
  open_swim: 'swimming',
  strength: 'strength_training',
  walk: 'other',
  hike: 'other',
  mobility: 'mobility',
  rest: 'other',
  other: 'other',
}
const sportBack: Record<string, Workout['sport']> = {
  running: 'run',
  cycling: 'bike',
  swimming: 'pool_swim',
  strength_training: 'strength',
  mobility: 'mobility',
}
const stepKeys = ['', 'warmup', 'cooldown', 'interval', 'recovery', 'rest', 'repeat'] as const
const ofIntensity: Record<Step['intensity'], number> = { warmup: 1, cooldown: 2, active: 3, recovery: 4, rest: 5 }
const intensityOf = ['active', 'warmup', 'cooldown', 'active', 'recovery', 'rest'] as const
const strokeKeys = [
  '',
  'any_stroke',
  'backstroke',
  'breaststroke',
  'drill',
  'fly',
  'free',
  'individual_medley',
] as const
const strokeOf = [null, 'any', 'back', 'breast', 'drill', 'fly', 'free', 'im'] as const
const toolKeys = [null, 'fins', 'kickboard', 'paddles', 'pull_buoy', 'snorkel'] as const
const conditionKeys: Record<number, string> = {
  1: 'lap.button',
  2: 'time',
  3: 'distance',
  4: 'calories',
  5: 'power',
  6: 'heart.rate',
  7: 'iterations',
  8: 'fixed.rest',
}
const targetKeys: Record<number, string> = {
  1: 'no.target',
  2: 'power.zone',
  3: 'cadence',
  4: 'heart.rate.zone',
  6: 'pace.zone',
}
const yardM = 0.9144

/** m/s to seven decimals, as Garmin writes them. */
const speed = (pace: number, per: number): number => Math.round((per / pace) * 1e7) / 1e7
/** Paces come back to a thousandth of a second. */
const pace = (mps: number, per: number): number => Math.round((per / mps) * 1000) / 1000

const stepType = (id: number) => ({ stepTypeId: id, stepTypeKey: stepKeys[id]!, displayOrder: id })
const condition = (id: number) => ({
  conditionTypeId: id,
  conditionTypeKey: conditionKeys[id]!,
  displayOrder: id,
  displayable: id !== 7,
})
const targetType = (id: number) => ({
  workoutTargetTypeId: id,
  workoutTargetTypeKey: targetKeys[id]!,
  displayOrder: id,
})

/** A workout as Garmin takes it, and what of it will be missing on the watch. `mark` is written into the description, so that ours are found again. */
export function toGarmin(workout: Workout, mark = `rc:${workout.key}`): { file: GarminWorkout; loss: Loss[] } {
  const loss: Loss[] = []
  const isPool = workout.sport === 'pool_swim'
  const key = sportOf[workout.sport]
  const sportType = {
    sportTypeId: sportIds[key]!,
    sportTypeKey: key,
    displayOrder: key === 'swimming' ? 3 : sportIds[key]!,
  }
  if (sportBack[key] !== workout.sport) loss.push({ path: 'sport', reason: 'sport' })
  let order = 0
  let child = 0
  const write = (step: Step, path: string): GarminStep => {
    order++
    return {
      type: 'ExecutableStepDTO',
      stepOrder: order,
      stepType: stepType(ofIntensity[step.intensity]),
      ...(step.note === null ? {} : { description: step.note }),
      ...writeEnd(step, isPool, path, loss),
      ...writeTargets(step, path, loss),
      ...writeSwim(step),
    }
  }
  const workoutSteps = workout.steps.map((item, i) => {
    if (item.kind === 'step') return write(item, `steps.${i}`)
    order++
    child++
    const childStepId = child
    const stepOrder = order
    const steps = item.steps.map((step, j) => ({ ...write(step, `steps.${i}.steps.${j}`), childStepId }))
    return {
      type: 'RepeatGroupDTO' as const,
      stepOrder,
      stepType: stepType(6),
      childStepId,
      numberOfIterations: item.count,
      smartRepeat: false as const,
      skipLastRestStep: item.skipLastRest,
      endCondition: condition(7),
      endConditionValue: item.count,
      workoutSteps: steps,
    }
  })
  const file: GarminWorkout = {
    workoutName: workout.title,
    description: workout.purpose === '' ? mark : `${workout.purpose}\n${mark}`,
    sportType,
    ...writePool(workout),
    estimatedDurationInSecs: workout.est.s,
    workoutSegments: [{ segmentOrder: 1, sportType, workoutSteps }],
  }
  return { file, loss }
}

function writePool({ pool }: Workout): Pick<GarminWorkout, 'poolLength' | 'poolLengthUnit'> {
  if (pool === null) return {}
  const unit =
    pool.unit === 'm'
      ? { unitId: 1, unitKey: 'meter', factor: 100 }
      : { unitId: 230, unitKey: 'yard', factor: 100 * yardM }
  return { poolLength: pool.length, poolLengthUnit: unit }
}

function writeEnd(
  step: Step,
  isPool: boolean,
  path: string,
  loss: Loss[],
): Pick<GarminStep, 'endCondition' | 'endConditionValue' | 'endConditionCompare'> {
  const { end } = step
  switch (end.type) {
    case 'time':
      // Rest at the wall counts down on the watch.
      return { endCondition: condition(isPool && step.intensity === 'rest' ? 8 : 2), endConditionValue: end.s }
    case 'distance':
      return { endCondition: condition(3), endConditionValue: end.m }
    case 'lap':
      return { endCondition: condition(1) }
    case 'hr':
      return {
        endCondition: condition(6),
        endConditionValue: end.bpm,
        endConditionCompare: end.op === 'below' ? 'lt' : 'gt',
      }
    case 'kcal':
      return { endCondition: condition(4), endConditionValue: end.kcal }
    case 'power':
      loss.push(endLoss(path, 'power_end'))
      return { endCondition: condition(1) }
  }
}

type GarminTarget = Pick<GarminStep, 'targetType' | 'targetValueOne' | 'targetValueTwo' | 'zoneNumber'>

function writeTarget(target: Target, path: string, loss: Loss[]): GarminTarget {
  const values = (id: number, one: number, two: number): GarminTarget => ({
    targetType: targetType(id),
    targetValueOne: one,
    targetValueTwo: two,
  })
  switch (target.type) {
    case 'pace':
      return values(6, speed(target.fast, 1000), speed(target.slow, 1000))
    case 'swimPace':
      return values(6, speed(target.fast, 100), speed(target.slow, 100))
    case 'hr':
      return values(4, target.lo, target.hi)
    case 'hrZone':
      return { targetType: targetType(4), zoneNumber: target.zone }
    case 'power':
      return values(2, target.lo, target.hi)
    case 'cadence':
      return values(3, target.lo, target.hi)
    case 'powerPct':
    case 'rpe':
      loss.push(targetLoss(path, target))
      return { targetType: targetType(1) }
    case 'open':
      return { targetType: targetType(1) }
  }
}

function writeTargets(step: Step, path: string, loss: Loss[]): GarminTarget & Partial<GarminStep> {
  if (step.ramp) loss.push({ path: `${path}.ramp`, reason: 'ramp' })
  if (step.name !== null) loss.push({ path: `${path}.name`, reason: 'name' })
  const main = writeTarget(step.target, `${path}.target`, loss)
  if (step.secondary === null) return main
  const second = writeTarget(step.secondary, `${path}.secondary`, loss)
  if (second.targetType.workoutTargetTypeId === 1) {
    if (step.secondary.type === 'open') loss.push({ path: `${path}.secondary`, reason: 'secondary' })
    return main
  }
  return {
    ...main,
    secondaryTargetType: second.targetType,
    ...(second.zoneNumber === undefined ? {} : { secondaryZoneNumber: second.zoneNumber }),
    ...(second.targetValueOne === undefined
      ? {}
      : { secondaryTargetValueOne: second.targetValueOne, secondaryTargetValueTwo: second.targetValueTwo! }),
  }
}

function writeSwim({ stroke, equipment }: Step): Pick<GarminStep, 'strokeType' | 'equipmentType'> {
  const strokeId = strokeOf.indexOf(stroke)
  const toolId = toolKeys.indexOf(equipment)
  return {
    ...(strokeId > 0
      ? { strokeType: { strokeTypeId: strokeId, strokeTypeKey: strokeKeys[strokeId]!, displayOrder: strokeId } }
      : {}),
    ...(toolId > 0
      ? { equipmentType: { equipmentTypeId: toolId, equipmentTypeKey: toolKeys[toolId]!, displayOrder: toolId } }
      : {}),
  }
}

/** What a workout at Garmin says in our words; unknown conditions end on the lap button, unknown targets are open. */
export interface ReadWorkout {
  title: string
  purpose: string
  /** From the mark in the description; null: not one of ours. */
  key: string | null
  sport: Workout['sport']
  steps: StepOrRepeat[]
  pool: Workout['pool']
}

export function fromGarmin(file: GarminWorkout): ReadWorkout {
  const sport = sportBack[file.sportType.sportTypeKey] ?? 'other'
  const per = sport === 'pool_swim' ? 100 : 1000
  const description = file.description ?? ''
  const mark = /(?:^|\n)rc:(\S+)$/.exec(description)
  const items = file.workoutSegments.flatMap((segment) => segment.workoutSteps)
  const unit = file.poolLengthUnit?.unitKey === 'yard' ? ('yd' as const) : ('m' as const)
  return {
    title: file.workoutName,
    purpose: mark ? description.slice(0, mark.index) : description,
    key: mark?.[1] ?? null,
    sport,
    steps: items.map((item): StepOrRepeat =>
      item.type === 'RepeatGroupDTO' ? readRepeat(item, per) : readStep(item, per),
    ),
    pool: file.poolLength === undefined || file.poolLength === null ? null : { length: file.poolLength, unit },
  }
}

const readRepeat = (item: GarminRepeat, per: number): Repeat => ({
  kind: 'repeat',
  count: item.numberOfIterations,
  skipLastRest: item.skipLastRestStep ?? false,
  steps: item.workoutSteps.map((step) => readStep(step, per)),
})

function readStep(item: GarminStep, per: number): Step {
  const second = item.secondaryTargetType
  return {
    kind: 'step',
    intensity: intensityOf[item.stepType.stepTypeId] ?? 'active',
    end: readEnd(item),
    target: readTarget(item, per),
    secondary:
      second === undefined || second === null
        ? null
        : readTarget(
            {
              targetType: second,
              ...(item.secondaryTargetValueOne === undefined ? {} : { targetValueOne: item.secondaryTargetValueOne }),
              ...(item.secondaryTargetValueTwo === undefined ? {} : { targetValueTwo: item.secondaryTargetValueTwo }),
              ...(item.secondaryZoneNumber === undefined ? {} : { zoneNumber: item.secondaryZoneNumber }),
            },
            per,
          ),
    ramp: false,
    name: null,
    note: item.description ?? null,
    stroke: strokeOf[item.strokeType?.strokeTypeId ?? 0] ?? null,
    equipment: toolKeys[item.equipmentType?.equipmentTypeId ?? 0] ?? null,
  }
}

function readEnd({ endCondition, endConditionValue, endConditionCompare }: GarminStep): End {
  const value = endConditionValue ?? 0
  switch (endCondition.conditionTypeId) {
    case 2:
    case 8:
      return { type: 'time', s: value }
    case 3:
      return { type: 'distance', m: value }
    case 4:
      return { type: 'kcal', kcal: value }
    case 6:
      return { type: 'hr', op: endConditionCompare === 'lt' ? 'below' : 'above', bpm: value }
    default:
      return { type: 'lap' }
  }
}

function readTarget(
  { targetType: kind, targetValueOne: one, targetValueTwo: two, zoneNumber }: GarminTarget,
  per: number,
): Target {
  const id = kind.workoutTargetTypeId
  if (id === 4 && zoneNumber !== undefined && zoneNumber !== null) return { type: 'hrZone', zone: zoneNumber }
  if (one === undefined || two === undefined || one === null || two === null) return { type: 'open' }
  // Either order is read.
  const [lo, hi] = [Math.min(one, two), Math.max(one, two)]
  if (id === 2) return { type: 'power', lo, hi }
  if (id === 3) return { type: 'cadence', lo, hi }
  if (id === 4) return { type: 'hr', lo, hi }
  if (id === 5 || id === 6) return { type: per === 100 ? 'swimPace' : 'pace', fast: pace(hi, per), slow: pace(lo, per) }
  return { type: 'open' }
}
