import { addDays, daysBetween } from '@rc/domain'
import { firstThreshold, speedAfterBreak, speedShare } from '../estimate/paces.ts'
import type { Stretch } from '../estimate/estimate-workout.ts'
import { isRun } from '../model/plan.ts'
import { checkDanielsCap, danielsCaps, danielsCapsRule } from '../rules/daniels-caps.ts'
import { severityAbove } from '../rules/load-rule.ts'
import type { Finding } from './finding.ts'
import { trainingRuns, weekMetres, type PlanView, type Session } from './plan-view.ts'
import { ruleLimits } from './rules.ts'

/** V11: the share of time below the first threshold, over every four weeks; of the whole plan where it is shorter. */
export function checkEasyShare(view: PlanView): Finding[] {
  const { warn, block } = ruleLimits('V11')
  const weeks = view.byWeek.map((sessions) => {
    const stretches = sessions
      .filter(({ isGoalRace, workout }) => !isGoalRace && workout.type !== 'strength')
      .flatMap((each) => each.stretches)
    const total = stretches.reduce((sum, { s }) => sum + s, 0)
    const hard = stretches.reduce((sum, { s, intensity }) => sum + (intensity >= firstThreshold ? s : 0), 0)
    return { total, hard }
  })
  const length = Math.min(4, weeks.length)
  const findings: Finding[] = []
  for (let start = 0; start + length <= weeks.length; start++) {
    const window = weeks.slice(start, start + length)
    const total = window.reduce((sum, each) => sum + each.total, 0)
    const hard = window.reduce((sum, each) => sum + each.hard, 0)
    if (total === 0) continue
    const easy = 1 - hard / total
    const severity = severityAbove(-easy, { warn: -warn, block: -block })
    if (severity === 'ok') continue
    const sessions = view.byWeek.slice(start, start + length).flat()
    const hardest = sessions
      .filter(({ isGoalRace, workout }) => !isGoalRace && workout.lock !== 'all')
      .toSorted((a, b) => b.est.hardS - a.est.hardS)[0]
    const repair = hardest === undefined ? null : ({ do: 'ease', key: hardest.workout.key } as const)
    const at = { week: view.plan.weeks[start + length - 1]!.index }
    findings.push({ id: 'V11', severity, at, data: { easyPct: 100 * easy }, repair })
    if (severity === 'block') break
  }
  return findings
}

type Work = 'threshold' | 'interval' | 'repetition'

/** Which of Daniels' intensities a stretch is; recoveries and what is slower are none. */
function workOf({ step, intensity }: Stretch): Work | null {
  if (step.intensity !== 'active' || intensity < 0.965) return null
  return intensity < 1.043 ? 'threshold' : intensity < 1.12 ? 'interval' : 'repetition'
}

/** V13: the distance of one session at each of Daniels' intensities. Races and tests are what they are. */
export function checkDanielsCaps(view: PlanView): Finding[] {
  const metres = weekMetres(view)
  return view.byWeek.flatMap((sessions, i) => {
    const caps = danielsCaps(metres[i]! / 1000)
    if (caps === null) return []
    return trainingRuns(sessions)
      .filter(({ workout }) => workout.type !== 'race' && workout.type !== 'test')
      .flatMap((session) =>
        (['threshold', 'interval', 'repetition'] as const).flatMap((work): Finding[] => {
          const km = session.stretches.reduce((sum, each) => sum + (workOf(each) === work ? each.m / 1000 : 0), 0)
          const capKm = caps[`${work}Km`]
          const severity = checkDanielsCap(km, capKm)
          if (severity === 'ok') return []
          const { key, date } = session.workout
          const factor = (0.98 * capKm * danielsCapsRule.limits.blockFactor) / km
          const repair = factor < 0.5 ? ({ do: 'ease', key } as const) : ({ do: 'shrink', key, factor } as const)
          return [{ id: 'V13', severity, at: { week: session.week, key, date }, data: { work, km, capKm }, repair }]
        }),
      )
  })
}

/** Threshold pace as it is on a day: slower for as long again as a break was. */
function thresholdPaceOn(view: PlanView, date: string): number | null {
  const pace = view.plan.basis.thresholdPace
  if (pace === null || view.break === null || view.break.daysOff < 6) return pace
  const isWayBack = daysBetween(view.plan.start, date) < Math.min(56, view.break.daysOff)
  return isWayBack ? pace / speedAfterBreak(view.break.daysOff) : pace
}

/** V17: paces between the slow end of easy and repetitions, heart rates up to the maximum. */
export function checkPaceRange(view: PlanView): Finding[] {
  const { tolerance, blockFaster } = ruleLimits('V17')
  const best = bestKmPace(view)
  return view.sessions.flatMap(({ workout, week, isGoalRace }): Finding[] => {
    const at = { week, key: workout.key, date: workout.date }
    const repair = { do: 'retarget', key: workout.key } as const
    const steps = workout.steps.flatMap((item) => (item.kind === 'step' ? [item] : item.steps))
    const threshold = thresholdPaceOn(view, workout.date)
    let gravest: Finding | null = null
    for (const { target, intensity } of steps) {
      if (target.type === 'hr' && view.plan.basis.maxHr !== null && target.hi > view.plan.basis.maxHr) {
        gravest = { id: 'V17', severity: 'warn', at, data: { bpm: target.hi, limit: view.plan.basis.maxHr }, repair }
      }
      if (target.type !== 'pace' || threshold === null || !isRun(workout.sport) || isGoalRace) continue
      const { fast, slow } = target
      if (fast < best / (1 + blockFaster))
        return [{ id: 'V17', severity: 'block', at, data: { paceS: fast, limitS: best }, repair }]
      const fastest = threshold / speedShare.repetition / (1 + tolerance)
      const slowest = (threshold / speedShare.easySlow) * (1 + tolerance)
      const isTooSlow = intensity === 'active' && fast > slowest
      if (fast < fastest || isTooSlow)
        gravest ??= {
          id: 'V17',
          severity: 'warn',
          at,
          data: { paceS: isTooSlow ? slow : fast, limitS: isTooSlow ? slowest : fastest },
          repair,
        }
    }
    return gravest === null ? [] : [gravest]
  })
}

/** s/km; where no best kilometre is known, what it would be at this threshold. */
export const bestKmPace = ({ athlete, plan }: PlanView): number =>
  athlete.bestKmPace ?? (plan.basis.thresholdPace === null ? 0 : plan.basis.thresholdPace / speedShare.bestKm)

/** V19 and H01, H02: what the morning says about today. */
export function checkMorning(view: PlanView): Finding[] {
  const { athlete } = view
  const { lowReadiness, maxMinutes, keenReadiness } = ruleLimits('H01')
  const today = view.sessions.filter(({ workout }) => workout.date === athlete.today && workout.type !== 'rest')
  const findings: Finding[] = []
  const add = (
    id: string,
    severity: Finding['severity'],
    { workout, week }: Session,
    data: Finding['data'],
    repair: Finding['repair'],
  ) => findings.push({ id, severity, at: { week, key: workout.key, date: workout.date }, data, repair })
  for (const session of today) {
    const { workout, isHard, est, stretches } = session
    const ease = { do: 'ease', key: workout.key } as const
    if (isHard && (athlete.level === 'alert' || athlete.level === 'stop'))
      add('V19', 'block', session, { level: athlete.level }, ease)
    else if (isHard && athlete.level === 'caution') add('V19', 'warn', session, { level: athlete.level }, ease)
    if (athlete.readiness === null) continue
    const data = { readiness: athlete.readiness }
    const isLong = est.s > 60 * maxMinutes
    if (athlete.readiness < lowReadiness && (isHard || isLong)) {
      const repair = isHard ? ease : ({ do: 'shrink', key: workout.key, factor: (60 * maxMinutes) / est.s } as const)
      add('H01', 'block', session, { ...data, minutes: est.s / 60 }, repair)
    } else if (
      athlete.readiness < keenReadiness &&
      (workout.type === 'test' ||
        stretches.some((each) => workOf(each) === 'interval' || workOf(each) === 'repetition'))
    )
      add('H02', 'warn', session, data, ease)
  }
  return findings
}

/** V22: thresholds that are old or of poor quality. */
export function checkTrust({ athlete }: PlanView): Finding[] {
  const { maxDays, minQuality } = ruleLimits('V22')
  const findings: Finding[] = []
  const { thresholdsAsOf, thresholdQuality, today } = athlete
  if (thresholdsAsOf !== null && addDays(thresholdsAsOf, maxDays) < today)
    findings.push({
      id: 'V22',
      severity: 'info',
      at: {},
      data: { days: daysBetween(thresholdsAsOf, today) },
      repair: null,
    })
  if (thresholdQuality !== null && thresholdQuality < minQuality)
    findings.push({ id: 'V22', severity: 'info', at: {}, data: { quality: thresholdQuality }, repair: null })
  return findings
}
