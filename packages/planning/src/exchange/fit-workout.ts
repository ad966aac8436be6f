import type { FitWorkout, FitWorkoutStep } from '@rc/domain'
import type { End, Repeat, Step, StepOrRepeat, Target, Workout } from '../model/plan.ts'
import { endLoss, targetLoss, type Loss } from './loss.ts'

/** Of FIT's intensities only those that a plan knows. */
export type FitStepData = FitWorkoutStep & Pick<Step, 'intensity'>
interface FitWorkoutData extends FitWorkout {
  steps: FitStepData[]
}

/** FIT's numbers of sport and sub-sport. */
const sports: Partial<Record<Workout['sport'], readonly [number, number | null]>> = {
  run: [1, null],
  trail: [1, 3],
  treadmill: [1, 1],
  bike: [2, null],
  indoor_bike: [2, 6],
  pool_swim: [5, 17],
  open_swim: [5, 18],
  strength: [10, 20],
  walk: [11, null],
  hike: [17, null],
}

const perOf = (sport: Workout['sport']): number => (sport === 'pool_swim' || sport === 'open_swim' ? 100 : 1000)
/** Bytes of UTF-8 that fit into a field. */
const longestText = 254
/** FIT counts mm/s. */
const mps = (pace: number, per: number): number => Math.round((1000 * per) / pace) / 1000
const paceOf = (speed: number, per: number): number => Math.round((1000 * per) / speed) / 1000

/** A workout for a FIT file: repeats are written behind their steps. Names, speeds and lengths as fine as FIT counts. */
export function toFit(workout: Workout): { file: FitWorkoutData; loss: Loss[] } {
  const loss: Loss[] = []
  const known = sports[workout.sport]
  if (known === undefined) loss.push({ path: 'sport', reason: 'sport' })
  const steps: FitStepData[] = []
  const per = perOf(workout.sport)
  for (const [i, item] of workout.steps.entries()) {
    if (item.kind === 'step') {
      steps.push(fitStep(item, `steps.${i}`, per, loss))
      continue
    }
    const fromStep = steps.length
    steps.push(...item.steps.map((step, j) => fitStep(step, `steps.${i}.steps.${j}`, per, loss)))
    if (item.skipLastRest) loss.push({ path: `steps.${i}.skipLastRest`, reason: 'repeat' })
    steps.push({
      name: null,
      notes: null,
      intensity: 'active',
      duration: { kind: 'repeat', fromStep, times: item.count },
      target: { kind: 'open' },
    })
  }
  const poolLengthM =
    workout.pool === null ? null : Math.round(workout.pool.length * (workout.pool.unit === 'yd' ? 91.44 : 100)) / 100
  if (workout.pool?.unit === 'yd') loss.push({ path: 'pool', reason: 'pool' })
  return {
    file: { name: workout.title, fitSport: known?.[0] ?? 0, fitSubSport: known?.[1] ?? null, poolLengthM, steps },
    loss,
  }
}

function fitStep(step: Step, path: string, per: number, loss: Loss[]): FitStepData {
  if (step.ramp) loss.push({ path: `${path}.ramp`, reason: 'ramp' })
  if (step.secondary !== null) loss.push({ path: `${path}.secondary`, reason: 'secondary' })
  if (step.stroke !== null) loss.push({ path: `${path}.stroke`, reason: 'swim' })
  if (step.equipment !== null) loss.push({ path: `${path}.equipment`, reason: 'swim' })
  for (const [key, text] of Object.entries({ name: step.name, note: step.note }))
    if (text !== null && new TextEncoder().encode(text).length > longestText)
      loss.push({ path: `${path}.${key}`, reason: key === 'name' ? 'name' : 'note' })
  if (step.target.type === 'rpe') loss.push(targetLoss(`${path}.target`, step.target))
  const target = fitTarget(step.target, per)
  const back = readTarget(target, per)
  if (step.target.type !== 'rpe' && JSON.stringify(back) !== JSON.stringify(sorted(step.target)))
    loss.push({ path: `${path}.target`, reason: 'rounded' })
  const duration = fitDuration(step.end)
  if (duration.kind === 'distance' && step.end.type === 'distance' && duration.metres !== step.end.m)
    loss.push(endLoss(path, 'rounded'))
  return { name: step.name, notes: step.note, intensity: step.intensity, duration, target }
}

/** Keys in the order in which they are read back. */
const sorted = (target: Target): Target => {
  switch (target.type) {
    case 'pace':
    case 'swimPace':
      return { type: target.type, fast: target.fast, slow: target.slow }
    case 'hr':
    case 'power':
    case 'powerPct':
    case 'cadence':
    case 'rpe':
      return { type: target.type, lo: target.lo, hi: target.hi }
    case 'hrZone':
    case 'open':
      return target
  }
}

function fitDuration(end: End): FitStepData['duration'] {
  switch (end.type) {
    case 'time':
      return { kind: 'time', seconds: end.s }
    case 'distance':
      return { kind: 'distance', metres: Math.round(100 * end.m) / 100 }
    case 'lap':
      return { kind: 'open' }
    case 'hr':
      return { kind: end.op === 'below' ? 'hr_less_than' : 'hr_greater_than', bpm: end.bpm }
    case 'power':
      return { kind: end.op === 'below' ? 'power_less_than' : 'power_greater_than', watts: end.w }
    case 'kcal':
      return { kind: 'calories', kcal: end.kcal }
  }
}

function fitTarget(target: Target, per: number): FitStepData['target'] {
  switch (target.type) {
    case 'pace':
      return { kind: 'speed', lowMps: mps(target.slow, 1000), highMps: mps(target.fast, 1000) }
    case 'swimPace':
      return { kind: 'speed', lowMps: mps(target.slow, per), highMps: mps(target.fast, per) }
    case 'hr':
      return { kind: 'heart_rate', lowBpm: target.lo, highBpm: target.hi }
    case 'hrZone':
      return { kind: 'heart_rate_zone', zone: target.zone }
    case 'power':
      return { kind: 'power', lowW: target.lo, highW: target.hi }
    case 'powerPct':
      return { kind: 'power_percent', lowPct: Math.round(target.lo), highPct: Math.round(target.hi) }
    case 'cadence':
      return { kind: 'cadence', low: target.lo, high: target.hi }
    case 'rpe':
    case 'open':
      return { kind: 'open' }
  }
}

/** Steps of a FIT workout, its repeats folded again; one that goes back into another repeat is left unrolled once. */
export function fromFit({ steps, fitSport }: Pick<FitWorkoutData, 'steps' | 'fitSport'>): StepOrRepeat[] {
  const per = fitSport === 5 ? 100 : 1000
  const found: { item: StepOrRepeat; from: number }[] = []
  for (const [i, step] of steps.entries()) {
    if (step.duration.kind !== 'repeat') {
      found.push({ item: readStep(step, per), from: i })
      continue
    }
    const { fromStep, times } = step.duration
    const at = found.findIndex(({ from }) => from >= fromStep)
    const inner = at === -1 ? [] : found.splice(at)
    const rounds = inner.flatMap(({ item }) => (item.kind === 'step' ? [item] : item.steps))
    if (rounds.length === 0) continue
    const repeat: Repeat = { kind: 'repeat', count: times, skipLastRest: false, steps: rounds }
    found.push({ item: repeat, from: inner[0]!.from })
  }
  return found.map(({ item }) => item)
}

function readStep({ name, notes, intensity, duration, target }: FitStepData, per: number): Step {
  return {
    kind: 'step',
    intensity,
    end: readEnd(duration),
    target: readTarget(target, per),
    secondary: null,
    ramp: false,
    name,
    note: notes ?? null,
    stroke: null,
    equipment: null,
  }
}

function readEnd(duration: FitStepData['duration']): End {
  switch (duration.kind) {
    case 'time':
      return { type: 'time', s: duration.seconds }
    case 'distance':
      return { type: 'distance', m: duration.metres }
    case 'hr_less_than':
    case 'hr_greater_than':
      return { type: 'hr', op: duration.kind === 'hr_less_than' ? 'below' : 'above', bpm: duration.bpm }
    case 'power_less_than':
    case 'power_greater_than':
      return { type: 'power', op: duration.kind === 'power_less_than' ? 'below' : 'above', w: duration.watts }
    case 'calories':
      return { type: 'kcal', kcal: duration.kcal }
    case 'open':
    case 'repeat':
      return { type: 'lap' }
  }
}

function readTarget(target: FitStepData['target'], per: number): Target {
  switch (target.kind) {
    case 'speed':
      return {
        type: per === 100 ? 'swimPace' : 'pace',
        fast: paceOf(target.highMps, per),
        slow: paceOf(target.lowMps, per),
      }
    case 'heart_rate':
      return { type: 'hr', lo: target.lowBpm, hi: target.highBpm }
    case 'heart_rate_zone':
      return { type: 'hrZone', zone: target.zone }
    case 'power':
      return { type: 'power', lo: target.lowW, hi: target.highW }
    case 'power_percent':
      return { type: 'powerPct', lo: target.lowPct, hi: target.highPct }
    case 'cadence':
      return { type: 'cadence', lo: target.low, hi: target.high }
    case 'open':
      return { type: 'open' }
  }
}
