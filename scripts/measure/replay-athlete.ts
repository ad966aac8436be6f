import {
  backTest,
  computeDaily,
  judgeSessions,
  morningFacts,
  setbacksOf,
  type DailyHistory,
  type SessionSign,
  type Setback,
  type SignalRecord,
} from '@rc/analytics'
import { addDays, sportFamily, type LocalDate } from '@rc/domain'
import type { PlannedActivity, PlannedDay } from '@rc/sandbox/athlete/planned'

/** Baselines of 60 days and fitness of 42 have to be there before anybody is judged. */
const settlingDays = 90
const sleepNeedH = 8
/** Of the time in bed; what the watch makes of it night by night matters little here. */
const asleepShare = 0.94

/** The morning check over the life of a synthetic athlete, against the illnesses and overloads that were planted in it. */
export function replayAthlete(days: readonly PlannedDay[]): { setbacks: Setback[]; signals: SignalRecord[] } {
  const from = addDays(days[0]!.date, settlingDays)
  const setbacks = plantedSetbacks(days).filter((setback) => setback.from >= from)
  const sessions = days.flatMap(({ activities }) => activities.map(signOf))
  return {
    setbacks,
    signals: backTest(morningFacts(historyOf(days), judgeSessions(sessions), from, sleepNeedH), setbacks),
  }
}

function plantedSetbacks(days: readonly PlannedDay[]): Setback[] {
  const dates = (is: (day: PlannedDay) => boolean): LocalDate[] => days.filter(is).map(({ date }) => date)
  return [
    ...setbacksOf(
      'illness',
      dates(({ condition }) => condition.resting),
    ),
    ...setbacksOf(
      'overload',
      dates(({ condition }) => condition.overloading),
    ),
  ].sort((a, b) => (a.from < b.from ? -1 : 1))
}

function historyOf(days: readonly PlannedDay[]): DailyHistory {
  const firstDate = days[0]!.date
  const column = (of: (day: PlannedDay) => number | null): Float64Array => Float64Array.from(days, (d) => of(d) ?? NaN)
  const loads = days.flatMap(({ activities }) => activities.map(({ date, load }) => ({ date, load, trimp: null })))
  const rows = computeDaily(loads, days.at(-1)!.date)
  const daily = (metricId: string): Float64Array => {
    const values = new Map(rows.filter((row) => row.metricId === metricId).map((row) => [row.localDate, row.value]))
    return column(({ date }) => values.get(date) ?? null)
  }
  return {
    firstDate,
    hrvMs: column(({ night }) => night?.rmssdMs ?? null),
    restingHrBpm: column(({ night }) => night?.restingHrBpm ?? null),
    sleepH: column(({ night }) => night && (asleepShare * (night.endS - night.startS)) / 3600),
    tsb: daily('tsb'),
    load: daily('load'),
    ramp7: daily('ramp7'),
    monotony: daily('monotony'),
    badFeelings: column(() => null),
    isIll: column(() => null),
    pain: column(() => null),
  }
}

/** Distance by the pace the session was planned at, close enough for the longest run of a month. */
function signOf({ date, sport, expectedS, load }: PlannedActivity): SessionSign {
  const family = sportFamily(sport)
  return {
    date,
    family,
    distanceM: family === 'run' ? expectedS * 3 : null,
    timerS: expectedS,
    efficiency: null,
    load,
    rpe: null,
  }
}
