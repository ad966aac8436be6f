import type { Stretch } from '../estimate/estimate-workout.ts'
import { isBike, isRun, isSwim, type Step, type Target } from '../model/plan.ts'
import { bestKmPace } from './check-intensity.ts'
import type { Finding } from './finding.ts'
import type { PlanView, Session } from './plan-view.ts'
import { ruleLimits } from './rules.ts'

type Told = (id: string, data: Finding['data'], repair?: Finding['repair']) => void

/** T01 to T10: targets and sizes of single steps, and the confusion of units. Each rule speaks once for a workout. */
export function checkTargets(view: PlanView): Finding[] {
  return view.sessions.flatMap((session) => {
    const { workout, week } = session
    const found = new Map<string, Finding>()
    const tell: Told = (id, data, repair = { do: 'retarget', key: workout.key }) => {
      const at = { week, key: workout.key, date: workout.date }
      if (!found.has(id)) found.set(id, { id, severity: 'block', at, data, repair })
    }
    const steps = workout.steps.flatMap((item) => (item.kind === 'step' ? [item] : item.steps))
    for (const step of steps) {
      for (const target of [step.target, step.secondary])
        if (target !== null) checkTarget(target, step, session, view, tell)
      checkSize(step, session, tell)
      if (step.end.type === 'hr') checkHeartRate(step.end.bpm, step.end.bpm, view, tell)
    }
    checkSession(session, view, tell)
    return [...found.values()]
  })
}

function checkTarget(target: Target, step: Step, { workout, isGoalRace }: Session, view: PlanView, tell: Told): void {
  const { basis } = view.plan
  switch (target.type) {
    case 'pace': {
      const { fast, slow } = target
      const { fastest, slowest, bestShare, easyShare } = ruleLimits('T02')
      if (fast > slow) tell('T01', { fast, slow })
      if (isSwim(workout.sport)) tell('T09', { paceS: fast })
      if (fast < fastest) tell('T09', { paceS: fast })
      if (!isRun(workout.sport)) break
      const best = bestKmPace(view)
      if (fast >= fastest && fast < bestShare * best) tell('T02', { paceS: fast, limitS: bestShare * best })
      const limit = Math.max(slowest, 2.5 * (basis.thresholdPace ?? 0))
      if (slow > limit && step.intensity === 'active') tell('T03', { paceS: slow, limitS: limit })
      const isEasy = workout.type === 'easy' || workout.type === 'recovery'
      const easyLimit = easyShare * (basis.thresholdPace ?? 0)
      if (isEasy && fast < easyLimit && !isGoalRace) tell('T04', { paceS: fast, limitS: easyLimit })
      break
    }
    case 'swimPace':
      if (target.fast > target.slow) tell('T01', { fast: target.fast, slow: target.slow })
      if (isRun(workout.sport) || isBike(workout.sport)) tell('T09', { paceS: target.fast })
      if (target.fast < 40 || target.slow > 400) tell('T10', { paceS: target.fast })
      break
    case 'hr':
      if (target.lo > target.hi) tell('T01', { lo: target.lo, hi: target.hi })
      checkHeartRate(target.lo, target.hi, view, tell)
      break
    case 'power':
      if (target.lo > target.hi) tell('T01', { lo: target.lo, hi: target.hi })
      if (basis.ftp !== null && target.hi > ruleLimits('T07').ofFtp * basis.ftp)
        tell('T07', { w: target.hi, ftp: basis.ftp })
      break
    case 'powerPct':
      if (target.lo > target.hi) tell('T01', { lo: target.lo, hi: target.hi })
      if (target.hi > 100 * ruleLimits('T07').ofFtp) tell('T07', { pct: target.hi })
      break
    case 'cadence':
    case 'rpe':
      if (target.lo > target.hi) tell('T01', { lo: target.lo, hi: target.hi })
      break
    case 'open':
    case 'hrZone':
      break
  }
}

/** T06. Without a known maximum, that of the age (Tanaka) and a little, else 220. */
function checkHeartRate(lo: number, hi: number, { plan, athlete }: PlanView, tell: Told): void {
  const ofAge = athlete.ageYears === null ? 220 : 208 - 0.7 * athlete.ageYears + 15
  const max = plan.basis.maxHr ?? ofAge
  const rest = plan.basis.restHr ?? 35
  if (hi > max || lo < rest) tell('T06', { lo, hi, rest, max })
}

function checkSize({ end }: Step, { workout }: Session, tell: Told): void {
  const limits = ruleLimits('T08')
  const shrink = { do: 'drop', key: workout.key } as const
  if (end.type === 'time') {
    if (end.s > limits.maxS) tell('T08', { s: end.s }, shrink)
    if (end.s > 10_800 && end.s % 3600 === 0 && !isBike(workout.sport)) tell('T09', { s: end.s }, shrink)
    return
  }
  if (end.type !== 'distance') return
  if (isSwim(workout.sport)) {
    const length = workout.pool === null ? null : workout.pool.length * (workout.pool.unit === 'yd' ? 0.9144 : 1)
    const lengths = length === null ? 1 : end.m / length
    if (end.m > 10_000) tell('T08', { m: end.m }, shrink)
    if (Math.abs(lengths - Math.round(lengths)) > 0.02 || Math.round(lengths) === 0)
      tell('T10', { m: end.m, poolM: length ?? 0 }, shrink)
    return
  }
  if (end.m < limits.minM) {
    tell('T08', { m: end.m }, shrink)
    tell('T09', { m: end.m }, shrink)
  }
  if (end.m > (isBike(workout.sport) ? limits.maxRideM : limits.maxM)) tell('T08', { m: end.m }, shrink)
}

/** T05 on unbroken stretches above threshold, and sessions of a length nobody means (T09). */
function checkSession({ workout, est, stretches }: Session, view: PlanView, tell: Told): void {
  const isFree = workout.type === 'rest' || workout.sport === 'rest'
  if (!isFree && workout.steps.length > 0 && est.s > 0 && est.s < ruleLimits('T09').minSessionS)
    tell('T09', { s: est.s }, { do: 'drop', key: workout.key })
  const isRace = workout.type === 'race' || workout.type === 'test'
  if (isRace || !isRun(workout.sport) || view.plan.basis.thresholdPace === null) return
  const longest = longestAboveThreshold(stretches)
  if (longest > ruleLimits('T05').maxS) tell('T05', { minutes: longest / 60 }, { do: 'ease', key: workout.key })
}

/** Seconds of the longest row of stretches faster than threshold. */
function longestAboveThreshold(stretches: readonly Stretch[]): number {
  let longest = 0
  let row = 0
  for (const { s, intensity } of stretches) {
    row = intensity > 1.015 ? row + s : 0
    longest = Math.max(longest, row)
  }
  return longest
}
