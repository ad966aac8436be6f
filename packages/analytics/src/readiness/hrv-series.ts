import { daysBetween, type LocalDate } from '@rc/domain'

/** What makes two HRV values comparable. A change of any of the three begins a new calibration. */
export interface HrvSource {
  vendor: string
  /** `rmssd` or `sdnn`: never one baseline for both. */
  statistic: string
  /** `night_mean`, `deep_sleep`, `morning` … */
  window: string
}

export interface HrvReading extends HrvSource {
  date: LocalDate
  valueMs: number
}

const isSame = (a: HrvSource, b: HrvSource): boolean =>
  a.vendor === b.vendor && a.statistic === b.statistic && a.window === b.window

/**
 * The source to judge by on `today`: of those that spoke last, the one that said most in the days given.
 * Missing (null): no reading up to today.
 */
export function currentHrvSource(readings: readonly HrvReading[], today: LocalDate): HrvSource | null {
  const past = readings.filter(({ date }) => date <= today)
  const newest = past.reduce<LocalDate>((max, { date }) => (date > max ? date : max), '')
  const countOf = (source: HrvSource): number => past.filter((reading) => isSame(reading, source)).length
  const speaking = past.filter(({ date }) => date === newest).toSorted((a, b) => countOf(b) - countOf(a))
  const [reading] = speaking
  return reading ? { vendor: reading.vendor, statistic: reading.statistic, window: reading.window } : null
}

/** One value per day of one source, `days` of them up to and with `today`; NaN where there is none. ms. */
export function hrvSeries(
  readings: readonly HrvReading[],
  source: HrvSource,
  today: LocalDate,
  days: number,
): Float64Array {
  const series = new Float64Array(days).fill(NaN)
  for (const reading of readings) {
    const day = days - 1 - daysBetween(reading.date, today)
    if (isSame(reading, source) && day >= 0 && day < days) series[day] = reading.valueMs
  }
  return series
}
