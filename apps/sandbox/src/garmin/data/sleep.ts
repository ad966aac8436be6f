import type { PlannedDay } from '../../athlete/planned.ts'
import { nightHrv } from '../../athlete/night-wellness.ts'
import type { Account } from '../account.ts'
import { json } from '../http/answer.ts'
import { measures, nightOf, respirationOf, sleepOf, spo2Of } from './day-values.ts'
import { hrvStatus } from './hrv.ts'
import { dotted, localS, ms } from './times.ts'
import { get, ofDay, ofRange, type DataRoute, type Visit } from './visit.ts'

const quality = (score: number) => (score >= 90 ? 'EXCELLENT' : score >= 80 ? 'GOOD' : score >= 60 ? 'FAIR' : 'POOR')
/** Garmin's numbers of the stages: 0 deep, 1 light, 2 REM, 3 awake. Ours: 1 awake, 2 light, 3 deep, 4 REM. */
const levels = [-1, 3, 1, 0, 2]

/** `dailySleepData`, filed under the day of waking. */
function sleepPage(account: Account, day: PlannedDay): Record<string, unknown> | null {
  const night = nightOf(account.history, day)
  if (!night) return null
  const slept = sleepOf(day, night)
  const breath = measures(day, 'respiration') ? respirationOf(day) : null
  const oxygen = measures(day, 'spo2') ? spo2Of(day) : null
  const { hrvRmssdMs } = nightHrv(day, night)
  const hasHrv = measures(day, 'hrv')
  const intraday = !account.history.isOffloaded(day.date)
  return {
    dailySleepDTO: {
      id: ms(night.startS),
      userProfilePK: account.profileId,
      calendarDate: day.date,
      sleepTimeSeconds: slept.asleepS,
      napTimeSeconds: slept.napS,
      sleepWindowConfirmed: true,
      sleepWindowConfirmationType: 'enhanced_confirmed_final',
      sleepStartTimestampGMT: ms(night.startS),
      sleepEndTimestampGMT: ms(night.endS),
      sleepStartTimestampLocal: ms(localS(night.startS, day.timeZone)),
      sleepEndTimestampLocal: ms(localS(night.endS, day.timeZone)),
      autoSleepStartTimestampGMT: null,
      autoSleepEndTimestampGMT: null,
      sleepQualityTypePK: null,
      sleepResultTypePK: null,
      unmeasurableSleepSeconds: 0,
      deepSleepSeconds: slept.deepS,
      lightSleepSeconds: slept.lightS,
      remSleepSeconds: slept.remS,
      awakeSleepSeconds: slept.awakeS,
      deviceRemCapable: true,
      retro: false,
      sleepFromDevice: true,
      averageSpO2Value: oxygen?.average ?? null,
      lowestSpO2Value: oxygen?.lowest ?? null,
      averageRespirationValue: breath?.asleep ?? null,
      lowestRespirationValue: breath?.lowest ?? null,
      highestRespirationValue: breath?.highest ?? null,
      awakeCount: slept.awakeCount,
      avgSleepStress: Math.round(14 + 30 * day.body.strain),
      ageGroup: 'ADULT',
      sleepScoreFeedback: slept.score >= 80 ? 'POSITIVE_DEEP' : 'NEGATIVE_SHORT',
      sleepScoreInsight: 'NONE',
      sleepScores: {
        totalDuration: { qualifierKey: quality(slept.asleepS / 300), optimalStart: 28_200, optimalEnd: 28_200 },
        overall: { value: slept.score, qualifierKey: quality(slept.score) },
        remPercentage: { value: Math.round((100 * slept.remS) / slept.asleepS), qualifierKey: 'GOOD' },
        lightPercentage: { value: Math.round((100 * slept.lightS) / slept.asleepS), qualifierKey: 'GOOD' },
        deepPercentage: { value: Math.round((100 * slept.deepS) / slept.asleepS), qualifierKey: 'GOOD' },
      },
      sleepVersion: 2,
      // Minutes, among seconds.
      sleepNeed: { calendarDate: day.date, baseline: 480, actual: 480, feedback: 'NO_CHANGE_NO_ADJUSTMENTS' },
    },
    sleepMovement: [],
    remSleepData: true,
    sleepLevels: intraday
      ? slept.stages.map(({ fromS, toS, stage }) => ({
          startGMT: dotted(fromS),
          endGMT: dotted(toS),
          activityLevel: levels[stage],
        }))
      : null,
    ...(oxygen && { wellnessSpO2SleepSummaryDTO: { averageSPO2: oxygen.average, lowestSPO2: oxygen.lowest } }),
    ...(hasHrv && {
      hrvData: intraday
        ? Array.from(hrvRmssdMs.timeS, (timeS, i) => ({ value: Math.round(hrvRmssdMs.value[i]!), startGMT: ms(timeS) }))
        : null,
      avgOvernightHrv: Math.round(night.rmssdMs),
      hrvStatus: hrvStatus(night),
    }),
    restingHeartRate: night.restingHrBpm,
    bodyBatteryChange: Math.round(slept.score * 0.75),
  }
}

/** The same object with nothing in it. */
function emptyNight(account: Account, date: string): Record<string, unknown> {
  const names = [
    'id',
    'sleepTimeSeconds',
    'napTimeSeconds',
    'sleepWindowConfirmed',
    'sleepWindowConfirmationType',
    'sleepStartTimestampGMT',
    'sleepEndTimestampGMT',
    'sleepStartTimestampLocal',
    'sleepEndTimestampLocal',
    'deepSleepSeconds',
    'lightSleepSeconds',
    'remSleepSeconds',
    'awakeSleepSeconds',
  ]
  return {
    dailySleepDTO: {
      ...Object.fromEntries(names.map((name) => [name, null])),
      userProfilePK: account.profileId,
      calendarDate: date,
      deviceRemCapable: false,
      retro: false,
    },
    sleepMovement: [],
    remSleepData: null,
    sleepLevels: [],
  }
}

/** A row of `dailySleepSummariesByDate`: a day without a night has one too, with nothing in it. */
function summaryRow(account: Account, day: PlannedDay): Record<string, unknown> {
  const page = sleepPage(account, day)?.['dailySleepDTO'] as Record<string, unknown> | undefined
  const names = [
    'sleepStartTimestampGMT',
    'sleepEndTimestampGMT',
    'sleepTimeSeconds',
    'deepSleepSeconds',
    'lightSleepSeconds',
    'remSleepSeconds',
    'awakeSleepSeconds',
    'awakeCount',
    'napTimeSeconds',
    'sleepScores',
    'sleepScoreFeedback',
    'averageSpO2Value',
    'lowestSpO2Value',
    'averageRespirationValue',
    'avgSleepStress',
  ]
  const night = nightOf(account.history, day)
  return {
    calendarDate: day.date,
    ...Object.fromEntries(names.map((name) => [name, page?.[name] ?? null])),
    avgHeartRate: night ? night.restingHrBpm + 3 : null,
  }
}

function statsRow(account: Account, day: PlannedDay): Record<string, unknown> | null {
  const night = nightOf(account.history, day)
  if (!night) return null
  const slept = sleepOf(day, night)
  return {
    calendarDate: day.date,
    values: {
      totalSleepTimeInSeconds: slept.asleepS,
      deepTime: slept.deepS,
      lightTime: slept.lightS,
      remTime: slept.remS,
      awakeTime: slept.awakeS,
      sleepScore: slept.score,
      sleepScoreQuality: quality(slept.score),
      restingHeartRate: night.restingHrBpm,
      respiration: measures(day, 'respiration') ? respirationOf(day).asleep : null,
      spO2: measures(day, 'spo2') ? spo2Of(day).average : null,
      localSleepStartTimeInMillis: ms(localS(night.startS, day.timeZone)),
      localSleepEndTimeInMillis: ms(localS(night.endS, day.timeZone)),
      sleepNeed: 480,
      hrvStatus: measures(day, 'hrv') ? hrvStatus(night) : null,
    },
  }
}

const oneNight = (visit: Visit) =>
  ofDay(
    visit,
    visit.call.query.get('date'),
    (day) => sleepPage(visit.account, day),
    (date) => emptyNight(visit.account, date),
  )

export const sleepRoutes: DataRoute[] = [
  get('/sleep-service/sleep/dailySleepData', oneNight),
  get('/wellness-service/wellness/dailySleepData/{displayName?}', oneNight),
  get('/sleep-service/sleep/dailySleepSummariesByDate', (visit) => {
    const { query } = visit.call
    return ofRange(visit, { from: query.get('startDate'), to: query.get('endDate'), limit: 31 }, (days) =>
      json(days.map((day) => summaryRow(visit.account, day))),
    )
  }),
  get('/sleep-service/stats/sleep/daily/{from}/{to}', (visit, { from, to }) =>
    ofRange(visit, { from, to, limit: 28 }, (days) =>
      json({ overallStats: {}, individualStats: days.flatMap((day) => statsRow(visit.account, day) ?? []) }),
    ),
  ),
  get('/wellness-service/stats/daily/sleep/score/{from}/{to}', (visit, { from, to }) =>
    ofRange(visit, { from, to, limit: 28 }, (days) =>
      json(
        days.flatMap((day) => {
          const night = nightOf(visit.account.history, day)
          return night ? [{ calendarDate: day.date, value: sleepOf(day, night).score }] : []
        }),
      ),
    ),
  ),
]
