import { sports } from '@rc/domain'
import { z } from 'zod'
import { dayRange, idParam, json, localDate, route } from './route.ts'

const maybe = z.number().nullable()

export const SwimSession = z
  .object({
    activityId: z.int(),
    localDate,
    sport: z.enum(sports),
    poolLengthM: maybe,
    distanceM: maybe,
    /** Rest at the wall left out. */
    swimS: maybe,
    restS: maybe,
    paceSPer100M: maybe,
    swolf: maybe,
    distancePerStrokeM: maybe,
    strokeRatePerMin: maybe,
    /** m²/s per stroke as the device counts them. */
    strokeIndex: maybe,
    fadePct: maybe,
    /** Coefficient of variation of pace, %, and its points of 25. */
    cvPct: maybe,
    tier: z.int().nullable(),
    setType: z.enum(['continuous', 'intervals', 'drill']).nullable(),
    load: maybe,
  })
  .meta({ id: 'SwimSession' })
export type SwimSession = z.infer<typeof SwimSession>

const trend = z.object({
  label: z.enum(['faster', 'slower', 'stable', 'insufficient']),
  changePct: maybe,
  n: z.int(),
  slopeSPer30Days: maybe,
})

export const getSwimSummary = route({
  method: 'get',
  path: '/swim',
  summary: 'Critical swim speed and the sessions of a time',
  request: { query: dayRange },
  responses: {
    200: json(
      z.object({
        css: z
          .object({
            mps: z.number(),
            paceSPer100M: z.number(),
            /** The dated threshold in force, else what the data suggests. */
            source: z.enum(['athlete', 'suggested', 'suggestion']),
            validFrom: localDate.nullable(),
          })
          .nullable(),
        sessions: z.array(SwimSession),
        /** Of the newest session against those like it. */
        trend,
      }),
    ),
  },
})

export const SwimInterval = z
  .object({
    startS: z.number(),
    distanceM: z.number(),
    timeS: z.number(),
    paceSPer100M: z.number(),
    swolf: maybe,
    restAfterS: maybe,
    /** Dominant stroke of its lengths. */
    stroke: z.string().nullable(),
  })
  .meta({ id: 'SwimInterval' })

export const getSwimSession = route({
  method: 'get',
  path: '/activities/{id}/swim',
  summary: 'Intervals, fade and like sessions of one swim',
  request: { params: idParam },
  responses: {
    200: json(
      z.object({
        session: SwimSession,
        intervals: z.array(SwimInterval),
        lengths: z.array(
          z.object({
            startS: z.number(),
            timeS: z.number(),
            stroke: z.string().nullable(),
            strokes: z.int().nullable(),
            paceSPer100M: z.number(),
            swolf: maybe,
          }),
        ),
        /** The repeats that fade was judged on; null below three alike. */
        repeats: z
          .object({ distanceM: z.number(), stroke: z.string().nullable(), paces: z.array(z.number()) })
          .nullable(),
        alike: z.object({ trend, sessions: z.array(SwimSession) }),
      }),
    ),
  },
})
