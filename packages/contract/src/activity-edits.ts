import { sensors, sports } from '@rc/domain'
import { z } from 'zod'
import { ActivityDetail, ActivityTag } from './activities.ts'
import { idParam, instant, jobStarted, json, noContent, route } from './route.ts'

/** Since the start of the activity as it is shown. */
const seconds = z.number().min(0).max(2_000_000)

const EditRequest = z
  .discriminatedUnion('op', [
    z.object({ op: z.literal('sport'), sport: z.enum(sports) }),
    z.object({ op: z.literal('trim'), fromS: seconds, toS: seconds }),
    z.object({
      op: z.literal('silence'),
      sensor: z.enum(sensors),
      /** Null: from the first sample on, to the last. */
      fromS: seconds.nullable(),
      toS: seconds.nullable(),
    }),
    z.object({ op: z.literal('split'), atS: seconds }),
    z.object({ op: z.literal('merge'), activityId: z.int().positive() }),
  ])
  .meta({ id: 'EditRequest' })
export type EditRequest = z.infer<typeof EditRequest>

export const EditView = z
  .object({
    id: z.int(),
    op: z.enum(['sport', 'trim', 'silence', 'split', 'merge']),
    fromAt: instant.nullable(),
    toAt: instant.nullable(),
    sport: z.enum(sports).nullable(),
    sensor: z.enum(sensors).nullable(),
    /** What was joined, while it is there. */
    activityId: z.int().nullable(),
    /** A split of another recording, which this one comes from. */
    madeThis: z.boolean(),
    madeAt: instant,
    revertedAt: instant.nullable(),
  })
  .meta({ id: 'ActivityEdit' })
export type EditView = z.infer<typeof EditView>

export const listActivityEdits = route({
  method: 'get',
  path: '/activities/{id}/edits',
  summary: 'What the athlete changed about the recording, oldest first, taken back or not',
  request: { params: idParam },
  responses: { 200: json(z.object({ edits: z.array(EditView) })) },
})

export const editActivity = route({
  method: 'post',
  path: '/activities/{id}/edits',
  summary: 'Trim, split, join, correct the sport or leave out a sensor; the raw file stays, and is read again with it',
  request: { params: idParam, body: json(EditRequest) },
  responses: { 202: jobStarted },
})

export const undoActivityEdit = route({
  method: 'delete',
  path: '/activities/{id}/edits/{editId}',
  request: { params: idParam.extend({ editId: idParam.shape.id }) },
  responses: { 202: jobStarted },
})

export const createActivity = route({
  method: 'post',
  path: '/activities',
  summary: 'A session without a file: sport, start and duration',
  request: {
    body: json(
      z.object({
        sport: z.enum(sports),
        startedAt: instant,
        durationS: z
          .number()
          .positive()
          .max(7 * 86_400),
        distanceM: z.number().nonnegative().max(2_000_000).optional(),
        avgHrBpm: z.number().min(30).max(230).optional(),
        rpe: z.number().min(0).max(10).optional(),
        name: z.string().trim().max(200).optional(),
      }),
    ),
  },
  responses: { 201: json(ActivityDetail) },
})

export const updateActivity = route({
  method: 'patch',
  path: '/activities/{id}',
  request: {
    params: idParam,
    body: json(
      z.object({
        name: z.string().trim().max(200).nullable().optional(),
        rpe: z.number().min(0).max(10).nullable().optional(),
        excludedFromLoad: z.boolean().optional(),
        /** All of them, instead of those there are. */
        tags: z.array(ActivityTag).max(20).optional(),
        /** The canonical activity this one repeats, or null: it stands for itself. */
        duplicateOf: z.int().positive().nullable().optional(),
        /** Dates an activity whose watch did not know the time. */
        startedAt: instant.optional(),
      }),
    ),
  },
  responses: { 200: json(ActivityDetail) },
})

export const removeActivity = route({
  method: 'delete',
  path: '/activities/{id}',
  request: { params: idParam },
  responses: { 204: noContent },
})
