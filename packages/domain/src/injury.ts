import type { LocalDate } from './local-date.ts'

export const injuryAreas = [
  'foot',
  'ankle',
  'achilles',
  'calf',
  'shin',
  'knee',
  'hamstring',
  'thigh',
  'hip',
  'groin',
  'back',
  'shoulder',
  'arm',
  'other',
] as const
export type InjuryArea = (typeof injuryAreas)[number]

export const injurySides = ['left', 'right', 'both', 'none'] as const
export type InjurySide = (typeof injurySides)[number]

/** What was or is hurt, as the athlete tags it. Area, side and first day name it. */
export interface Injury {
  area: InjuryArea
  side: InjurySide
  startedOn: LocalDate
  /** Null: it is not over. */
  endedOn: LocalDate | null
  /** As long as it is not over, no run is planned. */
  stopsRunning: boolean
}
