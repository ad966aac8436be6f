import { addDays, mondayOf, weekdayOf } from '@rc/domain'
import { canonicalJson } from '../model/canonical.ts'
import { isTraining, workoutsOf, type Workout } from '../model/plan.ts'
import type { Finding } from './finding.ts'
import { weekMetres, type PlanView } from './plan-view.ts'
import { ruleLimits } from './rules.ts'

/** D01 to D12: the calendar. */
export function checkDates(view: PlanView): Finding[] {
  return [
    ...checkWeeks(view),
    ...checkWorkoutDays(view),
    ...checkDoubles(view),
    ...checkRace(view),
    ...checkOthers(view),
  ]
}

function checkWeeks({ plan }: PlanView): Finding[] {
  const findings: Finding[] = []
  const add = (id: string, week: number, date: string) =>
    findings.push({ id, severity: 'block', at: { week, date }, data: {}, repair: { do: 'reorder' } })
  for (const [i, { start, index }] of plan.weeks.entries()) {
    if (mondayOf(start) !== start) add('D01', index, start)
    const before = plan.weeks[i - 1]
    if (index !== i + 1 || (before && addDays(before.start, 7) !== start)) add('D02', index, start)
  }
  const first = plan.weeks[0]!.start
  const last = addDays(plan.weeks.at(-1)!.start, 6)
  const isOutside = plan.start < first || plan.start > addDays(first, 6) || plan.end > last || plan.end < plan.start
  if (isOutside) add('D05', 1, plan.start)
  return findings
}

function checkWorkoutDays({ plan, athlete, sessions }: PlanView): Finding[] {
  const starts = new Map(plan.weeks.map(({ index, start }) => [index, start]))
  const isRunning = plan.status === 'active' || plan.status === 'superseded' || plan.status === 'archived'
  const dayOf = ({ key, date }: Workout) => `${date} ${key}`
  const standing = new Set(athlete.approved === null ? [] : workoutsOf(athlete.approved).map(dayOf))
  return sessions.flatMap(({ workout, week }) => {
    const { key, date, title } = workout
    const at = { week, key, date }
    const found: Finding[] = []
    const add = (id: string, repair: Finding['repair']) => found.push({ id, severity: 'block', at, data: {}, repair })
    const start = starts.get(week)!
    if (date < athlete.today && !isRunning && !standing.has(dayOf(workout))) add('D03', { do: 'drop', key })
    if (date < start || date > addDays(start, 6)) add('D04', { do: 'reorder' })
    if (date < plan.start || date > plan.end) add('D05', { do: 'drop', key })
    const named = weekdayIn(title)
    if (named !== null && named !== weekdayOf(date)) add('D06', { do: 'clean' })
    return found
  })
}

const korean = '월화수목금토일'
const english = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** The weekday a title names, 0 Monday … 6 Sunday; null: none, or more than one. */
export function weekdayIn(title: string): number | null {
  const found = new Set<number>()
  for (const match of title.matchAll(/([월화수목금토일])요일|\(([월화수목금토일])\)/g))
    found.add(korean.indexOf(match[1] ?? match[2] ?? ''))
  for (const match of title.matchAll(/\b(mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b/gi))
    found.add(english.indexOf(match[1]!.slice(0, 3).toLowerCase()))
  return found.size === 1 ? [...found][0]! : null
}

/** D07 and D08: at most two sessions a day, two runs only for those who run a lot. */
function checkDoubles(view: PlanView): Finding[] {
  const metres = weekMetres(view)
  const findings: Finding[] = []
  for (const [i, sessions] of view.byWeek.entries()) {
    const days = Map.groupBy(
      sessions.filter(({ workout }) => isTraining(workout)),
      ({ workout }) => workout.date,
    )
    for (const [date, day] of days) {
      const at = { week: day[0]!.week, date }
      if (day.length > ruleLimits('D07').maxSessions) {
        const repair = { do: 'drop', key: day.toSorted((a, b) => a.est.load - b.est.load)[0]!.workout.key } as const
        findings.push({ id: 'D07', severity: 'block', at, data: { sessions: day.length }, repair })
      }
      const isDouble = day.filter(({ isRun }) => isRun).length > 1
      if (isDouble && metres[i]! < 1000 * ruleLimits('D08').fromKm)
        findings.push({ id: 'D08', severity: 'warn', at, data: { km: metres[i]! / 1000 }, repair: null })
    }
  }
  return findings
}

/** D09 and D10: the race is in the plan, and nothing after it. */
function checkRace({ plan, sessions }: PlanView): Finding[] {
  const race = plan.goal.raceDate
  if (race === null) return []
  const findings: Finding[] = []
  if (!sessions.some(({ isGoalRace }) => isGoalRace))
    findings.push({
      id: 'D09',
      severity: 'block',
      at: { date: race },
      data: {},
      repair: race >= plan.start ? { do: 'reorder' } : null,
    })
  for (const { workout, week } of sessions) {
    if (workout.date <= race || !isTraining(workout)) continue
    const at = { week, key: workout.key, date: workout.date }
    findings.push({ id: 'D10', severity: 'block', at, data: {}, repair: { do: 'drop', key: workout.key } })
  }
  return findings
}

/** What of a locked workout must not change: with `date` its day, with `all` everything that is not computed. */
function lockedPart(workout: Workout): string {
  if (workout.lock === 'date') return canonicalJson([workout.date, workout.order, workout.lock])
  const { est: _est, ...rest } = workout
  return canonicalJson(rest)
}

/** D11 and D12: locked workouts as they were, no second plan over the same days. */
function checkOthers({ plan, athlete }: PlanView): Finding[] {
  const findings: Finding[] = []
  const now = new Map(workoutsOf(plan).map((workout) => [workout.key, workout]))
  for (const before of athlete.previous === null ? [] : workoutsOf(athlete.previous)) {
    if (before.lock === 'none') continue
    const after = now.get(before.key)
    if (after && lockedPart({ ...after, lock: before.lock }) === lockedPart(before)) continue
    const at = { key: before.key, date: before.date }
    findings.push({ id: 'D11', severity: 'block', at, data: {}, repair: { do: 'restore', key: before.key } })
  }
  for (const other of athlete.otherPlans)
    if (other.start <= plan.end && other.end >= plan.start)
      findings.push({ id: 'D12', severity: 'block', at: { date: other.start }, data: { end: other.end }, repair: null })
  return findings
}
