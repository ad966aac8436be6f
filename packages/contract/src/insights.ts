import { confidences, sports } from '@rc/domain'
import { z } from 'zod'
import { ActivitySummary } from './activities.ts'
import { dayRange, instant, json, localDate, route } from './route.ts'

const maybe = z.number().nullable()

export const WeekTotals = z
  .object({
    monday: localDate,
    activities: z.int(),
    timerS: z.number(),
    distanceM: z.number(),
    load: z.number(),
    /** Activities of the week whose load could not be computed: the total is then too low. */
    withoutLoad: z.int(),
    bySport: z.array(
      z.object({
        sport: z.enum(sports),
        activities: z.int(),
        timerS: z.number(),
        distanceM: z.number(),
        load: z.number(),
      }),
    ),
  })
  .meta({ id: 'WeekTotals' })
export type WeekTotals = z.infer<typeof WeekTotals>

export const DailyPoint = z
  .object({ localDate, value: maybe, coverage: maybe, confidence: z.enum(confidences), missing: z.array(z.string()) })
  .meta({ id: 'DailyPoint' })

export const DailySeries = z
  .object({ metricId: z.string(), version: z.int(), unit: z.string(), method: z.string(), points: z.array(DailyPoint) })
  .meta({ id: 'DailySeries' })
export type DailySeries = z.infer<typeof DailySeries>

export const DashboardSummary = z
  .object({
    today: localDate,
    thisWeek: WeekTotals,
    /** The whole week before; `lastWeekSoFar` stops at the same weekday as today. */
    lastWeek: WeekTotals,
    lastWeekSoFar: WeekTotals,
    /** Load, ctl, atl, tsb of the last 90 closed days. */
    form: z.array(DailySeries),
    /** Days since the first activity: below 42 the curves are still being formed. */
    historyDays: z.int(),
    latest: z.array(ActivitySummary),
    /** Threshold kinds without which some loads could not be computed. */
    missingThresholds: z.array(z.string()),
    undatedActivities: z.int(),
    lastImportAt: instant.nullable(),
  })
  .meta({ id: 'DashboardSummary' })
export type DashboardSummary = z.infer<typeof DashboardSummary>

export const getDashboard = route({
  method: 'get',
  path: '/dashboard/summary',
  responses: { 200: json(DashboardSummary) },
})

export const getDailyMetrics = route({
  method: 'get',
  path: '/metrics',
  request: { query: dayRange.extend({ ids: z.string().max(400).meta({ description: 'Comma separated metric ids' }) }) },
  responses: { 200: json(z.object({ series: z.array(DailySeries) })) },
})

export const getTrends = route({
  method: 'get',
  path: '/trends',
  summary: 'Week by week, empty weeks included',
  request: { query: z.object({ weeks: z.coerce.number().int().min(1).max(530).default(26) }) },
  responses: { 200: json(z.object({ weeks: z.array(WeekTotals) })) },
})

export const CalendarDay = z
  .object({
    localDate,
    load: maybe,
    activities: z.array(
      ActivitySummary.pick({ id: true, sport: true, name: true, timerS: true, distanceM: true, load: true }),
    ),
  })
  .meta({ id: 'CalendarDay' })

export const getCalendar = route({
  method: 'get',
  path: '/calendar',
  request: { query: dayRange },
  responses: { 200: json(z.object({ days: z.array(CalendarDay) })) },
})

export const getHeartRate = route({
  method: 'get',
  path: '/hr',
  summary: 'All-day heart rate of one day, by seconds since that day began',
  request: { query: z.object({ date: localDate }) },
  responses: { 200: json(z.object({ date: localDate, timeS: z.array(z.number()), bpm: z.array(z.number()) })) },
})

export const SleepNight = z
  .object({
    wakeDate: localDate,
    vendor: z.string(),
    startedAt: instant.nullable(),
    endedAt: instant.nullable(),
    asleepS: maybe,
    awakeS: maybe,
    lightS: maybe,
    deepS: maybe,
    remS: maybe,
    efficiencyPct: maybe,
    score: maybe,
    stages: z.array(z.object({ startS: z.number(), stage: z.int() })),
  })
  .meta({ id: 'SleepNight' })

export const getSleep = route({
  method: 'get',
  path: '/sleep',
  request: { query: dayRange },
  responses: { 200: json(z.object({ nights: z.array(SleepNight) })) },
})
