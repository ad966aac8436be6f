import { currentHrvSource, hrvSeries, type HrvReading, type HrvSource, type MorningSeries } from '@rc/analytics'
import type { Tenant } from '@rc/db'
import {
  listHrvNights,
  listNightSums,
  listRestingHrDays,
  type NightRow,
  type RestingHrRow,
} from '@rc/db/queries/recovery'
import { readTraining } from '@rc/db/queries/training'
import { addDays, daysBetween, type LocalDate } from '@rc/domain'
import { readToday } from '../insights/today.ts'

/** What a morning looks back on: 60 days of baseline before the longest streak a rule counts. */
export const lookBackDays = 68
const baselineDays = 61
const sleepDays = 14

/** What a reader does not look at is not read. */
const allParts = ['hrv', 'rhr', 'sleep'] as const
type WellnessPart = (typeof allParts)[number]

/** Nights and mornings of a time, and of the days before it that they are judged by. */
export interface WellnessDays {
  from: LocalDate
  to: LocalDate
  /** Ascending. */
  hrv: HrvReading[]
  /** One value per day from `lookBackDays` before `from` to `to`, NaN missing. */
  restingHrBpm: Float64Array
  /** Whose resting heart rates these are. */
  restingHrVendor: string | null
  sleepH: Float64Array
  nights: Map<LocalDate, NightRow>
  sleepNeedH: number
}

async function readWellnessDays(
  tenant: Tenant,
  { from, to, timeZone, sleepNeedH }: { from: LocalDate; to: LocalDate; timeZone: string; sleepNeedH: number },
  parts: readonly WellnessPart[],
): Promise<WellnessDays> {
  const first = addDays(from, -lookBackDays)
  const [hrv, restingHr, nights] = await Promise.all([
    parts.includes('hrv') ? listHrvNights(tenant, first, to, timeZone) : [],
    parts.includes('rhr') ? listRestingHrDays(tenant, first, to) : [],
    parts.includes('sleep') ? listNightSums(tenant, first, to) : [],
  ])
  const days = Math.max(0, daysBetween(first, to) + 1)
  const resting = ofOneVendor(restingHr)
  const byDay = <T>(rows: readonly T[], dateOf: (row: T) => LocalDate, valueOf: (row: T) => number): Float64Array => {
    const values = new Float64Array(days).fill(NaN)
    for (const row of rows) values[daysBetween(first, dateOf(row))] = valueOf(row)
    return values
  }
  return {
    from,
    to,
    hrv,
    restingHrBpm: byDay(
      resting,
      (row) => row.date,
      (row) => row.bpm,
    ),
    restingHrVendor: resting[0]?.vendor ?? null,
    sleepH: byDay(
      nights,
      (row) => row.wakeDate,
      ({ asleepS, napS }) => (asleepS === null ? NaN : (asleepS + (napS ?? 0)) / 3600),
    ),
    nights: new Map(nights.map((row) => [row.wakeDate, row])),
    sleepNeedH,
  }
}

/** The nights and mornings of a time by the athlete's own settings; without one, of today. */
export async function readWellness(
  tenant: Tenant,
  now: Date,
  range?: { from: LocalDate; to: LocalDate },
  parts: readonly WellnessPart[] = allParts,
): Promise<WellnessDays> {
  const [{ timeZone, today }, { sleepNeedH }] = await Promise.all([readToday(tenant, now), readTraining(tenant)])
  return readWellnessDays(tenant, { ...(range ?? { from: today, to: today }), timeZone, sleepNeedH }, parts)
}

/** Devices define a resting heart rate differently: of those that spoke last, the one that said most. */
function ofOneVendor(rows: readonly RestingHrRow[]): RestingHrRow[] {
  const newest = rows.at(-1)?.date
  const byVendor = [...Map.groupBy(rows, (row) => row.vendor).values()]
  const speaking = byVendor.filter((own) => own.at(-1)?.date === newest)
  return speaking.toSorted((a, b) => b.length - a.length)[0] ?? []
}

const endOf = ({ from }: WellnessDays, date: LocalDate): number => lookBackDays + daysBetween(from, date) + 1

/** Index of the first reading on or after a day; readings ascend. */
function firstOnOrAfter(readings: readonly HrvReading[], date: LocalDate): number {
  let [low, high] = [0, readings.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (readings[middle]!.date < date) low = middle + 1
    else high = middle
  }
  return low
}

/** The HRV source of the morning of `date`, and its values of `days` days up to it. */
export function hrvOn(
  wellness: WellnessDays,
  date: LocalDate,
  days: number = baselineDays,
): { source: HrvSource | null; series: Float64Array } {
  const since = addDays(date, 1 - Math.max(days, baselineDays))
  const window = wellness.hrv.slice(firstOnOrAfter(wellness.hrv, since), firstOnOrAfter(wellness.hrv, addDays(date, 1)))
  const source = currentHrvSource(window, date)
  return {
    source,
    series: source === null ? new Float64Array(days).fill(NaN) : hrvSeries(window, source, date, days),
  }
}

export const restingHrOn = (wellness: WellnessDays, date: LocalDate, days: number = baselineDays): Float64Array =>
  wellness.restingHrBpm.subarray(Math.max(0, endOf(wellness, date) - days), endOf(wellness, date))

/** Everything that the morning of `date`, a day within the time, is judged by. */
export function morningSeriesOn(wellness: WellnessDays, date: LocalDate): MorningSeries {
  const end = endOf(wellness, date)
  return {
    hrvMs: hrvOn(wellness, date).series,
    restingHrBpm: restingHrOn(wellness, date),
    sleepH: wellness.sleepH.subarray(Math.max(0, end - sleepDays), end),
    sleepEfficiencyPct: wellness.nights.get(date)?.efficiencyPct ?? null,
    sleepNeedH: wellness.sleepNeedH,
  }
}

/** Every day of the time. */
export const daysOf = ({ from, to }: Pick<WellnessDays, 'from' | 'to'>): LocalDate[] =>
  Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, day) => addDays(from, day))
