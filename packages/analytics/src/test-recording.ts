import { noSession, type Channel, type Session, type Sport, type Thresholds } from '@rc/domain'
import type { ActivityInput } from './activity-input.ts'

export const startS = 1_700_000_000

export const thresholds: Thresholds = {
  sex: 'male',
  ageYears: 40,
  hrRestBpm: 50,
  hrMaxBpm: 190,
  lthrBpm: 165,
  ftpW: 250,
  thresholdSpeedMps: 4,
  cssMps: 1.1,
}

export const noThresholds: Thresholds = {
  sex: 'unspecified',
  ageYears: null,
  hrRestBpm: null,
  hrMaxBpm: null,
  lthrBpm: null,
  ftpW: null,
  thresholdSpeedMps: null,
  cssMps: null,
}

export const session = (sport: Sport, facts: Partial<Session> = {}): Session => ({
  ...noSession,
  startTimeS: startS,
  sport,
  ...facts,
})

type Series = Partial<Record<Channel, (second: number) => number>>

/** A recording sampled every second for `seconds`, its channels given as functions of the second. */
export function recording(
  sport: Sport,
  seconds: number,
  series: Series,
  facts: Partial<ActivityInput> = {},
): ActivityInput {
  const channels = Object.fromEntries(
    Object.entries(series).map(([name, at]) => [
      name,
      Float64Array.from({ length: seconds }, (_, second) => at(second)),
    ]),
  )
  return {
    sport,
    startTimeS: startS,
    endTimeS: startS + seconds,
    pauses: [],
    samples: { n: seconds, timeS: Float64Array.from({ length: seconds }, (_, second) => startS + second), channels },
    sessions: [session(sport, { elapsedS: seconds, timerS: seconds })],
    lengths: [],
    rpe: null,
    ...facts,
  }
}

/** A flat hour of running at `speedMps` with a constant heart rate. */
export const steadyRun = (
  seconds: number,
  speedMps = 3,
  hrBpm = 150,
  facts: Partial<ActivityInput> = {},
): ActivityInput =>
  recording(
    'run',
    seconds,
    {
      hrBpm: () => hrBpm,
      speedMps: () => speedMps,
      distanceM: (second) => speedMps * second,
      altitudeM: () => 100,
      cadenceRpm: () => 88,
    },
    facts,
  )
