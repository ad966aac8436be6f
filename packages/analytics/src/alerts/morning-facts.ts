import { addDays, daysBetween, type LocalDate } from '@rc/domain'
import { sleepAverage14H, sleepDebtH } from '../readiness/sleep-debt.ts'
import type { MorningFacts } from './alert-rule.ts'
import { autonomicDays } from './autonomic-streaks.ts'
import type { SessionVerdict } from './session-signs.ts'

const weekDays = 7
const monthDays = 28

/** One value a day from `firstDate` on, all columns of equal length, NaN where nothing is known. */
export interface DailyHistory {
  firstDate: LocalDate
  /** Of one source, see `hrvSeries`. */
  hrvMs: Float64Array
  restingHrBpm: Float64Array
  /** The night that ended on the day. */
  sleepH: Float64Array
  /** Form on waking. */
  tsb: Float64Array
  /** When the day was over. */
  load: Float64Array
  ramp7: Float64Array
  monotony: Float64Array
  /** How many of fatigue, soreness, mood and stress were in their bad range. */
  badFeelings: Float64Array
  /** 0 or 1. */
  isIll: Float64Array
  pain: Float64Array
}

export interface Morning {
  date: LocalDate
  facts: MorningFacts
}

const known = (value: number | undefined): number | null => (value === undefined || Number.isNaN(value) ? null : value)

/** The week up to `day` over the mean week of the four up to it; unknown with a hole in it or without any load. */
function weekLoadRatio(load: Float64Array, day: number): number | null {
  if (day < monthDays - 1) return null
  let week = 0
  let month = 0
  for (let i = day - monthDays + 1; i <= day; i++) {
    month += load[i]!
    if (i > day - weekDays) week += load[i]!
  }
  return month > 0 ? (week * (monthDays / weekDays)) / month : null
}

/** Of several sessions of a day the worst. */
function worst(verdicts: readonly SessionVerdict[], pick: (verdict: SessionVerdict) => number | null, sign: 1 | -1) {
  const values = verdicts.map(pick).filter((value) => value !== null)
  return values.length === 0 ? null : sign * Math.max(...values.map((value) => sign * value))
}

/**
 * What the morning check looks at on every morning from `from` on, as far as it was known then: the night and what the
 * athlete wrote are the day's own, load and sessions those of the day before. Sixty days before `from` belong to the
 * baselines; the same function serves today's check and the replay of years. Source: science.md 12.
 */
export function morningFacts(
  history: DailyHistory,
  verdicts: readonly SessionVerdict[],
  from: LocalDate,
  sleepNeedH: number,
): Morning[] {
  const autonomic = autonomicDays(history.hrvMs, history.restingHrBpm)
  const byDate = Map.groupBy(verdicts, ({ date }) => date)
  const first = Math.max(0, daysBetween(history.firstDate, from))
  return autonomic.slice(first).map((heart, i): Morning => {
    const day = first + i
    const nights = history.sleepH.subarray(0, day + 1)
    const sessions = byDate.get(addDays(history.firstDate, day - 1)) ?? []
    const ill = known(history.isIll[day])
    return {
      date: addDays(history.firstDate, day),
      facts: {
        ...heart,
        sleepAverage14H: sleepAverage14H(nights),
        sleepDebtH: sleepDebtH(nights, sleepNeedH),
        tsb: known(history.tsb[day]),
        ramp7: known(history.ramp7[day - 1]),
        monotony: known(history.monotony[day - 1]),
        weekLoadRatio: weekLoadRatio(history.load, day - 1),
        singleRunRatio: worst(sessions, ({ singleRunRatio }) => singleRunRatio, 1),
        efficiencyChangePct: worst(sessions, ({ efficiencyChangePct }) => efficiencyChangePct, -1),
        rpeAboveExpected: worst(sessions, ({ rpeAboveExpected }) => rpeAboveExpected, 1),
        badFeelings: known(history.badFeelings[day]),
        isIll: ill === null ? null : ill > 0,
        pain: known(history.pain[day]),
      },
    }
  })
}
