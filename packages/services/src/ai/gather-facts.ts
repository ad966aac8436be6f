import { assessMorning } from '@rc/analytics'
import { listInjuries } from '@rc/db/queries/injuries'
import { listEffortBests } from '@rc/db/queries/performance'
import { listDaily } from '@rc/db/queries/insights'
import { listDone, type DoneRow } from '@rc/db/queries/plans'
import { listWithheld } from '@rc/db/queries/source-policy'
import type { Tenant } from '@rc/db'
import { addDays, mondayOf, sportFamily, sportsOf, type AiSignal, type LocalDate } from '@rc/domain'
import { minutesOn, workoutsOf, type Goal, type Plan } from '@rc/planning'
import type { PlanInputs } from '../plans/read-inputs.ts'
import { morningSeriesOn, readWellness } from '../recovery/wellness-days.ts'
import { readBeatTrend, readHardMinutes, readHrvTrend, readWeightTrend } from './gather-trends.ts'

/** Vendors whose terms forbid what they gave to be put into a model. */
export const withheldVendors = ['strava'] as const

const weekdays = {
  ko: ['월', '화', '수', '목', '금', '토', '일'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
}
const calendarDays = 126
const planDays = 28
const injuryDays = 5 * 365
const mostInjuries = 12
const round = (value: number, digits = 1): number => Number(value.toFixed(digits))
const known = (value: number | null | undefined, digits = 1): number | null =>
  value === null || value === undefined || !Number.isFinite(value) ? null : round(value, digits)

/** What a model is told, as numbers: no names, titles, notes, places, nor what its source keeps for itself. */
export async function gatherFacts(
  tenant: Tenant,
  now: Date,
  inputs: PlanInputs,
  { signals, locale, goal, plan }: { signals: readonly AiSignal[]; locale: 'ko' | 'en'; goal: Goal; plan: Plan | null },
): Promise<Record<string, unknown>> {
  const { today, athlete, basis } = inputs
  const may = (signal: AiSignal) => signals.includes(signal)
  const withheld = new Set(await listWithheld(tenant, [...withheldVendors]))
  const done = (await listDone(tenant, '1970-01-01')).filter(({ id }) => !withheld.has(id))
  const { note: _note, ...target } = goal
  return {
    today,
    goal: target,
    ...(may('age') ? { ageBand: ageBand(athlete.ageYears) } : {}),
    ...(may('training') ? await trainingFacts(tenant, today, done, withheld) : {}),
    ...(may('lifetime') ? { lifetime: await lifetimeFacts(tenant, today, done, withheld.size > 0) } : {}),
    ...(may('thresholds')
      ? {
          thresholds: {
            thresholdPaceSPerKm: known(basis.thresholdPace, 0),
            lthrBpm: basis.lthr,
            maxHrBpm: basis.maxHr,
            restHrBpm: basis.restHr,
            ftpW: basis.ftp,
            cssSPer100m: known(basis.css, 0),
            measuredOn: athlete.thresholdsAsOf,
          },
        }
      : {}),
    ...(may('recovery') ? { recovery: await recoveryFacts(tenant, now, inputs) } : {}),
    ...(may('injuries') ? { injuries: await injuryFacts(tenant, today) } : {}),
    ...(may('weight') ? { weight: await readWeightTrend(tenant, today) } : {}),
    ...(may('plan') && plan !== null ? { plan: planFacts(plan, today) } : {}),
    mostDaysPerWeek: athlete.availability.maxDaysPerWeek,
    calendar: calendarOf(inputs, locale, goal),
  }
}

const ageBand = (age: number | null): string | null =>
  age === null ? null : age < 18 ? 'under 18' : `${10 * Math.floor(age / 10)}-${10 * Math.floor(age / 10) + 9}`

/** Six weeks in rows, and the slopes of twelve. */
async function trainingFacts(tenant: Tenant, today: LocalDate, done: DoneRow[], withheld: ReadonlySet<number>) {
  const monday = mondayOf(today)
  // Fitness is made of everything that was done; where some of it must stay here, so must what was made of it.
  const form = withheld.size > 0 ? [] : await listDaily(tenant, ['ctl', 'atl', 'tsb'], addDays(today, -45), today)
  const formOn = (metric: string, date: LocalDate) =>
    known(form.findLast((row) => row.metricId === metric && row.localDate <= date)?.value)
  const rows = [5, 4, 3, 2, 1, 0].map((ago) => {
    const start = addDays(monday, -7 * ago)
    const end = addDays(start, 6)
    const own = done.filter(({ localDate }) => localDate >= start && localDate <= end)
    const runs = own.filter(({ sport }) => sportFamily(sport) === 'run')
    return {
      monday: start,
      runKm: round(sumOf(runs, ({ distanceM }) => distanceM) / 1000),
      hours: round(sumOf(own, ({ timerS }) => timerS) / 3600),
      runs: runs.length,
      longestRunKm: round(Math.max(0, ...runs.map(({ distanceM }) => distanceM ?? 0)) / 1000),
      load: round(
        sumOf(own, ({ load }) => load),
        0,
      ),
      ctl: formOn('ctl', end),
      atl: formOn('atl', end),
      tsb: formOn('tsb', end),
    }
  })
  const hard = await readHardMinutes(
    tenant,
    rows.map(({ monday: start, hours }) => ({ monday: start, timerS: 3600 * hours })),
    withheld,
  )
  const weeks = rows.map((row, i) => ({ ...row, ...hard[i] }))
  const twelve = Array.from({ length: 12 }, (_, i) => {
    const start = addDays(monday, -7 * (12 - i))
    const runs = done.filter(
      ({ localDate, sport }) => localDate >= start && localDate <= addDays(start, 6) && sportFamily(sport) === 'run',
    )
    return sumOf(runs, ({ distanceM }) => distanceM) / 1000
  })
  return {
    weeks,
    trend12: {
      runKmPerWeek: twelve.map((km) => round(km)),
      kmChangePerWeek: round(slopeOf(twelve), 2),
      paceAtHeartRate: await readBeatTrend(tenant, today, withheld),
    },
  }
}

const sumOf = <Row>(rows: readonly Row[], of: (row: Row) => number | null): number =>
  rows.reduce((sum, row) => sum + (of(row) ?? 0), 0)

/** Least squares over equal steps. */
function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const above = values.reduce((sum, value, i) => sum + (i - middle) * (value - mean), 0)
  return above / values.reduce((sum, _, i) => sum + (i - middle) ** 2, 0)
}

async function lifetimeFacts(tenant: Tenant, today: LocalDate, done: DoneRow[], isPartial: boolean) {
  const runs = done.filter(({ sport }) => sportFamily(sport) === 'run')
  const byWeek = Map.groupBy(runs, ({ localDate }) => mondayOf(localDate))
  const weekKm = [...byWeek.values()].map((week) => sumOf(week, ({ distanceM }) => distanceM) / 1000)
  const efforts = isPartial ? [] : await listEffortBests(tenant, sportsOf('run'), addDays(today, -90))
  const best = (m: number) => {
    const found = efforts.find(({ season, mark }) => season === 'all' && Math.abs(mark - m) <= 0.01 * m)
    return found ? { s: round(found.value, 0), on: found.localDate } : null
  }
  return {
    since: runs[0]?.localDate ?? null,
    runs: runs.length,
    peakWeekKm: round(Math.max(0, ...weekKm)),
    longestRunKm: round(Math.max(0, ...runs.map(({ distanceM }) => distanceM ?? 0)) / 1000),
    best5k: best(5000),
    best10k: best(10_000),
    bestHalf: best(21_097.5),
    bestMarathon: best(42_195),
  }
}

async function recoveryFacts(tenant: Tenant, now: Date, { today, athlete }: PlanInputs) {
  const { readiness, restingHr, hrv, hrvZ, sleepDebtH, sleepAverage14H } = assessMorning(
    morningSeriesOn(await readWellness(tenant, now), today),
  )
  return {
    readiness: known(readiness.score, 0),
    band: readiness.band,
    level: athlete.level,
    hrvStatus: hrv.status,
    hrvZ: known(hrvZ),
    restingHrZ: known(restingHr.z),
    sleepDebtH: known(sleepDebtH),
    sleepAverage14H: known(sleepAverage14H),
    hrvTrend12: await readHrvTrend(tenant, now, today, withheldVendors),
    isIll: athlete.isIll,
    pain: athlete.pain,
    isInjured: athlete.isInjured,
  }
}

/** By part of the body and days: what is open, and what was within five years. */
async function injuryFacts(tenant: Tenant, today: LocalDate) {
  const since = addDays(today, -injuryDays)
  return (await listInjuries(tenant))
    .filter(({ endedOn }) => endedOn === null || endedOn >= since)
    .slice(0, mostInjuries)
    .map(({ area, side, startedOn, endedOn, stopsRunning }) => ({
      area,
      side: side === 'none' ? null : side,
      from: startedOn,
      until: endedOn,
      stopsRunning: stopsRunning && (endedOn === null || endedOn > today),
    }))
}

/** What is ahead of the plan that stands, by keys: titles and notes are the athlete's. */
function planFacts(plan: Plan, today: LocalDate) {
  const ahead = workoutsOf(plan).filter(({ date }) => date >= today && date <= addDays(today, planDays))
  return {
    start: plan.start,
    end: plan.end,
    sessions: ahead.map(({ key, date, type, sport, template, est, lock }) => ({
      key,
      date,
      sport,
      type,
      template: template?.id ?? null,
      km: round(est.m / 1000),
      min: round(est.s / 60, 0),
      load: round(est.load, 0),
      locked: lock !== 'none',
    })),
  }
}

/** Day, weekday and minutes, so that nobody has to count days. */
function calendarOf({ today, athlete }: PlanInputs, locale: 'ko' | 'en', goal: Goal) {
  const end = goal.raceDate !== null && goal.raceDate > today ? goal.raceDate : addDays(today, calendarDays - 1)
  const days: [date: string, weekday: string, minutes: number | null][] = []
  for (let date = today; date <= end && days.length < 60 * 7; date = addDays(date, 1))
    days.push([date, weekdays[locale][(new Date(date).getUTCDay() + 6) % 7]!, minutesOn(athlete.availability, date)])
  return { columns: ['date', 'weekday', 'minutes'], days }
}
