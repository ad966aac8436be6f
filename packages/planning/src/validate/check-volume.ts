import { addDays } from '@rc/domain'
import { isSwim } from '../model/plan.ts'
import { firstWithoutDeload } from '../rules/deload.ts'
import { isAbove, severityAbove } from '../rules/load-rule.ts'
import { returnCap, returnRule } from '../rules/return-cap.ts'
import { singleRunRule, singleRunSpike } from '../rules/single-run.ts'
import { twoWeekJump, twoWeekJumpRule, weekIncrease, weekIncreaseRule } from '../rules/week-increase.ts'
import type { Finding } from './finding.ts'
import { longestBefore, trainingRuns, weekMetres, type PlanView, type Session } from './plan-view.ts'
import { ruleLimits } from './rules.ts'

const km = (metres: number): number => metres / 1000

/** V01: each run against the longest of the 30 days before it. */
export function checkSingleRuns(view: PlanView): Finding[] {
  const runs = trainingRuns(view.sessions)
  return runs.flatMap(({ workout, est, week }) => {
    const longestM = longestBefore(view, workout.date, runs)
    const { ratio, severity } = singleRunSpike(km(est.m), longestM === null ? null : km(longestM))
    if (severity === 'ok' || est.m === 0) return []
    const { blockRatio, harmlessKm } = singleRunRule.limits
    const allowedM = Math.max((longestM ?? 0) * blockRatio, (longestM ?? 0) + 1000 * harmlessKm)
    const at = { week, key: workout.key, date: workout.date }
    const data = { km: km(est.m), longestKm: km(longestM ?? 0), pct: ratio === null ? 0 : 100 * (ratio - 1) }
    return [{ id: 'V01', severity, at, data, repair: { do: 'shrink', key: workout.key, factor: allowedM / est.m } }]
  })
}

/** V02: without four weeks of running, or without a run in 30 days, nothing hard and at most three runs a week. */
export function checkNoHistory(view: PlanView): Finding[] {
  const { minWeeks, maxRuns } = ruleLimits('V02')
  const known = view.weeksBeforeM.filter((metres) => metres > 0).length
  const longOff = view.break !== null && view.break.daysOff > 30
  if (known >= minWeeks && !longOff) return []
  if (!trainingRuns(view.sessions).length && !view.sessions.some((session) => session.isRun)) return []
  const findings: Finding[] = [
    { id: 'V02', severity: 'warn', at: {}, data: { weeks: longOff ? 0 : known }, repair: null },
  ]
  let weeksRun = longOff ? 0 : known
  for (const sessions of view.byWeek) {
    const runs = trainingRuns(sessions)
    if (weeksRun < minWeeks) {
      for (const { workout, isHard, week } of runs) {
        if (!isHard || isOnlyLong(workout.type, sessions, workout.key)) continue
        const at = { week, key: workout.key, date: workout.date }
        findings.push({
          id: 'V02',
          severity: 'block',
          at,
          data: { weeks: weeksRun },
          repair: { do: 'ease', key: workout.key },
        })
      }
      const week = sessions[0]?.week
      if (runs.length > maxRuns && week !== undefined)
        findings.push({ id: 'V02', severity: 'warn', at: { week }, data: { runs: runs.length }, repair: null })
    }
    if (runs.length > 0) weeksRun++
  }
  return findings
}

/** Hard only by its share of a small week. */
function isOnlyLong(type: string, sessions: readonly Session[], key: string): boolean {
  const session = sessions.find(({ workout }) => workout.key === key)
  return type === 'long' && session !== undefined && session.est.hardS === 0 && session.est.s < 5400
}

/** V03 and V04: weekly distance against the weeks before, done and planned. */
export function checkWeeklyIncrease(view: PlanView): Finding[] {
  const before = view.weeksBeforeM.map(km)
  return weekMetres(view).flatMap((metres, i) => {
    const week = view.plan.weeks[i]!.index
    const plannedKm = km(metres)
    const increase = weekIncrease(before, plannedKm)
    const jump = twoWeekJump(before, plannedKm)
    const findings: Finding[] = []
    const limitKm = (increase.baseKm ?? 0) * (1 + weekIncreaseRule.limits.blockPct / 100)
    if (increase.severity !== 'ok') {
      const data = { km: plannedKm, baseKm: increase.baseKm ?? 0, pct: increase.pct ?? 0 }
      const repair = increase.pct === null ? null : ({ do: 'lighten', week, factor: limitKm / plannedKm } as const)
      findings.push({ id: 'V03', severity: increase.severity, at: { week }, data, repair })
    }
    if (jump.severity === 'block') {
      const allowedKm = Math.max(
        (before.at(-2) ?? 0) * (1 + twoWeekJumpRule.limits.blockPct / 100),
        increase.baseKm ?? 0,
      )
      const data = { km: plannedKm, earlierKm: before.at(-2) ?? 0, pct: jump.pct ?? 0 }
      const repair = { do: 'lighten', week, factor: allowedKm / plannedKm } as const
      findings.push({ id: 'V04', severity: 'block', at: { week }, data, repair })
    }
    before.push(plannedKm)
    return findings
  })
}

/** V07 and, for older athletes, H06: a light week among every four (three). The race itself weighs nothing. */
export function checkDeloads(view: PlanView): Finding[] {
  const loads = view.byWeek.map((sessions) =>
    sessions.reduce((sum, { est, isGoalRace }) => sum + (isGoalRace ? 0 : est.load), 0),
  )
  const { olderFromYears } = ruleLimits('H06')
  const isOlder = view.athlete.ageYears !== null && view.athlete.ageYears >= olderFromYears
  const { weeks } = view.plan
  const stretchAt = (id: string, severity: 'warn' | 'block', from: number, count: number, left: number[]): Finding => {
    const stretch = Array.from({ length: count }, (_, i) => from + i)
    // The week that was meant to be light, else the lightest: to lighten another would leave two of them.
    const isMeant = (i: number) => Number(weeks[i]!.deload)
    const meant = stretch.toSorted((a, b) => isMeant(b) - isMeant(a) || left[a]! - left[b]!)[0]!
    const mean = stretch.reduce((sum, i) => sum + (i === meant ? 0 : left[i]!), 0) / (count - 1)
    const factor = Math.min(0.95, (0.78 * mean) / (left[meant]! || 1))
    left[meant]! *= factor
    const week = weeks[meant]!.index
    return {
      id,
      severity,
      at: { week },
      data: { weeks: count, from: weeks[from]!.index },
      repair: { do: 'lighten', week, factor },
    }
  }
  const check = (id: string, warnWeeks: number, blockWeeks: number): Finding[] => {
    const findings: Finding[] = []
    // What is left of the loads once the stretches before are put right: all of them are told of at one look.
    const left = [...loads]
    for (let from = firstWithoutDeload(left, blockWeeks); from !== null && findings.length < weeks.length;) {
      findings.push(stretchAt(id, 'block', from, blockWeeks, left))
      from = firstWithoutDeload(left, blockWeeks)
    }
    const warned = findings.length > 0 ? null : firstWithoutDeload(left, warnWeeks)
    return warned === null ? findings : [stretchAt(id, 'warn', warned, warnWeeks, left)]
  }
  return [...check('V07', 4, 5), ...(isOlder ? check('H06', 3, 4) : [])]
}

/** V12 and V14: the longest run against its week and against the clock. */
export function checkLongRuns(view: PlanView): Finding[] {
  const share = ruleLimits('V12')
  const time = ruleLimits('V14')
  const isMultisport = ['tri', 'bike', 'swim'].includes(view.plan.goal.kind)
  const findings: Finding[] = []
  const metres = weekMetres(view)
  for (const [i, sessions] of view.byWeek.entries()) {
    const runs = trainingRuns(sessions)
    const longest = runs.toSorted((a, b) => b.est.m - a.est.m)[0]
    if (longest === undefined) continue
    const weekS = sessions.reduce(
      (sum, { est, isGoalRace, workout }) => sum + (isGoalRace || workout.type === 'strength' ? 0 : est.s),
      0,
    )
    // Where running is one sport of several, the week is measured in time.
    const part = isMultisport ? longest.est.s / weekS : longest.est.m / metres[i]!
    const severity = longest.est.s > share.fromS ? severityAbove(part, share) : 'ok'
    const at = { week: longest.week, key: longest.workout.key, date: longest.workout.date }
    if (severity !== 'ok') {
      const factor = (share.block * (1 - part)) / (part * (1 - share.block))
      const repair = { do: 'shrink', key: longest.workout.key, factor: Math.min(0.97, factor) } as const
      findings.push({ id: 'V12', severity, at, data: { pct: 100 * part, km: km(longest.est.m) }, repair })
    }
    for (const { workout, est, week } of runs) {
      const minutes = est.s / 60
      const isUltra = view.plan.goal.kind === 'ultra' && minutes <= time.ultra
      const found = isUltra && minutes > time.block ? 'warn' : severityAbove(minutes, time)
      if (found === 'ok') continue
      const repair = { do: 'shrink', key: workout.key, factor: time.block / minutes } as const
      findings.push({
        id: 'V14',
        severity: found,
        at: { week, key: workout.key, date: workout.date },
        data: { minutes },
        repair,
      })
    }
  }
  return findings
}

/** V16: the weeks of the way back; as many as the break was long, eight at most. */
export function checkReturn(view: PlanView): Finding[] {
  const { break: pause, plan } = view
  if (pause === null || pause.daysOff < returnRule.limits.fromDays || pause.weekBeforeM === 0) return []
  const cap = returnCap(pause.daysOff, km(pause.weekBeforeM))
  if (cap === null) return []
  const weeks = Math.min(8, Math.ceil(pause.daysOff / 7))
  const findings: Finding[] = []
  for (const [i, metres] of weekMetres(view).slice(0, weeks).entries()) {
    const week = plan.weeks[i]!.index
    const capKm = i < Math.ceil(weeks / 2) ? cap.firstHalfKm : cap.secondHalfKm
    const severity = severityAbove(km(metres), { warn: capKm, block: km(pause.weekBeforeM) })
    if (severity !== 'ok') {
      const data = { km: km(metres), capKm, daysOff: pause.daysOff }
      const repair = { do: 'lighten', week, factor: capKm / km(metres) } as const
      findings.push({ id: 'V16', severity, at: { week }, data, repair })
    }
    if (i >= Math.ceil(weeks / 3)) continue
    for (const { workout, stretches } of trainingRuns(view.byWeek[i]!)) {
      const isFast = stretches.some(({ intensity, step }) => step.intensity === 'active' && intensity >= 1.043)
      if (!isFast) continue
      const at = { week, key: workout.key, date: workout.date }
      findings.push({
        id: 'V16',
        severity: 'block',
        at,
        data: { daysOff: pause.daysOff },
        repair: { do: 'ease', key: workout.key },
      })
    }
  }
  return findings
}

/** V23: each swim against the longest of the 30 days before it. */
export function checkSwims(view: PlanView): Finding[] {
  const limits = ruleLimits('V23')
  const swims = view.sessions.filter(({ workout, isGoalRace }) => isSwim(workout.sport) && !isGoalRace)
  return swims.flatMap(({ workout, est, week }) => {
    const from = addDays(workout.date, -30)
    const planned = swims.filter((swim) => swim.workout.date >= from && swim.workout.date < workout.date)
    const done = view.history.sessions.filter(
      ({ family, date }) => family === 'swim' && date >= from && date < workout.date && date < view.plan.start,
    )
    const longest = Math.max(0, ...planned.map((swim) => swim.est.m), ...done.map(({ m }) => m ?? 0))
    if (longest === 0) return []
    const ratio = est.m / longest
    const severity = isAbove(ratio, limits.block) ? 'block' : isAbove(ratio, limits.warn) ? 'warn' : 'ok'
    if (severity === 'ok') return []
    const at = { week, key: workout.key, date: workout.date }
    const repair = { do: 'shrink', key: workout.key, factor: limits.warn / ratio } as const
    return [{ id: 'V23', severity, at, data: { m: est.m, longestM: longest }, repair }]
  })
}
