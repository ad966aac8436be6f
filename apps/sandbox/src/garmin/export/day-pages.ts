import type { PlannedDay } from '../../athlete/planned.ts'
import type { Account } from '../account.ts'
import {
  batteryOf,
  heartCurve,
  measures,
  nightOf,
  respirationOf,
  sleepOf,
  spo2Of,
  stepLengthM,
  stepsOf,
  stressCurve,
  stressTotals,
} from '../data/day-values.ts'
import { estimatesVo2Max, predictionsOf, readinessRows } from '../data/performance.ts'
import { dotted, ms } from '../data/times.ts'
import { weighings } from '../data/weight.ts'

/** One file of the export about a stretch of days. */
export interface DayFile {
  /** Below `DI_CONNECT/`; `{from}`, `{to}` and `{id}` are filled in. */
  name: string
  row: (account: Account, day: PlannedDay) => unknown[]
}

function aggregate(account: Account, day: PlannedDay): unknown[] {
  const { history } = account
  const heart = heartCurve(history, day).flatMap(([, bpm]) => bpm ?? [])
  const stress = stressTotals(stressCurve(history, day))
  const battery = batteryOf(history, day)
  const steps = stepsOf(history, day)
  const resting = nightOf(history, day)?.restingHrBpm
  return [
    {
      userProfilePK: account.profileId,
      calendarDate: day.date,
      totalSteps: steps,
      totalDistanceMeters: Math.round(steps * stepLengthM),
      minHeartRate: heart.length > 0 ? Math.min(...heart) : undefined,
      maxHeartRate: heart.length > 0 ? Math.max(...heart) : undefined,
      restingHeartRate: resting,
      // So far on that day: not the day's value.
      currentDayRestingHeartRate: resting === undefined ? undefined : resting + 3,
      wellnessStartTimeGmt: dotted(day.startS),
      wellnessEndTimeGmt: dotted(day.endS),
      allDayStress: {
        aggregatorList: [
          { type: 'TOTAL', averageStressLevel: stress?.average ?? -1, maxStressLevel: stress?.max ?? -1 },
          { type: 'ASLEEP', averageStressLevel: -2, maxStressLevel: -2 },
        ],
      },
      ...(battery && {
        bodyBattery: {
          chargedValue: battery.charged,
          drainedValue: battery.drained,
          bodyBatteryStatList: [
            { bodyBatteryStatType: 'HIGHEST', statsValue: battery.highest },
            { bodyBatteryStatType: 'LOWEST', statsValue: battery.lowest },
          ],
        },
      }),
    },
  ]
}

/** Filed under the day of waking; nights the watch made up itself are in it, too. */
function sleep(account: Account, day: PlannedDay): unknown[] {
  const night = nightOf(account.history, day)
  if (!night) return [{ calendarDate: day.date, sleepWindowConfirmationType: 'OFF_WRIST', retro: false }]
  const slept = sleepOf(day, night)
  return [
    {
      calendarDate: day.date,
      sleepStartTimestampGMT: dotted(night.startS),
      sleepEndTimestampGMT: dotted(night.endS),
      sleepWindowConfirmationType: 'ENHANCED_CONFIRMED_FINAL',
      deepSleepSeconds: slept.deepS,
      lightSleepSeconds: slept.lightS,
      remSleepSeconds: slept.remS,
      awakeSleepSeconds: slept.awakeS,
      unmeasurableSeconds: 0,
      awakeCount: slept.awakeCount,
      averageRespiration: measures(day, 'respiration') ? respirationOf(day).asleep : undefined,
      sleepScores: { overallScore: slept.score },
      ...(measures(day, 'spo2') && {
        spo2SleepSummary: { averageSPO2: spo2Of(day).average, lowestSPO2: spo2Of(day).lowest },
      }),
      retro: false,
    },
  ]
}

/** The only place with HRV; 0 and `UNKNOWN` stand for "not measured". */
function healthStatus(account: Account, day: PlannedDay): unknown[] {
  const night = nightOf(account.history, day)
  if (day.date < '2022-04-01') return []
  const metric = (type: string, value: number | null | undefined, band?: { lower: number; upper: number } | null) => ({
    type,
    value: value ?? 0,
    status: value === null || value === undefined ? 'UNKNOWN' : 'IN_RANGE',
    ...(band && { baselineLowerLimit: Math.round(band.lower), baselineUpperLimit: Math.round(band.upper) }),
  })
  return [
    {
      userProfilePK: account.profileId,
      calendarDate: day.date,
      metrics: [
        metric('HRV', night && Math.round(night.rmssdMs), night?.baselineMs),
        metric('HR', night?.restingHrBpm),
        metric('SPO2', night && spo2Of(day).average),
        metric('RESPIRATION', night && respirationOf(day).asleep),
        metric('SKIN_TEMP_C', null),
      ],
    },
  ]
}

/** What is measured on a scale, grams. */
const biometrics = (account: Account, day: PlannedDay): unknown[] =>
  weighings(account.history, day).map(({ weight, timestampGMT, sourceType }) => ({
    metaData: { userProfilePK: account.profileId, calendarDate: dotted(day.startS) },
    weight: { weight, sourceType, timestampGMT: dotted(Number(timestampGMT) / 1000) },
  }))

/** Days as instants, as only some of the files of metrics have them. */
const dayMs = (day: PlannedDay) => Date.parse(day.date)

export const dayFiles: DayFile[] = [
  { name: 'DI-Connect-Aggregator/UDSFile_{from}_{to}.json', row: aggregate },
  { name: 'DI-Connect-Wellness/{from}_{to}_{id}_sleepData.json', row: sleep },
  { name: 'DI-Connect-Wellness/{from}_{to}_{id}_healthStatusData.json', row: healthStatus },
  { name: 'DI-Connect-Wellness/{from}_{to}_{id}_userBioMetrics.json', row: biometrics },
  { name: 'DI-Connect-Metrics/TrainingReadinessDTO_{from}_{to}_{id}.json', row: readinessRows },
  {
    name: 'DI-Connect-Metrics/MetricsMaxMetData_{from}_{to}_{id}.json',
    row: (account, day) =>
      estimatesVo2Max(account, day)
        ? [
            {
              calendarDate: day.date,
              sport: 'RUNNING',
              vo2MaxValue: Math.round(day.body.vo2Max * 10) / 10,
              maxMet: day.body.vo2Max / 3.5,
            },
          ]
        : [],
  },
  {
    name: 'DI-Connect-Metrics/RunRacePredictions_{from}_{to}_{id}.json',
    row: (account, day) => {
      const { time5K, time10K, timeHalfMarathon, timeMarathon } = predictionsOf(account, day)
      return [
        {
          calendarDate: day.date,
          raceTime5K: time5K,
          raceTime10K: time10K,
          raceTimeHalf: timeHalfMarathon,
          raceTimeMarathon: timeMarathon,
        },
      ]
    },
  },
  {
    name: 'DI-Connect-Metrics/MetricsAcuteTrainingLoad_{from}_{to}_{id}.json',
    row: (account, day) => [
      {
        userProfilePK: account.profileId,
        calendarDate: dayMs(day),
        timestamp: ms(day.endS - 60),
        dailyTrainingLoadAcute: Math.round(day.activities.reduce((sum, activity) => sum + activity.load, 0)),
        hrvWeeklyAverage: nightOf(account.history, day)?.weeklyRmssdMs ? undefined : 511,
      },
    ],
  },
]
