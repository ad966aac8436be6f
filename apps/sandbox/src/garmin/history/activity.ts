import { noSession, type Sport } from '@rc/domain'
import { createRandom } from '../../athlete/random.ts'
import type { PlannedActivity, PlannedDay } from '../../athlete/planned.ts'
import type { LegSummary } from './leg-summary.ts'

/** An activity as Connect lists it. */
export interface GarminActivity {
  id: number
  /** By which road it came. */
  source: 'watch' | 'second_watch' | 'manual' | 'upload'
  name: string
  /** What its owner changed it to; null leaves what the watch said. */
  typeKey: string | null
  startTimeS: number
  timeZone: string
  deviceId: number | null
  /** One for each sport; nothing but the plan's totals for what was typed in by hand. */
  legs: () => LegSummary[]
  legCount: number
  /** Null when there is no file. */
  fit: () => Uint8Array | null
  isRace: boolean
  vo2Max: number | null
  load: number
  uploadedS: number
}

/** Ids rise with time: start, account, and 0 for the activity or the number of its leg. */
export const activityId = (startTimeS: number, account: number, leg = 0): number =>
  1000 * startTimeS + 10 * account + leg

export const deviceIds = { first: 3_300_000_101, current: 3_400_000_202, second: 3_400_000_303 } as const

/** The athlete changed watches once; the first one was for outdoors and the pool. */
const newWatch = '2021-05-01'
export const deviceOn = (date: string): number => (date < newWatch ? deviceIds.first : deviceIds.current)
export const isRecorded = (date: string, sport: Sport): boolean =>
  date >= newWatch || !['indoor_bike', 'treadmill_run', 'strength'].includes(sport)

const races = ['ten_km', 'half_marathon', 'marathon', 'triathlon']

export function fromPlan(
  day: PlannedDay,
  planned: PlannedActivity,
  given: { account: number; legs: () => LegSummary[]; fit: () => Uint8Array },
): GarminActivity {
  // Now and then the watch stays in the bag and weights are typed in later.
  const manual = planned.sport === 'strength' && createRandom(day.seed, 'manual', planned.key).chance(0.06)
  return {
    id: activityId(planned.startTimeS, given.account),
    source: manual ? 'manual' : 'watch',
    name: planned.name,
    typeKey: null,
    startTimeS: planned.startTimeS,
    timeZone: planned.timeZone,
    deviceId: manual ? null : deviceOn(day.date),
    legs: manual ? () => [typedIn(planned)] : given.legs,
    legCount: planned.legs.length,
    fit: manual ? () => null : given.fit,
    isRace: races.includes(planned.purpose),
    vo2Max: planned.sport === 'run' ? planned.body.vo2Max : null,
    load: planned.load,
    uploadedS: planned.startTimeS + 1.2 * planned.expectedS + 600,
  }
}

/** What somebody remembers of a session: how long it was. */
function typedIn(planned: PlannedActivity): LegSummary {
  const durationS = Math.round(planned.expectedS / 300) * 300
  return {
    ...noSession,
    startTimeS: planned.startTimeS,
    timestampS: planned.startTimeS + durationS,
    elapsedS: durationS,
    timerS: durationS,
    sport: planned.sport,
    movingS: durationS,
    laps: [],
    lengths: [],
    start: null,
    end: null,
    altitudeM: null,
    temperatureC: null,
    minHrBpm: null,
    maxCadenceRpm: null,
    normalisedPowerW: null,
    dynamics: null,
    hrZonesS: null,
    powerZonesS: null,
    fastestS: {},
  }
}
