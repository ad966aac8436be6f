import type { PlannedDay } from '../../athlete/planned.ts'
import type { Account } from '../account.ts'
import { json } from '../http/answer.ts'
import {
  batteryOf,
  heartCurve,
  measures,
  nightOf,
  sleepOf,
  spo2Of,
  stepGoal,
  stepLengthM,
  stepsOf,
  stressCurve,
  stressTotals,
  weekOfResting,
} from './day-values.ts'
import { dotted, localS } from './times.ts'
import { get, ofDay, ofRange, round, type DataRoute, type Visit } from './visit.ts'

/** Numbers of one day from which the pages are made; null where nothing was measured. */
function valuesOf(account: Account, day: PlannedDay) {
  const { history } = account
  const heart = heartCurve(history, day).flatMap(([, bpm]) => bpm ?? [])
  const night = nightOf(history, day)
  const trainedS = day.activities
    .filter((activity) => activity.startTimeS < history.nowS())
    .reduce((sum, activity) => sum + activity.expectedS, 0)
  const load = day.activities.reduce((sum, activity) => sum + activity.load, 0)
  return {
    steps: stepsOf(history, day),
    minHr: heart.length > 0 ? Math.min(...heart) : null,
    maxHr: heart.length > 0 ? Math.max(...heart) : null,
    restingHr: night?.restingHrBpm ?? null,
    stress: stressTotals(stressCurve(history, day)),
    battery: batteryOf(history, day),
    asleepS: night ? sleepOf(day, night).asleepS : 0,
    trainedS,
    vigorousMin: Math.round((0.45 * trainedS) / 60),
    moderateMin: Math.round((0.55 * trainedS) / 60),
    activeKcal: Math.round(0.19 * trainedS + 0.035 * day.steps),
    floors: round(3 + (load % 11), 2),
  }
}

/** `usersummary/daily`: everything at a glance. */
function summaryPage(account: Account, day: PlannedDay): Record<string, unknown> {
  const values = valuesOf(account, day)
  const { stress, battery } = values
  const lengthS = day.endS - day.startS
  return {
    userProfileId: account.profileId,
    totalKilocalories: 1_680 + values.activeKcal,
    activeKilocalories: values.activeKcal,
    bmrKilocalories: 1_680,
    totalSteps: values.steps,
    totalDistanceMeters: Math.round(values.steps * stepLengthM),
    wellnessDistanceMeters: Math.round(values.steps * stepLengthM),
    calendarDate: day.date,
    dailyStepGoal: stepGoal,
    wellnessStartTimeGmt: dotted(day.startS),
    wellnessStartTimeLocal: dotted(localS(day.startS, day.timeZone)),
    wellnessEndTimeGmt: dotted(day.endS),
    wellnessEndTimeLocal: dotted(localS(day.endS - 1, day.timeZone) + 1),
    durationInMilliseconds: 1000 * lengthS,
    highlyActiveSeconds: Math.round(values.trainedS),
    activeSeconds: Math.round(0.6 * values.steps),
    sedentarySeconds: Math.max(0, Math.round(lengthS - values.asleepS - values.trainedS - 0.6 * values.steps)),
    sleepingSeconds: values.asleepS,
    includesWellnessData: true,
    includesActivityData: day.activities.length > 0,
    privacyProtected: false,
    moderateIntensityMinutes: values.moderateMin,
    vigorousIntensityMinutes: values.vigorousMin,
    intensityMinutesGoal: 150,
    floorsAscended: values.floors,
    floorsAscendedInMeters: round(3.048 * values.floors, 2),
    minHeartRate: values.minHr,
    maxHeartRate: values.maxHr,
    restingHeartRate: values.restingHr,
    lastSevenDaysAvgRestingHeartRate: weekOfResting(account.history, day),
    source: 'GARMIN',
    averageStressLevel: stress?.average ?? -1,
    maxStressLevel: stress?.max ?? -1,
    stressDuration: stress ? stress.lowS + stress.mediumS + stress.highS : null,
    restStressDuration: stress?.restS ?? null,
    activityStressDuration: stress?.activityS ?? null,
    uncategorizedStressDuration: stress?.unmeasuredS ?? null,
    lowStressDuration: stress?.lowS ?? null,
    mediumStressDuration: stress?.mediumS ?? null,
    highStressDuration: stress?.highS ?? null,
    bodyBatteryChargedValue: battery?.charged ?? null,
    bodyBatteryDrainedValue: battery?.drained ?? null,
    bodyBatteryHighestValue: battery?.highest ?? null,
    bodyBatteryLowestValue: battery?.lowest ?? null,
    bodyBatteryMostRecentValue: battery?.levelAt(Math.min(day.endS - 1, account.history.nowS())) ?? null,
    averageSpo2: measures(day, 'spo2') && values.restingHr !== null ? spo2Of(day).average : null,
    lowestSpo2: measures(day, 'spo2') && values.restingHr !== null ? spo2Of(day).lowest : null,
  }
}

/** The same page of a day nobody wore anything, or of somebody else. */
const emptySummary = (account: Account, date: string, isForeign: boolean): Record<string, unknown> => ({
  userProfileId: isForeign ? null : account.profileId,
  totalKilocalories: null,
  activeKilocalories: null,
  totalSteps: null,
  totalDistanceMeters: null,
  calendarDate: date,
  includesWellnessData: false,
  includesActivityData: false,
  privacyProtected: isForeign,
  minHeartRate: null,
  maxHeartRate: null,
  restingHeartRate: null,
  lastSevenDaysAvgRestingHeartRate: null,
  averageStressLevel: null,
  bodyBatteryChargedValue: null,
  averageSpo2: null,
})

/** Another name in the path shows an empty page instead of an error. */
function daySummary(visit: Visit, displayName: string | undefined) {
  const { account, call } = visit
  const date = call.query.get('calendarDate')
  if (displayName !== undefined && displayName !== account.displayName)
    return json(emptySummary(account, date ?? '', true))
  return ofDay(
    visit,
    date,
    (day) => summaryPage(account, day),
    (missing) => emptySummary(account, missing, false),
  )
}

/** A row of the v2 summaries, whose names are others and lie deeper. */
function summaryV2(account: Account, day: PlannedDay, lowestAsResting: boolean): Record<string, unknown> {
  const values = valuesOf(account, day)
  return {
    calendarDate: day.date,
    heartRate: {
      minValue: values.minHr,
      maxValue: values.maxHr,
      restingValue: lowestAsResting ? values.minHr : values.restingHr,
    },
    movement: {
      steps: { value: values.steps, goal: stepGoal },
      distance: { value: Math.round(values.steps * stepLengthM) },
      intensityMinutes: { moderate: values.moderateMin, vigorous: values.vigorousMin },
      floors: { ascended: values.floors },
    },
    calories: { total: 1_680 + values.activeKcal, active: values.activeKcal, bmr: 1_680 },
    stress: { avgLevel: values.stress?.average ?? null, maxLevel: values.stress?.max ?? null },
    bodyBattery: {
      minValue: values.battery?.lowest ?? null,
      maxValue: values.battery?.highest ?? null,
      chargedValue: values.battery?.charged ?? null,
      drainedValue: values.battery?.drained ?? null,
    },
    hydration: { valueInML: null, goalInML: 2_600 },
  }
}

const stepsRow = (account: Account, day: PlannedDay) => {
  const totalSteps = stepsOf(account.history, day)
  return { calendarDate: day.date, totalSteps, totalDistance: Math.round(totalSteps * stepLengthM), stepGoal }
}

function stressRow(account: Account, day: PlannedDay) {
  const totals = stressTotals(stressCurve(account.history, day))
  if (!totals) return []
  return [
    {
      calendarDate: day.date,
      values: {
        overallStressLevel: totals.average,
        restStressDuration: totals.restS,
        lowStressDuration: totals.lowS,
        mediumStressDuration: totals.mediumS,
        highStressDuration: totals.highS,
      },
    },
  ]
}

export const dailyRoutes: DataRoute[] = [
  get('/usersummary-service/usersummary/daily/{displayName?}', (visit, { displayName }) =>
    daySummary(visit, displayName),
  ),
  get('/usersummary-service/usersummary/v2/dailysummaries', (visit) => {
    const { account, call } = visit
    const [from, to] = [call.query.get('startDate'), call.query.get('endDate')]
    const fallback = account.faults.strike('data', { on: 'api', url: call.path }, ['summary_fallback']) !== null
    return ofRange(visit, { from, to, limit: 365 }, (days) =>
      json({ data: days.map((day) => summaryV2(account, day, fallback)) }),
    )
  }),
  get('/usersummary-service/stats/steps/daily/{from}/{to}', (visit, { from, to }) =>
    ofRange(visit, { from, to, limit: 28 }, (days) => json(days.map((day) => stepsRow(visit.account, day)))),
  ),
  get('/usersummary-service/stats/stress/daily/{from}/{to}', (visit, { from, to }) =>
    ofRange(visit, { from, to, limit: 28 }, (days) => json(days.flatMap((day) => stressRow(visit.account, day)))),
  ),
  get('/usersummary-service/stats/im/daily/{from}/{to}', (visit, { from, to }) =>
    ofRange(visit, { from, to, limit: 28 }, (days) =>
      json(
        days.map((day) => {
          const { moderateMin, vigorousMin } = valuesOf(visit.account, day)
          return { calendarDate: day.date, weeklyGoal: 150, moderateValue: moderateMin, vigorousValue: vigorousMin }
        }),
      ),
    ),
  ),
  // Only days with an entry are listed, and this athlete writes none.
  get('/usersummary-service/stats/hydration/daily/{from}/{to}', (visit, { from, to }) =>
    ofRange(visit, { from, to, limit: 31 }, () => json([])),
  ),
  get('/userstats-service/wellness/daily/{displayName?}', (visit) => {
    const { account, call } = visit
    const [from, to] = [call.query.get('fromDate'), call.query.get('untilDate')]
    return ofRange(visit, { from, to, limit: 366 }, (days) =>
      json({
        userProfileId: account.profileId,
        statisticsStartDate: from,
        statisticsEndDate: to,
        allMetrics: { metricsMap: metricsMap(account, days, call.query.get('metricId')) },
        groupedMetrics: null,
      }),
    )
  }),
]

function metricsMap(account: Account, days: PlannedDay[], metric: string | null): Record<string, unknown> {
  const values = (of: (day: PlannedDay) => number | null) =>
    days.flatMap((day) => {
      const value = of(day)
      return value === null ? [] : [{ value, calendarDate: day.date }]
    })
  if (metric === '60')
    return { WELLNESS_RESTING_HEART_RATE: values((day) => nightOf(account.history, day)?.restingHrBpm ?? null) }
  if (metric === '22') return { WELLNESS_ACTIVE_CALORIES: values((day) => valuesOf(account, day).activeKcal) }
  return {}
}
