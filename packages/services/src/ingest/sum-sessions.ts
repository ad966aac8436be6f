import type { Session } from '@rc/domain'

/** Totals of a whole activity. */
export type ActivityTotals = Pick<
  Session,
  | 'elapsedS'
  | 'timerS'
  | 'distanceM'
  | 'avgHrBpm'
  | 'maxHrBpm'
  | 'avgPowerW'
  | 'maxPowerW'
  | 'avgSpeedMps'
  | 'avgCadenceRpm'
  | 'ascentM'
  | 'descentM'
  | 'caloriesKcal'
>

/**
 * Totals of an activity from its sessions. What adds up is added where at least one session says it; means weigh by timer
 * and leave silent sessions out; cadence means nothing across sports and is left out when there are several.
 */
export function sumSessions(sessions: Session[]): ActivityTotals {
  const [only] = sessions
  if (only && sessions.length === 1) return only
  const known = (key: keyof ActivityTotals) => sessions.filter((session) => session[key] !== null)
  const sum = (key: keyof ActivityTotals) =>
    known(key).length === 0 ? null : known(key).reduce((total, session) => total + session[key]!, 0)
  const largest = (key: keyof ActivityTotals) =>
    known(key).length === 0 ? null : Math.max(...known(key).map((session) => session[key]!))
  const mean = (key: keyof ActivityTotals) => {
    const weighed = known(key).filter((session) => session.timerS !== null && session.timerS > 0)
    const weight = weighed.reduce((total, session) => total + session.timerS!, 0)
    return weight === 0 ? null : weighed.reduce((total, s) => total + s[key]! * s.timerS!, 0) / weight
  }
  const [distanceM, timerS] = [sum('distanceM'), sum('timerS')]
  return {
    elapsedS: sum('elapsedS'),
    timerS,
    distanceM,
    avgHrBpm: mean('avgHrBpm'),
    maxHrBpm: largest('maxHrBpm'),
    avgPowerW: mean('avgPowerW'),
    maxPowerW: largest('maxPowerW'),
    avgSpeedMps: distanceM !== null && timerS !== null && timerS > 0 ? distanceM / timerS : null,
    avgCadenceRpm: null,
    ascentM: sum('ascentM'),
    descentM: sum('descentM'),
    caloriesKcal: sum('caloriesKcal'),
  }
}
