import { theilSenSlope } from '@rc/analytics'
import { listEfficiency, listZoneDays } from '@rc/db/queries/performance'
import { listWeights } from '@rc/db/queries/recovery'
import type { Tenant } from '@rc/db'
import { addDays, daysBetween, mondayOf, sportsOf, type LocalDate } from '@rc/domain'
import { hrvOn, readWellness } from '../recovery/wellness-days.ts'

/** What twelve weeks are made of, in days. */
const trendDays = 84
/** Fewer say nothing about a direction. */
const least = { steadyRuns: 6, hrvNights: 28, weights: 6 }
/** Share of the time of a week of which the intensity has to be known. */
const leastKnown = 0.5

const round = (value: number, digits: number): number => Number(value.toFixed(digits))
const perWeek = (points: readonly (readonly [day: number, value: number])[], digits: number): number | null => {
  const perDay = theilSenSlope(points)
  return perDay === null ? null : round(7 * perDay, digits)
}
const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** Minutes of one week above the first and above the second threshold; null where too little is known. */
export interface HardMinutes {
  moderateMin: number | null
  hardMin: number | null
}

/** Of each week that begins on one of these Mondays; `timerS` is all its training, of which heart rates may be missing. */
export async function readHardMinutes(
  tenant: Tenant,
  weeks: readonly { monday: LocalDate; timerS: number }[],
  withheld: ReadonlySet<number>,
): Promise<HardMinutes[]> {
  const [first, last] = [weeks[0], weeks.at(-1)]
  if (first === undefined || last === undefined) return []
  const days = await listZoneDays(tenant, null, first.monday, addDays(last.monday, 6), [...withheld])
  const byWeek = Map.groupBy(days, ({ localDate }) => mondayOf(localDate))
  return weeks.map(({ monday, timerS }) => {
    const own = byWeek.get(monday) ?? []
    const sum = (pick: (day: (typeof own)[number]) => number): number => own.reduce((all, day) => all + pick(day), 0)
    const [easy, moderate, hard] = [sum(({ z1 }) => z1), sum(({ z2 }) => z2), sum(({ z3 }) => z3)]
    // A week of rest has no hard minutes; one without a heart rate has an unknown number.
    if (easy + moderate + hard < leastKnown * timerS) return { moderateMin: null, hardMin: null }
    return { moderateMin: round(moderate / 60, 0), hardMin: round(hard / 60, 0) }
  })
}

/**
 * How far steady runs get on one beat of the heart (graded speed over heart rate), and how that changes: the pace at a
 * heart rate without naming one. Null: too few of them in twelve weeks.
 */
export async function readBeatTrend(tenant: Tenant, today: LocalDate, withheld: ReadonlySet<number>) {
  const from = addDays(today, 1 - trendDays)
  const points = (await listEfficiency(tenant, sportsOf('run'), from, today)).flatMap(
    ({ activityId, localDate, efficiencyFactor }) =>
      efficiencyFactor === null || withheld.has(activityId)
        ? []
        : [[daysBetween(from, localDate), efficiencyFactor] as const],
  )
  if (points.length < least.steadyRuns) return null
  const metresPerBeat = meanOf(points.map(([, value]) => value))
  return {
    steadyRuns: points.length,
    metresPerBeat: round(metresPerBeat, 2),
    changePerWeek: perWeek(points, 4),
  }
}

/** Where the HRV of twelve weeks goes, ms a week; null: too few nights of the source of this morning, or one that keeps them. */
export async function readHrvTrend(tenant: Tenant, now: Date, today: LocalDate, withheldVendors: readonly string[]) {
  const from = addDays(today, 1 - trendDays)
  const wellness = await readWellness(tenant, now, { from, to: today }, ['hrv'])
  const { source, series } = hrvOn(wellness, today, trendDays)
  if (source === null || withheldVendors.includes(source.vendor)) return null
  const points = [...series].flatMap((value, day) => (Number.isNaN(value) ? [] : [[day, value] as const]))
  if (points.length < least.hrvNights) return null
  return {
    nights: points.length,
    meanMs: round(meanOf(points.map(([, value]) => value)), 0),
    changeMsPerWeek: perWeek(points, 2),
  }
}

/** The last weight of twelve weeks and where they go, kg a week; the slope is null where there are too few. */
export async function readWeightTrend(tenant: Tenant, today: LocalDate) {
  const from = addDays(today, 1 - trendDays)
  const weights = await listWeights(tenant, from, today)
  const last = weights.at(-1)
  if (last === undefined) return null
  const points = weights.map(({ localDate, massKg }) => [daysBetween(from, localDate), massKg] as const)
  return {
    lastKg: round(last.massKg, 1),
    on: last.localDate,
    changeKgPerWeek: points.length < least.weights ? null : perWeek(points, 2),
  }
}
