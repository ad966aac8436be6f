import { addDays, type LocalDate } from '@rc/domain'
import { isTraining } from '../model/plan.ts'
import {
  crowdedHardDays,
  consecutiveHardDays,
  hardCountRule,
  weeksWithoutRest,
  type DayKind,
} from '../rules/hard-days.ts'
import { severityAbove } from '../rules/load-rule.ts'
import { checkTaper, taperSeverity } from '../rules/taper.ts'
import type { Finding } from './finding.ts'
import { doneLoad, type PlanView, type Session } from './plan-view.ts'
import { ruleLimits } from './rules.ts'

const perDay = 1 - Math.exp(-1 / 42)

/** V05 and V06: how fast the projected fitness curve (CTL) rises over 7 and 28 days. */
export function checkRamps(view: PlanView): Finding[] {
  const { plan } = view
  const curve = ctlBefore(view)
  const loads = new Map<LocalDate, number>()
  for (const { workout, est, isGoalRace } of view.sessions)
    loads.set(workout.date, (loads.get(workout.date) ?? 0) + (isGoalRace ? 0 : est.load))
  const findings: Finding[] = []
  const resting = [...curve]
  const riseOf = (ctl: readonly number[], days: number) => ctl.at(-1)! - (ctl.at(-1 - days) ?? ctl[0]!)
  const check = (id: 'V05' | 'V06', days: number, date: LocalDate) => {
    const rise = riseOf(curve, days)
    const found = severityAbove(rise, ruleLimits(id))
    if (found === 'ok') return
    // What was done before the plan is not undone by resting: a day that adds nothing to it is only warned of.
    const isDone = severityAbove(riseOf(resting, days), ruleLimits(id)) === 'block' && curve.at(-1)! <= curve.at(-2)!
    const severity = isDone ? 'warn' : found
    const week = plan.weeks.findLast(({ start }) => start <= date)?.index ?? 1
    // One finding a week tells it all.
    const earlier = findings.find((finding) => finding.id === id && finding.at.week === week)
    if (earlier?.severity === 'block' || earlier?.severity === severity) return
    const finding: Finding = {
      id,
      severity,
      at: { week, date },
      data: { rise },
      repair: { do: 'lighten', week, factor: 0.9 },
    }
    if (earlier) findings.splice(findings.indexOf(earlier), 1)
    findings.push(finding)
  }
  for (let date = plan.start; date <= plan.end && curve.length < 1000; date = addDays(date, 1)) {
    curve.push(curve.at(-1)! + perDay * ((loads.get(date) ?? 0) - curve.at(-1)!))
    resting.push((1 - perDay) * resting.at(-1)!)
    check('V05', 7, date)
    check('V06', 28, date)
  }
  return findings
}

/**
 * CTL of the 28 days before the plan. From the sessions, seeded with the mean of the known span; a stated CTL or a stated
 * weekly volume is taken as having been steady.
 */
function ctlBefore({ plan, athlete, history, weeksBeforeM }: PlanView): number[] {
  const steady = (ctl: number): number[] => [ctl]
  if (history.sessions.length === 0) {
    if (history.ctl !== null) return steady(history.ctl)
    const known = history.weeks.slice(-6).flatMap(({ load }) => (load === null ? [] : [load]))
    if (known.length > 0) return steady(known.reduce((sum, load) => sum + load, 0) / known.length / 7)
    const last = weeksBeforeM.slice(-4)
    const weekM = last.length ? last.reduce((sum, m) => sum + m, 0) / last.length : 0
    return steady(
      doneLoad({ date: '', family: 'run', m: weekM, s: null, load: null, isHard: false }, plan.basis.thresholdPace) / 7,
    )
  }
  const end = athlete.today < plan.start ? athlete.today : plan.start
  const first = history.sessions.reduce((min, { date }) => (date < min ? date : min), end)
  const loads = new Map<LocalDate, number>()
  for (const session of history.sessions)
    loads.set(session.date, (loads.get(session.date) ?? 0) + doneLoad(session, plan.basis.thresholdPace))
  const days: number[] = []
  for (let date = first; date < end; date = addDays(date, 1)) days.push(loads.get(date) ?? 0)
  const span = days.slice(0, 42)
  const curve = [span.length ? span.reduce((sum, load) => sum + load, 0) / span.length : 0]
  for (const load of days) curve.push(curve.at(-1)! + perDay * (load - curve.at(-1)!))
  if (history.ctl !== null) {
    const shift = history.ctl - curve.at(-1)!
    return curve.slice(-29).map((ctl) => ctl + shift)
  }
  return curve.slice(-29)
}

/** What each day of the plan asks, from its first to its last. */
function dayKinds(view: PlanView): { dates: LocalDate[]; kinds: DayKind[]; on: Map<LocalDate, Session[]> } {
  const on = new Map<LocalDate, Session[]>()
  for (const session of view.sessions) on.set(session.workout.date, [...(on.get(session.workout.date) ?? []), session])
  const dates: LocalDate[] = []
  for (let date = view.plan.start; date <= view.plan.end && dates.length < 500; date = addDays(date, 1))
    dates.push(date)
  const kinds = dates.map((date): DayKind => {
    const sessions = on.get(date) ?? []
    if (sessions.some(({ isHard }) => isHard)) return 'hard'
    return sessions.some(({ workout }) => isTraining(workout)) ? 'easy' : 'rest'
  })
  return { dates, kinds, on }
}

/** What a repair may touch. */
const movable = (sessions: readonly Session[]): Session[] =>
  sessions.filter(({ workout }) => workout.type !== 'race' && workout.lock !== 'all')

/** V08, V09 and V10: hard days apart, at most three in seven, and one of rest. */
export function checkDays(view: PlanView): Finding[] {
  const { dates, kinds, on } = dayKinds(view)
  const weekOf = (date: LocalDate) => view.plan.weeks.findLast(({ start }) => start <= date)?.index ?? 1
  /** The hard session around a day that is easiest to give up: not the race, rather the later one. */
  const easeOn = (days: readonly number[]): Finding['repair'] => {
    const hard = days.flatMap((day) => movable(on.get(dates[day]!) ?? []).filter(({ isHard }) => isHard))
    const key = hard.at(-1)?.workout.key
    return key === undefined ? null : { do: 'ease', key }
  }
  const found = (
    id: string,
    severity: 'block' | 'warn',
    days: readonly number[],
    repair: (day: number) => Finding['repair'],
  ) =>
    days.map((day): Finding => {
      const date = dates[day]!
      return { id, severity, at: { week: weekOf(date), date }, data: {}, repair: repair(day) }
    })
  const week = (day: number) => Array.from({ length: 7 }, (_, i) => day - 6 + i)
  const crowded = crowdedHardDays(kinds)
  const full = crowdedHardDays(kinds, { maxHard: hardCountRule.limits.maxHard - 1 }).filter(
    (day) => !crowded.includes(day),
  )
  const smallest = (day: number): Finding['repair'] => {
    const last = week(day).map((each) => movable(on.get(dates[each]!) ?? []))
    const days = last.filter((sessions) => sessions.length > 0)
    const size = (sessions: Session[]) => sessions.reduce((sum, { est }) => sum + est.load, 0)
    const least = days.toSorted((a, b) => size(a) - size(b))[0]
    return least === undefined ? null : { do: 'drop', key: least[0]!.workout.key }
  }
  return [
    ...found('V08', 'block', consecutiveHardDays(kinds), (day) => easeOn([day - 1, day])),
    ...found('V09', 'block', crowded, (day) => easeOn(week(day))),
    ...found('V09', 'warn', full.slice(0, 1), () => null),
    ...found('V10', 'block', weeksWithoutRest(kinds), smallest),
  ]
}

/** V15: the two times seven days before the race against the four weeks before them. Distance, or time where several sports are trained. */
export function checkRaceTaper(view: PlanView): Finding[] {
  const { plan, history } = view
  const race = plan.goal.raceDate
  if (race === null || race > addDays(plan.end, 1) || race < plan.start) return []
  const isMultisport = ['tri', 'bike', 'swim'].includes(plan.goal.kind)
  const sizeOf = ({ est, isRun, isGoalRace }: Session) => (isGoalRace ? 0 : isMultisport ? est.s : isRun ? est.m : 0)
  const between = (from: LocalDate, to: LocalDate): number => {
    const planned = view.sessions.filter(({ workout: { date } }) => date >= from && date <= to)
    const done = history.sessions.filter(({ date }) => date >= from && date <= to && date < plan.start)
    const doneSize = done.map(({ family, m, s }) => (isMultisport ? (s ?? 0) : family === 'run' ? (m ?? 0) : 0))
    return [...planned.map(sizeOf), ...doneSize].reduce((sum, size) => sum + size, 0)
  }
  const window = (weeksBack: number) => between(addDays(race, -7 * weeksBack), addDays(race, -7 * weeksBack + 6))
  const taper = [window(2), window(1)]
  const known = history.sessions.reduce((min, { date }) => (date < min ? date : min), plan.start)
  const before = [3, 4, 5, 6].filter((weeks) => addDays(race, -7 * weeks) >= known).map(window)
  const findings: Finding[] = []
  const lastWeek = view.sessions.filter(
    ({ workout, isGoalRace }) => !isGoalRace && workout.date >= addDays(race, -7) && workout.date < race,
  )
  const at = { week: plan.weeks.findLast(({ start }) => start <= addDays(race, -1))?.index ?? 1 }
  if (before.length > 0 && addDays(race, -14) >= known) {
    const mean = before.reduce((sum, size) => sum + size, 0) / before.length
    const judged = checkTaper(mean, taper)
    const severity = judged === null ? 'ok' : taperSeverity(judged)
    if (judged !== null && severity !== 'ok') {
      const target = Math.min(0.5 * mean, taper[0]!)
      const largest = movable(lastWeek).toSorted((a, b) => sizeOf(b) - sizeOf(a))[0]
      const repair =
        taper[1]! > target && largest !== undefined
          ? ({ do: 'shrink', key: largest.workout.key, factor: target / taper[1]! } as const)
          : null
      findings.push({ id: 'V15', severity, at, data: { reductionPct: judged.reductionsPct[1]! }, repair })
    }
  }
  const isSharp = ({ est, workout }: Session) =>
    est.hardS >= 60 || ['strides', 'interval', 'fartlek', 'hill'].includes(workout.type)
  if (plan.start <= addDays(race, -7) && !lastWeek.some(isSharp))
    findings.push({ id: 'V15', severity: 'warn', at, data: { sharp: 0 }, repair: null })
  for (const { workout, isHard } of lastWeek) {
    if (!isHard || workout.date < addDays(race, -2)) continue
    const where = { ...at, key: workout.key, date: workout.date }
    findings.push({
      id: 'V15',
      severity: 'warn',
      at: where,
      data: { hours: 48 },
      repair: { do: 'ease', key: workout.key },
    })
  }
  return findings
}
