import { addDays } from '@rc/domain'
import type { PlannedDay } from '../../athlete/planned.ts'
import type { Account } from '../account.ts'
import { deviceOn } from '../history/activity.ts'
import { json } from '../http/answer.ts'
import { measures, nightOf, sleepOf } from './day-values.ts'
import { dotted, localS, ms } from './times.ts'
import { get, ofDay, ofRange, round, type DataRoute } from './visit.ts'

/** Readiness after waking, and again after each session: newest first. */
export function readinessRows(account: Account, day: PlannedDay): Record<string, unknown>[] {
  const { history } = account
  const night = nightOf(history, day)
  if (!measures(day, 'readiness') || !night) return []
  const slept = sleepOf(day, night)
  const base = Math.round(Math.min(100, Math.max(1, 35 + 0.6 * slept.score - 55 * day.body.strain)))
  const row = (timeS: number, score: number, inputContext: string, recoveryMin: number) => ({
    userProfilePK: account.profileId,
    calendarDate: day.date,
    timestamp: dotted(timeS),
    timestampLocal: dotted(localS(timeS, day.timeZone)),
    deviceId: deviceOn(day.date),
    level: score >= 75 ? 'HIGH' : score >= 50 ? 'MODERATE' : 'LOW',
    feedbackShort: score >= 50 ? 'READY_FOR_THE_DAY' : 'HIGH_RECOVERY_NEEDS',
    score,
    sleepScore: slept.score,
    sleepScoreFactorPercent: Math.min(100, slept.score),
    recoveryTime: recoveryMin,
    recoveryTimeFactorPercent: Math.max(0, 100 - Math.round(recoveryMin / 40)),
    acwrFactorPercent: 80,
    acuteLoad: Math.round(7 * acuteLoad(account, day)),
    hrvFactorPercent: 90,
    hrvWeeklyAverage: night.weeklyRmssdMs && Math.round(night.weeklyRmssdMs),
    stressHistoryFactorPercent: 85,
    validSleep: true,
    inputContext,
    primaryActivityTracker: true,
  })
  const done = day.activities.filter((activity) => activity.startTimeS + activity.expectedS < history.nowS())
  const recoveryMin = Math.round(4 * acuteLoad(account, day))
  return [
    row(night.endS + 300, base, 'AFTER_WAKEUP_RESET', recoveryMin),
    ...done.map((activity, i) =>
      row(
        activity.startTimeS + activity.expectedS + 120,
        Math.max(1, base - 18 * (i + 1)),
        'AFTER_POST_EXERCISE_RESET',
        recoveryMin + Math.round(14 * activity.load),
      ),
    ),
  ].reverse()
}

/** Mean daily load of the last seven days, on the scale of the training. */
function acuteLoad(account: Account, day: PlannedDay, days = 7): number {
  const past = account.history.between(addDays(day.date, 1 - days), day.date)
  return past.flatMap((one) => one.activities).reduce((sum, activity) => sum + activity.load, 0) / days
}

export const vo2MaxOf = (account: Account, day: PlannedDay) => ({
  userId: account.profileId,
  generic: {
    calendarDate: day.date,
    vo2MaxPreciseValue: round(day.body.vo2Max, 1),
    vo2MaxValue: Math.round(day.body.vo2Max),
    fitnessAge: null,
    fitnessAgeDescription: null,
    maxMetCategory: 0,
  },
  cycling: null,
  heatAltitudeAcclimation: null,
})

/** An estimate comes with a run outdoors. */
export const estimatesVo2Max = (account: Account, day: PlannedDay): boolean =>
  day.activities.some(
    ({ sport, startTimeS, expectedS }) => sport === 'run' && startTimeS + expectedS < account.history.nowS(),
  )

const statuses = [
  { code: 7, word: 'PRODUCTIVE' },
  { code: 4, word: 'MAINTAINING' },
  { code: 5, word: 'RECOVERY' },
  { code: 6, word: 'PEAKING' },
  { code: 2, word: 'UNPRODUCTIVE' },
] as const

function statusOf(day: PlannedDay): (typeof statuses)[number] {
  if (day.condition.illness > 0.3 || day.condition.overloadDays > 5) return statuses[4]
  if (day.phase === 'taper' || day.phase === 'race') return statuses[3]
  if (day.phase === 'recovery') return statuses[2]
  return day.phase === 'base' ? statuses[1] : statuses[0]
}

function trainingStatus(account: Account, day: PlannedDay): Record<string, unknown> {
  const deviceId = deviceOn(day.date)
  const [acute, chronic] = [7 * acuteLoad(account, day), 7 * acuteLoad(account, day, 28)]
  const ratio = chronic > 0 ? round(acute / chronic, 1) : null
  const status = statusOf(day)
  return {
    userId: account.profileId,
    latestTrainingStatusData: {
      [deviceId]: {
        calendarDate: day.date,
        sinceDate: addDays(day.date, -5),
        trainingStatus: status.code,
        timestamp: ms(day.startS + 25_200),
        deviceId,
        sport: 'RUNNING',
        subSport: 'GENERIC',
        trainingStatusFeedbackPhrase: `${status.word}_3`,
        trainingPaused: false,
        acuteTrainingLoadDTO: {
          acwrPercent: ratio === null ? null : Math.min(100, Math.round(ratio * 44)),
          acwrStatus: ratio !== null && ratio > 1.5 ? 'HIGH' : 'OPTIMAL',
          dailyTrainingLoadAcute: Math.round(acute),
          dailyTrainingLoadChronic: Math.round(chronic),
          maxTrainingLoadChronic: round(1.5 * chronic, 1),
          minTrainingLoadChronic: round(0.8 * chronic, 1),
          dailyAcuteChronicWorkloadRatio: ratio,
        },
        primaryTrainingDevice: true,
      },
      // A watch in the drawer still answers.
      3300000999: {
        calendarDate: '2019-01-01',
        trainingStatus: 0,
        deviceId: 3_300_000_999,
        primaryTrainingDevice: false,
      },
    },
    recordedDevices: [],
    showSelector: false,
    lastPrimarySyncDate: day.date,
  }
}

function loadBalance(account: Account, day: PlannedDay): Record<string, unknown> {
  const deviceId = deviceOn(day.date)
  const month = 28 * acuteLoad(account, day, 28)
  return {
    userId: account.profileId,
    metricsTrainingLoadBalanceDTOMap: {
      [deviceId]: {
        calendarDate: day.date,
        deviceId,
        monthlyLoadAerobicLow: round(0.5 * month, 1),
        monthlyLoadAerobicHigh: round(0.38 * month, 1),
        monthlyLoadAnaerobic: round(0.12 * month, 1),
        trainingBalanceFeedbackPhrase: 'BALANCED',
        primaryTrainingDevice: true,
      },
    },
    recordedDevices: [],
  }
}

/** Seconds; longer races cost more than the distance says. */
export function predictionsOf(account: Account, day: PlannedDay): Record<string, unknown> {
  const at = (metres: number, share: number) => Math.round(metres / (day.body.thresholdSpeedMps * share))
  return {
    userId: account.profileId,
    fromCalendarDate: null,
    toCalendarDate: null,
    calendarDate: day.date,
    time5K: at(5_000, 1.06),
    time10K: at(10_000, 1.015),
    timeHalfMarathon: at(21_097.5, 0.965),
    timeMarathon: at(42_195, 0.905),
  }
}

/** The mobile gateway wraps what it asked for; a failure inside still comes with 200. */
const wrapped = (requestUrl: string, payload: unknown) => ({
  requestUrl,
  statusCode: 200,
  headers: {},
  errorMessage: null,
  payload,
  successful: true,
})

export const performanceRoutes: DataRoute[] = [
  get('/metrics-service/metrics/trainingreadiness/{date}', (visit, { date }) =>
    ofDay(visit, date, (day) => readinessRows(visit.account, day), 'list'),
  ),
  get('/metrics-service/metrics/trainingstatus/aggregated/{date}', (visit, { date }) =>
    ofDay(
      visit,
      date,
      (day) => ({
        userId: visit.account.profileId,
        mostRecentVO2Max: vo2MaxOf(visit.account, day),
        mostRecentTrainingLoadBalance: loadBalance(visit.account, day),
        mostRecentTrainingStatus: trainingStatus(visit.account, day),
        heatAltitudeAcclimationDTO: null,
      }),
      () => ({
        userId: visit.account.profileId,
        mostRecentVO2Max: null,
        mostRecentTrainingLoadBalance: null,
        mostRecentTrainingStatus: null,
        heatAltitudeAcclimationDTO: null,
      }),
    ),
  ),
  get('/metrics-service/metrics/trainingstatus/daily/{date}', (visit, { date }) =>
    ofDay(visit, date, (day) => trainingStatus(visit.account, day), 'null'),
  ),
  get('/mobile-gateway/usersummary/trainingstatus/latest/{date}', (visit, { date }) =>
    ofDay(
      visit,
      date,
      (day) => ({
        mostRecentVO2Max: wrapped(`/metrics-service/metrics/maxmet/latest/${date}`, vo2MaxOf(visit.account, day)),
        mostRecentTrainingLoadBalance: wrapped(
          `/metrics-service/metrics/trainingloadbalance/latest/${date}`,
          loadBalance(visit.account, day),
        ),
        mostRecentTrainingStatus: wrapped(
          `/metrics-service/metrics/trainingstatus/latest/${date}`,
          trainingStatus(visit.account, day),
        ),
      }),
      'null',
    ),
  ),
  get('/metrics-service/metrics/maxmet/daily/{from}/{to}', (visit, { from, to }) =>
    ofRange(visit, { from, to, limit: 366 }, (days) =>
      json(days.filter((day) => estimatesVo2Max(visit.account, day)).map((day) => vo2MaxOf(visit.account, day))),
    ),
  ),
  get('/metrics-service/metrics/maxmet/latest/{date}', (visit, { date }) =>
    ofDay(visit, date, (day) => vo2MaxOf(visit.account, day), 'null'),
  ),
  get('/metrics-service/metrics/racepredictions/latest/{displayName?}', ({ account }) => {
    const day = account.history.day(account.history.today())
    return json(day && predictionsOf(account, day))
  }),
  get('/metrics-service/metrics/racepredictions/daily/{displayName?}', (visit) => {
    const { query } = visit.call
    const [from, to] = [query.get('fromCalendarDate'), query.get('toCalendarDate')]
    return ofRange(visit, { from, to, limit: 366 }, (days) =>
      json(days.map((day) => ({ ...predictionsOf(visit.account, day), fromCalendarDate: from, toCalendarDate: to }))),
    )
  }),
  get('/metrics-service/metrics/endurancescore', (visit) =>
    ofDay(
      visit,
      visit.call.query.get('calendarDate'),
      (day) => ({
        userProfilePK: visit.account.profileId,
        calendarDate: day.date,
        overallScore: Math.round(90 * day.body.vo2Max),
        classification: 2,
        primaryTrainingDevice: true,
        contributors: [],
      }),
      'null',
    ),
  ),
  get('/fitnessage-service/fitnessage/{date}', (visit, { date }) =>
    ofDay(
      visit,
      date,
      (day) => ({
        chronologicalAge: Number(day.date.slice(0, 4)) - 1988,
        fitnessAge: round(85 - day.body.vo2Max, 1),
        achievableFitnessAge: round(83 - day.body.vo2Max, 1),
        components: { rhr: { value: Math.round(day.body.hrRestBpm), stale: false } },
      }),
      'null',
    ),
  ),
]
