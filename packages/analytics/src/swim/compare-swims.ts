import { daysBetween, type LocalDate } from '@rc/domain'
import { theilSenSlope, trendOfHalves, type Trend } from './trend.ts'

/** Distances this near to each other compare. */
const maxDistanceGap = 0.25

export interface ComparableSwim {
  date: LocalDate
  poolLengthM: number | null
  distanceM: number
  /** What was swum: `continuous`, `intervals`, `drill` … */
  setType: string
  paceSPer100M: number
}

/** Only like with like: the same pool and kind of set, a distance within 25 %. */
const isAlike = (swim: ComparableSwim, reference: ComparableSwim): boolean =>
  swim.poolLengthM === reference.poolLengthM &&
  swim.setType === reference.setType &&
  Math.abs(swim.distanceM - reference.distanceM) <= maxDistanceGap * reference.distanceM

export interface SwimComparison extends Omit<Trend, 'label'> {
  /** By meaning: a falling pace is faster. */
  label: 'faster' | 'slower' | 'stable' | 'insufficient'
  n: number
  /** Theil–Sen slope of pace, s/100 m in 30 days. */
  slopeSPer30Days: number | null
}

/** The sessions like `reference`, itself included, in order of their dates. */
export const swimsLike = <S extends ComparableSwim>(swims: readonly S[], reference: ComparableSwim): S[] =>
  swims.filter((swim) => isAlike(swim, reference)).toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))

/** How pace has moved over the sessions like `reference`, itself included, in order of their dates. */
export function compareSwims(swims: readonly ComparableSwim[], reference: ComparableSwim): SwimComparison {
  const alike = swimsLike(swims, reference)
  const { label, changePct } = trendOfHalves(alike.map(({ paceSPer100M }) => paceSPer100M))
  const perDay = theilSenSlope(
    alike.map(({ date, paceSPer100M }) => [daysBetween(reference.date, date), paceSPer100M] as const),
  )
  return {
    label: label === 'up' ? 'slower' : label === 'down' ? 'faster' : label,
    changePct,
    n: alike.length,
    slopeSPer30Days: label === 'insufficient' || perDay === null ? null : 30 * perDay,
  }
}
