import { createHash } from 'node:crypto'
import { activityMetrics, defaultOptions } from '@rc/analytics'
import { thresholdsOn, type LocalDate } from '@rc/domain'
import type { AthleteContext } from '@rc/db/queries/raw'

/** The formulas themselves are an input: a raised version makes what it computed stale. */
const formulas = activityMetrics.map(({ id, version }) => `${id}@${version}`)

/** The thresholds of that day; an activity without a date is judged by the newest ones. */
export const thresholdsFor = (athlete: AthleteContext, date: LocalDate | null) =>
  date === null
    ? { ...thresholdsOn('9999-12-31', athlete.person, athlete.thresholds), ageYears: null }
    : thresholdsOn(date, athlete.person, athlete.thresholds)

/** What the metrics of an activity depend on besides its own data. Equal hashes: nothing to compute again. */
export function inputsHash(athlete: AthleteContext, date: LocalDate | null, rpe: number | null): string {
  const inputs = JSON.stringify([thresholdsFor(athlete, date), defaultOptions, rpe, formulas])
  return createHash('sha256').update(inputs).digest('hex').slice(0, 16)
}
