import type { LocalDate } from './local-date.ts'

export const sexes = ['male', 'female', 'unspecified'] as const
export type Sex = (typeof sexes)[number]

/** Physiology a metric may need, as valid on one date. `null` is "not known", never a default. */
export interface Thresholds {
  sex: Sex
  ageYears: number | null
  hrRestBpm: number | null
  hrMaxBpm: number | null
  lthrBpm: number | null
  ftpW: number | null
  thresholdSpeedMps: number | null
  cssMps: number | null
}

/** The dated ones, by the name under which they are stored. */
export const thresholdKinds = [
  'hr_rest_bpm',
  'hr_max_bpm',
  'lthr_bpm',
  'ftp_w',
  'threshold_speed_mps',
  'css_mps',
] as const
export type ThresholdKind = (typeof thresholdKinds)[number]

/** One dated value; it holds from `validFrom` until the next one of its kind. */
export interface DatedThreshold {
  kind: ThresholdKind
  value: number
  validFrom: LocalDate
  source: 'athlete' | 'suggested'
}

/** Where each of them stands among the thresholds of a day. */
export const thresholdField = {
  hr_rest_bpm: 'hrRestBpm',
  hr_max_bpm: 'hrMaxBpm',
  lthr_bpm: 'lthrBpm',
  ftp_w: 'ftpW',
  threshold_speed_mps: 'thresholdSpeedMps',
  css_mps: 'cssMps',
} as const satisfies Record<ThresholdKind, keyof Thresholds>

/** The thresholds of `date`: for each kind the latest value at or before it, else the earliest known later one. */
export function thresholdsOn(
  date: LocalDate,
  person: { sex: Sex; birthYear: number | null },
  dated: DatedThreshold[],
): Thresholds {
  const result: Thresholds = {
    sex: person.sex,
    ageYears: person.birthYear === null ? null : Number(date.slice(0, 4)) - person.birthYear,
    hrRestBpm: null,
    hrMaxBpm: null,
    lthrBpm: null,
    ftpW: null,
    thresholdSpeedMps: null,
    cssMps: null,
  }
  for (const kind of thresholdKinds) {
    const rows = dated.filter((row) => row.kind === kind).sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
    const row = rows.findLast((r) => r.validFrom <= date) ?? rows[0]
    if (row) result[thresholdField[kind]] = row.value
  }
  return result
}
