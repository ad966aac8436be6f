import { canonicalJson } from '../model/canonical.ts'
import { fromGarmin, toGarmin } from '../exchange/garmin-workout.ts'
import type { StepOrRepeat } from '../model/plan.ts'
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
    if (workout.type !== 'rest' && !comesBack(workout.steps, () => toGarmin(workout)))
      found.push({ id: 'E01', severity: 'block', at, data: {}, repair: { do: 'retarget', key: workout.key } })
    return found
  })
}

/** Paces are compared to a hundredth of a second, as no watch shows more. */
function comesBack(steps: readonly StepOrRepeat[], send: () => ReturnType<typeof toGarmin>): boolean {
  const { file, loss } = send()
  const lost = new Set(loss.map(({ path }) => path))
  const back = fromGarmin(file)
  return canonicalJson(comparable(steps, lost)) === canonicalJson(comparable(back.steps, lost))
}

function comparable(steps: readonly StepOrRepeat[], lost: ReadonlySet<string>): unknown {
  const reduce = (value: unknown, path: string): unknown => {
    if (lost.has(path) || (path.endsWith('.ramp') && lost.has(path))) return null
    if (typeof value === 'number') return Math.round(value * 100) / 100
    if (Array.isArray(value)) return value.map((each, i) => reduce(each, `${path}.${i}`))
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, reduce(each, `${path}.${key}`)]))
  }
  return reduce(steps, 'steps')
}
