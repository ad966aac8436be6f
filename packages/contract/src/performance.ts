import { confidences, sports } from '@rc/domain'
import { z } from 'zod'
import { dayRange, json, localDate, route } from './route.ts'

const maybe = z.number().nullable()
const column = z.array(maybe)
/** TSS-like load or TRIMP; they are never mixed. */
const kind = z.enum(['load', 'trimp']).default('load')
const family = z.enum(['run', 'bike', 'swim'])

/** Columns of equal length, one entry per day from `from` on. */
export const FormCurves = z
  .object({
    from: localDate,
    load: column,
    ctl: column,
    atl: column,
    /** Form on waking; it reaches one day further than the rest. */
    tsb: column,
    ramp7: column,
    /** Days with an activity of unknown load. */
    incomplete: z.array(localDate),
    /** Gone on from today with the planned loads; empty without an approved plan, and for TRIMP. */
    future: z.array(z.object({ localDate, load: z.number(), ctl: z.number(), atl: z.number(), tsb: z.number() })),
    /** Below 42 days the curves are still being formed. */
    historyDays: z.int(),
  })
  .meta({ id: 'FormCurves' })
export type FormCurves = z.infer<typeof FormCurves>

export const getForm = route({
  method: 'get',
  path: '/performance/form',
  request: { query: dayRange.extend({ kind }) },
  responses: { 200: json(FormCurves) },
})

export const LoadChange = z
  .object({
    from: localDate,
    acwrUncoupled: column,
    acwrCoupled: column,
    acwrEwma: column,
    monotony: column,
    strain: column,
    /** 90th percentile of the athlete's own strain of a year; null below 28 values. */
    strainP90: maybe,
    /** Acute:chronic of distance-equivalent and of TRIMP, runs only, and how far they have moved apart. Experimental. */
    runExternalAcwr: column,
    runInternalAcwr: column,
    runDivergence: column,
  })
  .meta({ id: 'LoadChange', description: 'A plain description of change: no zones, no prediction of injury' })
export type LoadChange = z.infer<typeof LoadChange>

export const getLoadChange = route({
  method: 'get',
  path: '/performance/load-change',
  request: { query: dayRange.extend({ kind }) },
  responses: { 200: json(LoadChange) },
})

const season = z.union([z.literal('all'), z.literal('90d'), z.string().regex(/^\d{4}$/)])

export const CurvePoint = z
  .object({ durationS: z.number(), value: z.number(), activityId: z.int(), localDate })
  .meta({ id: 'CurvePoint' })

export const getMeanMax = route({
  method: 'get',
  path: '/performance/mean-max',
  summary: 'Highest mean power or heart rate over each duration, of all time, of 90 days and of each year',
  request: { query: z.object({ family: z.enum(['run', 'bike']), of: z.enum(['power', 'hr']) }) },
  responses: {
    200: json(z.object({ unit: z.string(), curves: z.array(z.object({ season, points: z.array(CurvePoint) })) })),
  },
})

const mark = z.object({ timeS: z.number(), activityId: z.int(), localDate, startS: z.number() })

export const BestEffort = z
  .object({
    distanceM: z.number(),
    /** Fastest of all time, of 90 days and of each year; paces follow from distance and time. */
    seasons: z.array(z.object({ season, best: mark })),
    /** What a vendor takes to be the record of all time: its own figure, by its own rules; null: not said. */
    vendor: z.object({ timeS: z.number(), localDate: localDate.nullable() }).nullable(),
  })
  .meta({ id: 'BestEffort' })

export const getRecords = route({
  method: 'get',
  path: '/performance/records',
  summary: 'Best efforts over the distances of a sport; pauses count, doubtful tracks do not',
  request: { query: z.object({ family }) },
  responses: { 200: json(z.object({ efforts: z.array(BestEffort) })) },
})

const effort = z.object({ distanceM: z.number(), timeS: z.number(), activityId: z.int(), localDate })

export const RunPerformance = z
  .object({
    /** From the best effort of 90 days (else of a year), lowered for a break; an estimate unless it was a race. */
    vdot: z
      .object({ value: z.number(), beforeBreak: z.number(), daysOff: z.int(), effort, confidence: z.enum(confidences) })
      .nullable(),
    /** s/km. */
    paces: z
      .object({
        easySlow: z.number(),
        easyFast: z.number(),
        marathon: z.number(),
        threshold: z.number(),
        interval: z.number(),
        repetition: z.number(),
      })
      .nullable(),
    /** Always a range; distances more than four times as far are left out. */
    predictions: z.array(z.object({ distanceM: z.number(), fastS: z.number(), slowS: z.number(), from: effort })),
    /** Riegel's exponent: the athlete's own of two efforts within half a year, else 1.06. */
    exponent: z.object({ value: z.number(), isPersonal: z.boolean() }),
  })
  .meta({ id: 'RunPerformance' })
export type RunPerformance = z.infer<typeof RunPerformance>

export const getRunPerformance = route({
  method: 'get',
  path: '/performance/run',
  summary: 'VDOT, training paces and expected race times',
  responses: { 200: json(RunPerformance) },
})

export const CriticalFit = z
  .object({
    family,
    /** m/s or W. */
    value: maybe,
    /** D′ in m, W′ in J. */
    reserve: maybe,
    /** Standard error; null for two efforts. */
    standardError: maybe,
    efforts: z.array(z.object({ timeS: z.number(), amount: z.number(), activityId: z.int(), localDate })),
    confidence: z.enum(confidences),
    missing: z.array(z.string()),
  })
  .meta({ id: 'CriticalFit' })
export type CriticalFit = z.infer<typeof CriticalFit>

export const getCritical = route({
  method: 'get',
  path: '/performance/critical',
  summary: 'Critical speed and power from the training bests of 90 days',
  responses: { 200: json(z.object({ fits: z.array(CriticalFit) })) },
})

export const getEfficiency = route({
  method: 'get',
  path: '/performance/efficiency',
  summary: 'Efficiency factor and decoupling of steady sessions',
  request: { query: dayRange.extend({ family: z.enum(['run', 'bike']).default('run') }) },
  responses: {
    200: json(
      z.object({
        points: z.array(
          z.object({
            activityId: z.int(),
            localDate,
            sport: z.enum(sports),
            efficiencyFactor: maybe,
            decouplingPct: maybe,
            /** heat, grade_change, intervals: no verdict then. */
            disturbed: z.array(z.string()),
            confidence: z.enum(confidences),
          }),
        ),
        /** Theil–Sen slope of the efficiency factor in 30 days, and the later half against the earlier. */
        trend: z.object({
          label: z.enum(['up', 'down', 'stable', 'insufficient']),
          changePct: maybe,
          slopePer30Days: maybe,
        }),
      }),
    ),
  },
})

export const YearDays = z
  .object({
    from: localDate,
    to: localDate,
    /** The first day of all with an activity; those before it were no rest. Null without any. */
    firstDate: localDate.nullable(),
    /** Stretches of days since `from` that something speaks of; without an activity such a day was for rest, any other is unknown. */
    known: z.array(z.tuple([z.int(), z.int()])),
    /** Columns of one entry per day on which the sport was done, ascending. */
    sports: z.array(
      z.object({
        sport: z.enum(sports),
        /** Days since `from`. */
        day: z.array(z.int()),
        activities: z.array(z.int()),
        timerS: column,
        distanceM: column,
        ascentM: column,
        load: column,
        /** Activities of the day whose load could not be computed. */
        withoutLoad: z.array(z.int()),
      }),
    ),
  })
  .meta({ id: 'YearDays' })
export type YearDays = z.infer<typeof YearDays>

export const getYearDays = route({
  method: 'get',
  path: '/performance/days',
  summary: 'What was done on each day of many years, sport by sport; duplicates do not count',
  request: { query: dayRange },
  responses: { 200: json(YearDays) },
})

const distribution = z.object({
  /** Easy, moderate, hard; by heart rate. */
  seconds: z.tuple([z.number(), z.number(), z.number()]),
  polarizationIndex: maybe,
  kind: z.enum(['polarized', 'pyramidal', 'threshold', 'unclassified']).nullable(),
})

export const getDistribution = route({
  method: 'get',
  path: '/performance/distribution',
  summary: 'How training time is spread over three zones: the last days together, and week by week',
  request: {
    query: z.object({
      family: z.enum(['run', 'bike', 'swim', 'all']).default('all'),
      days: z.coerce.number().int().min(7).max(365).default(28),
      weeks: z.coerce.number().int().min(1).max(530).default(26),
    }),
  },
  responses: {
    200: json(
      z.object({
        total: distribution,
        /** Timer seconds of those days without a heart rate. */
        missingS: z.number(),
        weeks: z.array(z.object({ monday: localDate, ...distribution.shape })),
      }),
    ),
  },
})
