import type { LocalDate } from '@rc/domain'
import { adjustSession, type AdjustedSession, type Morning, type SessionKind } from '../adjust-session.ts'
import { isBike, isRun, isSwim, isTraining, workoutsOf, type Plan, type Workout } from '../model/plan.ts'
import { applyOperations, type PlanOperation } from '../revise/apply-operations.ts'
import { athleteOn, noHistory } from '../validate/athlete-facts.ts'
import { viewPlan } from '../validate/plan-view.ts'

/** A session of today that no longer fits the morning, and the one change that would make it fit. */
export interface Adjustment {
  key: string
  why: Exclude<AdjustedSession['why'], 'unchanged'>
  operation: PlanOperation
}

/**
 * What this morning says of today's sessions: reductions only, to accept or to leave. A race and whatever the athlete has
 * locked stay as they are, but for a stop. Sessions that fit are not in the list.
 */
export function proposeAdjustments(plan: Plan, today: LocalDate, morning: Morning): Adjustment[] {
  const { sessions } = viewPlan(plan, athleteOn(today), noHistory)
  return sessions.flatMap(({ workout, est, isHard }): Adjustment[] => {
    if (workout.date !== today || !isTraining(workout)) return []
    if (workout.lock === 'all' || (workout.type === 'race' && morning.level !== 'stop')) return []
    const kind: SessionKind = workout.type === 'long' ? 'long' : isHard ? 'hard' : 'easy'
    const minutes = Math.round(est.s / 60)
    const adjusted = adjustSession(kind, minutes, morning)
    if (adjusted.why === 'unchanged') return []
    const operation = lessOf(plan, workout, kind, adjusted)
    return [{ key: workout.key, why: adjusted.why, operation }]
  })
}

/** The first change that leaves less load than there was; where none does, nothing is left of the session. */
function lessOf(plan: Plan, workout: Workout, kind: SessionKind, adjusted: AdjustedSession): PlanOperation {
  const { key } = workout
  const factor = (60 * adjusted.minutes) / Math.max(workout.est.s, 1)
  const candidates: PlanOperation[] = []
  if (adjusted.minutes > 0) {
    if (adjusted.kind === 'easy' && kind !== 'easy') candidates.push(...easyInstead(workout, adjusted.minutes))
    if (factor < 1 && (adjusted.kind === kind || kind !== 'hard')) candidates.push({ op: 'scale', key, factor })
  }
  return candidates.find((each) => isLess(plan, workout, each)) ?? { op: 'skip', key, reason: 'recovery' }
}

function easyInstead({ key, sport, est }: Workout, minutes: number): PlanOperation[] {
  const size = { km: null, min: minutes, reps: null }
  if (isRun(sport)) return [{ op: 'replace', key, template: 'easy_run', ...size }]
  if (isBike(sport)) return [{ op: 'replace', key, template: 'cross_bike_easy', ...size }]
  const km = Math.floor((10 * est.m * minutes * 60) / Math.max(est.s, 1) / 1000) / 10
  return isSwim(sport) && km > 0 ? [{ op: 'replace', key, template: 'swim_endurance', km, min: null, reps: null }] : []
}

function isLess(plan: Plan, { key, est }: Workout, operation: PlanOperation): boolean {
  const changed = applyOperations(plan, plan.hash, [operation])
  const after = changed.ok ? workoutsOf(changed.value).find((each) => each.key === key) : undefined
  return after !== undefined && after.est.load < est.load && after.est.s <= est.s && after.est.hardS <= est.hardS
}
