import type { Lap, Length, Session } from '@rc/domain'
import { createSampleLog, type SampleLog } from './sample-log.ts'

/** Where the watch stood at one moment. */
export interface Mark {
  index: number
  timeS: number
  timerS: number
  distanceM: number
}

/** From one mark to another, with what the watch adds to the totals. */
export type Stretch<T> = { from: Mark; to: Mark } & T

export type LapStretch = Stretch<Pick<Lap, 'trigger' | 'intensity'>>
export type SessionStretch = Stretch<Pick<Session, 'sport' | 'fitSport' | 'fitSubSport' | 'poolLengthM' | 'numLengths'>>

/** A recording while it is being made. */
export interface Draft {
  log: SampleLog
  timeS: number
  timerS: number
  distanceM: number
  laps: LapStretch[]
  lengths: Length[]
  /** While they last, the athlete stands and the watch waits. */
  pauses: [fromS: number, toS: number][]
  sessions: SessionStretch[]
}

export const startDraft = (startTimeS: number): Draft => ({
  log: createSampleLog(),
  timeS: startTimeS,
  timerS: 0,
  distanceM: 0,
  laps: [],
  lengths: [],
  pauses: [],
  sessions: [],
})

export function pause(draft: Draft, seconds: number): void {
  draft.pauses.push([draft.timeS, draft.timeS + seconds])
  draft.timeS += seconds
}

/** One second goes by on the timer. */
export function tick(draft: Draft, distanceM: number): void {
  draft.timeS += 1
  draft.timerS += 1
  draft.distanceM += distanceM
}

export const markHere = (draft: Draft): Mark => ({
  index: draft.log.length,
  timeS: draft.timeS,
  timerS: draft.timerS,
  distanceM: draft.distanceM,
})
