import { hashPlan } from '../model/canonical.ts'
import { isTraining, type Workout } from '../model/plan.ts'
import type { Finding } from './finding.ts'
import type { PlanView, Session } from './plan-view.ts'
import { ruleLimits } from './rules.ts'

/** S02 to S06 and V21: what makes a plan readable at all, and the approval of exactly this one. */
export function checkStructure(view: PlanView): Finding[] {
  const findings: Finding[] = []
  const keys = new Set<string>()
  const places = new Set<string>()
  for (const session of view.sessions) {
    const { workout, week } = session
    const at = { week, key: workout.key, date: workout.date }
    const add = (id: string, data: Finding['data'], repair: Finding['repair']) =>
      findings.push({ id, severity: 'block', at, data, repair })
    if (keys.has(workout.key)) add('S02', {}, { do: 'reorder' })
    keys.add(workout.key)
    const place = `${workout.date} ${workout.order}`
    if (places.has(place)) add('V21', { order: workout.order }, { do: 'reorder' })
    places.add(place)
    const isEmpty =
      workout.steps.length === 0 || workout.steps.some((item) => item.kind === 'repeat' && item.steps.length === 0)
    if (isEmpty && isPrescribed(workout)) add('S03', {}, { do: 'drop', key: workout.key })
    const { maxStored, maxExpanded } = ruleLimits('S04')
    const stored = workout.steps.reduce((sum, item) => sum + (item.kind === 'step' ? 1 : 1 + item.steps.length), 0)
    if (stored > maxStored || session.stretches.length > maxExpanded)
      add('S04', { stored, expanded: session.stretches.length }, { do: 'drop', key: workout.key })
    if (isMisstated(session)) add('V21', { s: workout.est.s, m: workout.est.m }, { do: 'clean' })
  }
  const { hash } = view.plan
  // Anything else in its place is "not yet computed".
  if (/^(?!0{64})[0-9a-f]{64}$/.test(hash) && hash !== hashPlan(view.plan))
    findings.push({ id: 'S06', severity: 'block', at: { path: 'hash' }, data: {}, repair: { do: 'clean' } })
  return findings
}

const isPrescribed = (workout: Workout): boolean => workout.type !== 'rest' && workout.sport !== 'rest'

/**
 * A stated size that contradicts the steps: less than its steps of fixed time or distance add up to, or, where all are
 * of one kind, not their sum. An estimate of zero is one that nobody made yet.
 */
function isMisstated({ workout, stretches, est }: Session): boolean {
  const stated = workout.est
  if ((stated.s === 0 && stated.m === 0) || stretches.length === 0 || !isTraining(workout)) return false
  const timed = stretches.filter(({ step }) => step.end.type === 'time')
  const measured = stretches.filter(({ step }) => step.end.type === 'distance')
  const seconds = timed.reduce((sum, { s }) => sum + s, 0)
  const metres = measured.reduce((sum, { m }) => sum + m, 0)
  const { tolerance } = ruleLimits('V21')
  const isOff = (value: number, sum: number, slack: number) => Math.abs(value - sum) > Math.max(slack, tolerance * sum)
  if (timed.length === stretches.length) return stated.s > 0 && isOff(stated.s, seconds, 60)
  if (measured.length === stretches.length && stated.m > 0 && isOff(stated.m, metres, 100)) return true
  const isShort =
    (stated.s > 0 && stated.s < (1 - tolerance) * seconds - 60) ||
    (stated.m > 0 && stated.m < (1 - tolerance) * metres - 100)
  return isShort || (stated.s > 0 && (stated.s > 2 * est.s + 600 || stated.s < est.s / 2 - 600))
}
