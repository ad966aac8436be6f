import { encodeFit, readFile } from '@rc/files'
import { fromFit, toFit, type FitStepData, type Loss, type StepOrRepeat, type Workout } from '@rc/planning'

/** A workout as the FIT file a watch takes, and what of it the file cannot hold. */
export function encodeWorkoutFile(workout: Workout, createdAtS: number): { bytes: Uint8Array; loss: Loss[] } {
  const { file, loss } = toFit(workout)
  const device = { manufacturer: null, product: null, serial: null }
  return { bytes: encodeFit({ kind: 'workout', createdAtS, device, workout: file }), loss }
}

type Outline = Record<string, unknown>

/** The steps of a workout file; null: the file is none. */
export function decodeWorkoutFile(bytes: Uint8Array): StepOrRepeat[] | null {
  const read = readFile(bytes, 'workout.fit')
  if (!read.ok || read.value.kind !== 'workout' || read.value.outline === null) return null
  const { outline } = read.value
  const steps = (outline['steps'] as Outline[]).map(stepOf)
  const sport = outline['sport']
  return fromFit({ steps, fitSport: sport === 'pool_swim' || sport === 'open_water_swim' ? 5 : 1 })
}

const intensities = ['active', 'rest', 'warmup', 'cooldown', 'recovery'] as const

const stepOf = (step: Outline): FitStepData => ({
  name: step['name'] as string | null,
  notes: step['notes'] as string | null,
  intensity: intensities.find((each) => each === step['intensity']) ?? 'active',
  duration: durationOf(step['duration'] as Outline),
  target: targetOf(step['target'] as Outline),
})

/** A duration we have no word for ends on the lap button. */
function durationOf(duration: Outline): FitStepData['duration'] {
  const number = (key: string) => Number(duration[key])
  switch (duration['kind']) {
    case 'time':
      return { kind: 'time', seconds: number('seconds') }
    case 'distance':
      return { kind: 'distance', metres: number('metres') }
    case 'hr_less_than':
    case 'hr_greater_than':
      return duration['bpm'] === undefined ? { kind: 'open' } : { kind: duration['kind'], bpm: number('bpm') }
    case 'power_less_than':
    case 'power_greater_than':
      return duration['watts'] === undefined ? { kind: 'open' } : { kind: duration['kind'], watts: number('watts') }
    case 'calories':
      return { kind: 'calories', kcal: number('value') }
    case 'repeat_until_steps_complete':
      return { kind: 'repeat', fromStep: number('fromStep'), times: number('times') }
    default:
      return { kind: 'open' }
  }
}

function targetOf(target: Outline): FitStepData['target'] {
  const limit = (side: 'low' | 'high', unit: string) => Number((target[side] as Outline | null)?.[unit])
  switch (target['kind']) {
    case 'speed':
      return { kind: 'speed', lowMps: Number(target['lowMps']), highMps: Number(target['highMps']) }
    case 'heart_rate':
      if (target['zone'] !== undefined) return { kind: 'heart_rate_zone', zone: Number(target['zone']) }
      return Number.isNaN(limit('low', 'bpm'))
        ? { kind: 'open' }
        : { kind: 'heart_rate', lowBpm: limit('low', 'bpm'), highBpm: limit('high', 'bpm') }
    case 'power':
      if (Number.isNaN(limit('low', 'watts')) && Number.isNaN(limit('low', 'percentOfFtp'))) return { kind: 'open' }
      return Number.isNaN(limit('low', 'watts'))
        ? { kind: 'power_percent', lowPct: limit('low', 'percentOfFtp'), highPct: limit('high', 'percentOfFtp') }
        : { kind: 'power', lowW: limit('low', 'watts'), highW: limit('high', 'watts') }
    case 'cadence':
      return { kind: 'cadence', low: Number(target['low']), high: Number(target['high']) }
    default:
      return { kind: 'open' }
  }
}
