import type { Target } from '../model/plan.ts'

/** One thing a format cannot hold: where it was in the workout, and what. */
export interface Loss {
  path: string
  reason:
    | 'sport'
    | 'ramp'
    | 'name'
    | 'note'
    | 'secondary'
    | 'intensity'
    | 'swim'
    | 'pool'
    | 'repeat'
    | 'title'
    | 'purpose'
    | 'power_end'
    | 'end'
    | 'rounded'
    | `target_${Target['type']}`
}

export const targetLoss = (path: string, target: Target): Loss => ({ path, reason: `target_${target.type}` })
export const endLoss = (path: string, reason: 'power_end' | 'end' | 'rounded'): Loss => ({
  path: `${path}.end`,
  reason,
})
