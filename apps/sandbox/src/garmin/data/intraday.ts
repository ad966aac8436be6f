import type { PlannedDay } from '../../athlete/planned.ts'
import type { Account } from '../account.ts'
import { badRequest, json } from '../http/answer.ts'
import {
  batteryOf,
  heartCurve,
  measures,
  nightOf,
  respirationOf,
  spo2Of,
  stepsOf,
  stressCurve,
  stressTotals,
  weekOfResting,
} from './day-values.ts'
import { dotted, localS, ms } from './times.ts'
import { get, ofDay, ofRange, post, type DataRoute } from './visit.ts'
import { isLocalDate } from '@rc/domain'

const frame = (account: Account, day: PlannedDay) => ({
  userProfilePK: account.profileId,
  calendarDate: day.date,
  startTimestampGMT: dotted(day.startS),
  endTimestampGMT: dotted(day.endS),
  startTimestampLocal: dotted(localS(day.startS, day.timeZone)),
  endTimestampLocal: dotted(localS(day.endS - 1, day.timeZone) + 1),
})

function heartPage(account: Account, day: PlannedDay): Record<string, unknown> {
  const curve = heartCurve(account.history, day)
  const values = curve.flatMap(([, bpm]) => bpm ?? [])
  const gone = account.history.isOffloaded(day.date)
  return {
    ...frame(account, day),
    maxHeartRate: gone || values.length === 0 ? null : Math.max(...values),
    minHeartRate: gone || values.length === 0 ? null : Math.min(...values),
    restingHeartRate: nightOf(account.history, day)?.restingHrBpm ?? null,
    lastSevenDaysAvgRestingHeartRate: weekOfResting(account.history, day),
    heartRateValueDescriptors: gone
      ? null
      : [
          { key: 'timestamp', index: 0 },
          { key: 'heartrate', index: 1 },
        ],
    heartRateValues: gone ? null : curve.map(([timeS, bpm]) => [ms(timeS), bpm]),
  }
}

function stressPage(account: Account, day: PlannedDay): Record<string, unknown> | null {
  const curve = stressCurve(account.history, day)
  if (curve.length === 0) return null
  const totals = stressTotals(curve)
  const battery = batteryOf(account.history, day)
  const gone = account.history.isOffloaded(day.date)
  return {
    ...frame(account, day),
    maxStressLevel: totals?.max ?? -1,
    avgStressLevel: totals?.average ?? -1,
    stressChartValueOffset: 1,
    stressChartYAxisOrigin: -1,
    stressValueDescriptorsDTOList: [
      { key: 'timestamp', index: 0 },
      { key: 'stressLevel', index: 1 },
    ],
    stressValuesArray: gone ? [] : curve.map(([timeS, level]) => [ms(timeS), level]),
    bodyBatteryValueDescriptorsDTOList: [
      'timestamp',
      'bodyBatteryStatus',
      'bodyBatteryLevel',
      'bodyBatteryVersion',
    ].map((key, i) => ({ bodyBatteryValueDescriptorIndex: i, bodyBatteryValueDescriptorKey: key })),
    bodyBatteryValuesArray:
      gone || !battery
        ? []
        : curve.map(([timeS, level]) => [ms(timeS), level < 0 ? 'MODELED' : 'MEASURED', battery.levelAt(timeS), 2]),
  }
}

function batteryRow(account: Account, day: PlannedDay): Record<string, unknown> {
  const battery = batteryOf(account.history, day)
  const curve = stressCurve(account.history, day).filter((_, i) => i % 20 === 0)
  return {
    date: day.date,
    charged: battery?.charged ?? null,
    drained: battery?.drained ?? null,
    startTimestampGMT: dotted(day.startS),
    endTimestampGMT: dotted(day.endS),
    startTimestampLocal: dotted(localS(day.startS, day.timeZone)),
    endTimestampLocal: dotted(localS(day.endS - 1, day.timeZone) + 1),
    bodyBatteryValuesArray: battery ? curve.map(([timeS]) => [ms(timeS), battery.levelAt(timeS)]) : [],
    bodyBatteryValueDescriptorDTOList: ['timestamp', 'bodyBatteryLevel'].map((key, i) => ({
      bodyBatteryValueDescriptorIndex: i,
      bodyBatteryValueDescriptorKey: key,
    })),
  }
}

function respirationPage(account: Account, day: PlannedDay): Record<string, unknown> | null {
  if (!measures(day, 'respiration')) return null
  const breath = respirationOf(day)
  const night = nightOf(account.history, day)
  return {
    ...frame(account, day),
    lowestRespirationValue: breath.lowest,
    highestRespirationValue: breath.highest,
    avgWakingRespirationValue: breath.awake,
    avgSleepRespirationValue: night ? breath.asleep : null,
    respirationValueDescriptorsDTOList: [
      { key: 'timestamp', index: 0 },
      { key: 'respiration', index: 1 },
    ],
    respirationValuesArray: stressCurve(account.history, day)
      .filter((_, i) => i % 20 === 0)
      .map(([timeS, level]) => [ms(timeS), level < 0 ? -1 : breath.awake]),
    respirationVersion: 200,
  }
}

function spo2Page(account: Account, day: PlannedDay): Record<string, unknown> {
  const night = measures(day, 'spo2') ? nightOf(account.history, day) : null
  const oxygen = night && spo2Of(day)
  return {
    ...frame(account, day),
    averageSpO2: oxygen?.average ?? null,
    lowestSpO2: oxygen?.lowest ?? null,
    lastSevenDaysAvgSpO2: oxygen?.average ?? null,
    latestSpO2: oxygen?.average ?? null,
    avgSleepSpO2: oxygen?.average ?? null,
    spO2SingleValues: null,
    spO2HourlyAverages:
      night && oxygen
        ? Array.from({ length: 6 }, (_, i) => [ms(night.startS + 3600 * i), oxygen.average - (i % 2)])
        : null,
  }
}

const nullsOf = (account: Account, date: string, names: string[]) => ({
  userProfilePK: account.profileId,
  calendarDate: date,
  ...Object.fromEntries(names.map((name) => [name, null])),
})

export const intradayRoutes: DataRoute[] = [
  get('/wellness-service/wellness/dailyHeartRate/{displayName?}', (visit) =>
    ofDay(
      visit,
      visit.call.query.get('date'),
      (day) => heartPage(visit.account, day),
      (date) => nullsOf(visit.account, date, ['maxHeartRate', 'minHeartRate', 'restingHeartRate', 'heartRateValues']),
    ),
  ),
  get('/wellness-service/wellness/dailyStress/{date}', (visit, { date }) =>
    ofDay(visit, date, (day) => stressPage(visit.account, day), 'null'),
  ),
  get('/wellness-service/wellness/bodyBattery/reports/daily', (visit) => {
    const { query } = visit.call
    return ofRange(visit, { from: query.get('startDate'), to: query.get('endDate'), limit: 28 }, (days) =>
      json(days.map((day) => batteryRow(visit.account, day))),
    )
  }),
  get('/wellness-service/wellness/bodyBattery/events/{date}', (visit, { date }) =>
    ofDay(
      visit,
      date,
      (day) => {
        const night = nightOf(visit.account.history, day)
        const impact = batteryOf(visit.account.history, day)?.charged
        if (!night || impact === undefined) return null
        return [
          {
            event: {
              eventType: 'sleep',
              eventStartTimeGmt: dotted(night.startS),
              timezoneOffset: 1000 * (localS(night.startS, day.timeZone) - night.startS),
              durationInMilliseconds: ms(night.endS - night.startS),
              bodyBatteryImpact: impact,
            },
            averageStress: 15.5,
          },
        ]
      },
      'list',
    ),
  ),
  get('/wellness-service/wellness/daily/respiration/{date}', (visit, { date }) =>
    ofDay(
      visit,
      date,
      (day) => respirationPage(visit.account, day),
      (missing) => nullsOf(visit.account, missing, ['avgWakingRespirationValue', 'avgSleepRespirationValue']),
    ),
  ),
  ...['spo2', 'spo2acclimation'].map((name) =>
    get(`/wellness-service/wellness/daily/${name}/{date}`, (visit, { date }) =>
      ofDay(
        visit,
        date,
        (day) => spo2Page(visit.account, day),
        (missing) => nullsOf(visit.account, missing, ['averageSpO2', 'lowestSpO2', 'avgSleepSpO2']),
      ),
    ),
  ),
  get('/wellness-service/wellness/dailySummaryChart/{displayName?}', (visit) =>
    ofDay(
      visit,
      visit.call.query.get('date'),
      (day) =>
        Array.from({ length: Math.floor((day.endS - day.startS) / 900) }, (_, i) => ({
          startGMT: dotted(day.startS + 900 * i),
          endGMT: dotted(day.startS + 900 * (i + 1)),
          steps: i > 28 && i < 88 ? Math.round(stepsOf(visit.account.history, day) / 60) : 0,
          pushes: 0,
          primaryActivityLevel: i > 28 && i < 88 ? 'active' : 'sleeping',
          activityLevelConstant: true,
        })),
      'list',
    ),
  ),
  post('/wellness-service/wellness/epoch/request/{date}', ({ account }, { date }) =>
    isLocalDate(date ?? '')
      ? json({
          userProfilePk: account.profileId,
          calendarDate: date,
          status: account.history.reload(date!),
          source: 'USER',
        })
      : badRequest('Invalid date'),
  ),
]
