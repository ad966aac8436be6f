import { z } from 'zod'
import { dayRange, json, localDate, route } from './route.ts'

const maybe = z.number().nullable()

export const ReadinessDriver = z
  .object({ id: z.enum(['hrv', 'rhr', 'sleep']), /** Signed: what it adds to or takes from 70. */ points: z.number() })
  .meta({ id: 'ReadinessDriver' })

export const ReadinessDay = z
  .object({
    localDate,
    /** 0–100; null below a confidence of 0.4. */
    score: maybe,
    band: z.enum(['high', 'normal', 'reduced', 'low']).nullable(),
    confidence: z.number(),
    /** What moved it most comes first. */
    drivers: z.array(ReadinessDriver),
    /** Something of last night has not arrived. */
    isStale: z.boolean(),
  })
  .meta({ id: 'ReadinessDay' })
export type ReadinessDay = z.infer<typeof ReadinessDay>

/** What makes two HRV values comparable; another vendor or statistic is another calibration. */
export const HrvSource = z
  .object({ vendor: z.string(), statistic: z.string(), window: z.string() })
  .meta({ id: 'HrvSource' })

const hrvStatus = z.enum(['below', 'within', 'above', 'calibrating', 'no_data'])

export const HrvDay = z
  .object({
    localDate,
    valueMs: maybe,
    /** 7-day mean and the athlete's range (60 days before, ± 0.5 SD of the logarithm), turned back into ms. */
    mean7Ms: maybe,
    lowerMs: maybe,
    upperMs: maybe,
    status: hrvStatus,
  })
  .meta({ id: 'HrvDay' })
export type HrvDay = z.infer<typeof HrvDay>

export const RestingHrDay = z
  .object({ localDate, bpm: maybe, mean60Bpm: maybe, sd60Bpm: maybe, z: maybe, isRaised: z.boolean().nullable() })
  .meta({ id: 'RestingHrDay' })
export type RestingHrDay = z.infer<typeof RestingHrDay>

export const SleepSummaryNight = z
  .object({
    wakeDate: localDate,
    vendor: z.string(),
    asleepS: maybe,
    inBedS: maybe,
    lightS: maybe,
    napS: maybe,
    deepS: maybe,
    remS: maybe,
    awakeS: maybe,
    efficiencyPct: maybe,
    /** The device's own score. */
    score: maybe,
  })
  .meta({ id: 'SleepSummaryNight' })

export const SleepDay = z
  .object({ localDate, debtH: maybe, average14H: maybe })
  .meta({ id: 'SleepDay', description: 'Of the 14 nights up to this day; null below ten known nights' })

export const ReadinessToday = z
  .object({
    ...ReadinessDay.shape,
    /** `hrv_7_day`: last night's HRV is missing and the week stands in. */
    fallback: z.enum(['none', 'hrv_7_day']),
    /** The newest day of each input; null: none within 61 days. */
    newest: z.object({ hrv: localDate.nullable(), restingHr: localDate.nullable(), sleep: localDate.nullable() }),
    hrvSource: HrvSource.nullable(),
    hrv: z.object({ ...HrvDay.shape, n7: z.int(), n60: z.int() }),
    restingHr: RestingHrDay,
    sleep: z.object({ hours: maybe, needH: z.number(), efficiencyPct: maybe, debtH: maybe, average14H: maybe }),
  })
  .meta({ id: 'ReadinessToday' })
export type ReadinessToday = z.infer<typeof ReadinessToday>

export const getReadinessToday = route({
  method: 'get',
  path: '/readiness/today',
  summary: 'The score of this morning from whatever has arrived',
  responses: { 200: json(ReadinessToday) },
})

export const getReadiness = route({
  method: 'get',
  path: '/readiness',
  request: { query: dayRange },
  responses: { 200: json(z.object({ days: z.array(ReadinessDay) })) },
})

export const getHrv = route({
  method: 'get',
  path: '/hrv',
  summary: 'HRV of the source that speaks now, with its range. Vendors and statistics are never mixed',
  request: { query: dayRange },
  responses: {
    200: json(z.object({ source: HrvSource.nullable(), others: z.array(HrvSource), days: z.array(HrvDay) })),
  },
})

export const getRestingHr = route({
  method: 'get',
  path: '/resting-hr',
  request: { query: dayRange },
  responses: { 200: json(z.object({ days: z.array(RestingHrDay) })) },
})

export const getSleepSummary = route({
  method: 'get',
  path: '/sleep/summary',
  summary: 'Each night in sums, debt and 14-night mean of each day. The stages of a night are in /sleep',
  request: { query: dayRange },
  responses: {
    200: json(z.object({ needH: z.number(), nights: z.array(SleepSummaryNight), days: z.array(SleepDay) })),
  },
})

export const getWeight = route({
  method: 'get',
  path: '/weight',
  request: { query: dayRange },
  responses: {
    200: json(
      z.object({
        days: z.array(z.object({ localDate, massKg: z.number(), source: z.enum(['journal', 'device']) })),
      }),
    ),
  },
})
