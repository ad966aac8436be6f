import { addDays, mondayOf } from '@rc/domain'
import { byDay, computeSizes, finishPlan } from '../estimate/finish-plan.ts'
import { isRun, isTraining, workoutsOf, type Plan, type Step, type Week, type Workout } from '../model/plan.ts'
import { templateWords } from '../templates/template-words.ts'
import { isTemplateId } from '../templates/template-ids.ts'
import { targetFor } from '../templates/effort.ts'
import { hardTypes } from '../validate/plan-view.ts'
import type { AthleteFacts, TrainingHistory } from '../validate/athlete-facts.ts'
import { isUnfit } from '../validate/check-texts.ts'
import { weekdayIn } from '../validate/check-dates.ts'
import type { Finding, Repair, Verdict } from '../validate/finding.ts'
import { validatePlan } from '../validate/validate-plan.ts'
import { easeWorkout, shrinkWorkout } from './resize-workout.ts'
import { makeRace } from '../plan/make-race.ts'

/** More rounds than any plan has needed; what is still blocked then is for a human. */
const rounds = 40

export interface Repaired {
  plan: Plan
  verdict: Verdict
  /** What was put right, in the order it was done. */
  applied: Finding[]
}

/**
 * Puts right what blocks a plan, always towards less: deterministic, and a plan without a block stays as it is. Locked
 * workouts are left alone. What cannot be repaired stays blocked.
 */
export function repairPlan(plan: Plan, athlete: AthleteFacts, history: TrainingHistory): Repaired {
  let current = plan
  let verdict = validatePlan(plan, athlete, history)
  const applied: Finding[] = []
  for (let round = 0; round < rounds && verdict.verdict === 'block'; round++) {
    const due = verdict.findings.filter(({ severity, repair }) => severity === 'block' && repair !== null)
    if (due.length === 0) break
    const batch = firstOfEach(due)
    current = computeSizes(
      applyRepairs(
        current,
        batch.map(({ repair }) => repair!),
        athlete,
      ),
    )
    applied.push(...batch)
    verdict = validatePlan(current, athlete, history)
  }
  return { plan: current === plan ? plan : finishPlan(current), verdict, applied }
}

/** One repair per workout and week and round: the next look sees what is left. */
function firstOfEach(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>()
  return findings.filter(({ repair }) => {
    const on =
      repair === null
        ? ''
        : 'key' in repair
          ? `key ${repair.key}`
          : 'week' in repair
            ? `week ${repair.week}`
            : repair.do
    if (seen.has(on)) return false
    seen.add(on)
    return true
  })
}

function applyRepairs(plan: Plan, repairs: readonly Repair[], athlete: AthleteFacts): Plan {
  const byKey = new Map(repairs.flatMap((repair) => ('key' in repair ? [[repair.key, repair] as const] : [])))
  const byWeek = new Map(
    repairs.flatMap((repair) => (repair.do === 'lighten' ? [[repair.week, repair.factor] as const] : [])),
  )
  const weeks = plan.weeks.map((week) => ({
    ...week,
    workouts: week.workouts.flatMap((workout): Workout[] => {
      const repair = byKey.get(workout.key)
      const factor = byWeek.get(week.index)
      const first = repair === undefined || workout.lock === 'all' ? workout : repairWorkout(plan, workout, repair)
      if (first === null) return []
      if (factor === undefined || first.lock === 'all' || first.type === 'race' || !isTraining(first)) return [first]
      // A little below, so that rounding does not ask for another round.
      const lighter = shrinkWorkout(plan, first, Math.min(0.97, 0.995 * factor))
      return lighter === null ? [] : [lighter]
    }),
  }))
  let next: Plan = { ...plan, weeks }
  if (repairs.some((repair) => repair.do === 'restore')) next = restoreLocked(next, athlete)
  if (repairs.some((repair) => repair.do === 'clean')) next = cleanTexts(next, athlete)
  if (repairs.some((repair) => repair.do === 'reorder')) next = reorder(next)
  return next
}

function repairWorkout(plan: Plan, workout: Workout, repair: Repair): Workout | null {
  switch (repair.do) {
    case 'drop':
      return null
    case 'ease':
      return easeWorkout(plan, workout)
    case 'shrink':
      return repair.factor > 0 ? shrinkWorkout(plan, workout, Math.min(0.99, 0.995 * repair.factor)) : null
    case 'retarget':
      return retarget(plan, workout)
    case 'clean':
    case 'lighten':
    case 'reorder':
    case 'restore':
      return workout
  }
}

/** Targets from the athlete's own thresholds; what is not active is left to feel. */
function retarget(plan: Plan, workout: Workout): Workout {
  const effort = hardTypes.has(workout.type) ? 'threshold' : workout.type === 'recovery' ? 'recovery' : 'easy'
  const again = (step: Step): Step => ({
    ...step,
    target: step.intensity === 'active' ? targetFor(effort, workout.sport, plan.basis) : { type: 'open' },
    secondary: null,
    ...(step.end.type === 'hr' || step.end.type === 'power' ? { end: { type: 'time', s: 300 } } : {}),
  })
  const steps = workout.steps.map((item) =>
    item.kind === 'step' ? again(item) : { ...item, steps: item.steps.map(again) },
  )
  return { ...workout, steps, template: null }
}

/** Keys that are taken twice get a number, workouts go to the week of their day, weeks are counted anew, the race stands. */
function reorder(plan: Plan): Plan {
  const seen = new Set<string>()
  const unique = workoutsOf(plan).map((workout) => {
    let key = workout.key
    for (let n = 2; seen.has(key); n++) key = `${workout.key.slice(0, 36)}-${n}`
    seen.add(key)
    return { ...workout, key }
  })
  const race = plan.goal.raceDate
  const isMissing =
    race !== null && race >= plan.start && !unique.some(({ type, date }) => type === 'race' && date === race)
  const end = isMissing && race > plan.end ? race : plan.end
  const all = isMissing ? [...unique, makeRace(plan)] : unique
  const first = mondayOf(plan.start)
  const weeks: Week[] = []
  for (let start = first, i = 0; start <= end && i < 60; start = addDays(start, 7), i++) {
    const old = plan.weeks[i] ?? plan.weeks.at(-1)!
    const workouts = all.filter(({ date }) => date >= start && date <= addDays(start, 6)).toSorted(byDay)
    weeks.push({ ...old, index: i + 1, start, workouts: numbered(workouts) })
  }
  return { ...plan, end, weeks }
}

/** The first of a day is 0; a fifth has no place. */
function numbered(workouts: readonly Workout[]): Workout[] {
  const count = new Map<string, number>()
  return workouts.flatMap((workout) => {
    const order = count.get(workout.date) ?? 0
    count.set(workout.date, order + 1)
    return order > 3 ? [] : [{ ...workout, order }]
  })
}

function restoreLocked(plan: Plan, { previous }: AthleteFacts): Plan {
  const locked = previous === null ? [] : workoutsOf(previous).filter(({ lock }) => lock !== 'none')
  const keys = new Set(locked.map(({ key }) => key))
  const weeks = plan.weeks.map((week) => ({
    ...week,
    workouts: [
      ...week.workouts.filter(({ key }) => !keys.has(key)),
      ...locked.filter(({ date }) => date >= week.start && date <= addDays(week.start, 6)),
    ].toSorted(byDay),
  }))
  return { ...plan, weeks }
}

const shorten = (text: string, max: number): string => (text.length > max ? text.slice(0, max) : text)

/** Texts that may not stand are replaced by the template's, or taken out; titles stop naming a weekday that is not theirs. */
function cleanTexts(plan: Plan, { knownSources }: AthleteFacts): Plan {
  const clean = (text: string, max: number, instead = ''): string => (isUnfit(text) ? instead : shorten(text, max))
  const step = (each: Step): Step => ({
    ...each,
    name: each.name === null ? null : clean(each.name, 40) || null,
    note: each.note === null ? null : clean(each.note, 200) || null,
  })
  const workout = (each: Workout): Workout => {
    const id = each.template?.id ?? (isRun(each.sport) ? 'easy_run' : 'mobility')
    const [title, purpose] = templateWords[isTemplateId(id) ? id : 'easy_run'][plan.locale]
    return {
      ...each,
      title: weekdayIn(each.title) === null ? clean(each.title, 80, title) : title,
      purpose: clean(each.purpose, 400, purpose),
      sources: each.sources.filter((source) => knownSources.includes(source)),
      steps: each.steps.map((item) => (item.kind === 'step' ? step(item) : { ...item, steps: item.steps.map(step) })),
    }
  }
  return {
    ...plan,
    title: clean(plan.title, 80, plan.goal.kind),
    goal: { ...plan.goal, note: plan.goal.note === null ? null : clean(plan.goal.note, 300) || null },
    assumptions: plan.assumptions.map((text) => clean(text, 200)).filter((text) => text !== ''),
    weeks: plan.weeks.map((week) => ({ ...week, focus: clean(week.focus, 200), workouts: week.workouts.map(workout) })),
  }
}
