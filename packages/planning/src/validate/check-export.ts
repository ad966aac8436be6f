import { fromGarmin, toGarmin } from '../exchange/garmin-workout.ts'
import { keepOn } from '../model/keep-on.ts'
import type { StepOrRepeat, Workout } from '../model/plan.ts'
import type { Finding } from './finding.ts'
import type { PlanView } from './plan-view.ts'

/** E01 and E03: what is sent comes back the same but for the losses it declares, and the device takes it. */
export function checkExport({ sessions, athlete }: PlanView): Finding[] {
  return sessions.flatMap(({ workout, week }): Finding[] => {
    const at = { week, key: workout.key, date: workout.date }
    const found: Finding[] = []
    const { deviceSports } = athlete
    if (deviceSports !== null && workout.type !== 'rest' && !deviceSports.includes(workout.sport))
      found.push({
        id: 'E03',
        severity: 'block',
        at,
        data: { sport: workout.sport },
        repair: { do: 'drop', key: workout.key },
      })
    if (workout.type !== 'rest' && !comesBack(workout))
      found.push({ id: 'E01', severity: 'block', at, data: {}, repair: { do: 'retarget', key: workout.key } })
    return found
  })
}

const remembered = Symbol('comesBack')
type Remembering = StepOrRepeat[] & { [remembered]?: { sport: Workout['sport']; isSame: boolean } }

/** Paces are compared to a hundredth of a second, as no watch shows more. */
function comesBack(workout: Workout): boolean {
  const { steps }: { steps: Remembering } = workout
  const known = steps[remembered]
  if (known?.sport === workout.sport) return known.isSame
  const { file, loss } = toGarmin(workout)
  const isSame = isAlike(workout.steps, fromGarmin(file).steps, 'steps', new Set(loss.map(({ path }) => path)))
  keepOn(steps, remembered, { sport: workout.sport, isSame })
  return isSame
}

function isAlike(sent: unknown, back: unknown, path: string, lost: ReadonlySet<string>): boolean {
  if (lost.size > 0 && lost.has(path)) return true
  if (typeof sent === 'number' && typeof back === 'number') return Math.abs(sent - back) < 0.005
  if (sent === null || back === null || typeof sent !== 'object' || typeof back !== 'object') return sent === back
  const under = (key: string) => (lost.size > 0 ? `${path}.${key}` : path)
  const isSame = (key: string) => isAlike((sent as Json)[key], (back as Json)[key], under(key), lost)
  return Object.keys(sent).every(isSame) && Object.keys(back).every((key) => key in sent || isSame(key))
}

type Json = Record<string, unknown>
