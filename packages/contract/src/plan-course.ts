import { alertLevels } from '@rc/domain'
import { PlanOperation, skipReasons, Step, Target } from '@rc/planning'
import { z } from 'zod'
import { planParam, WorkoutGist } from './plans.ts'
import { instant, json, localDate, noContent, route } from './route.ts'
import { ReadinessDriver } from './recovery.ts'

// What becomes of an approved plan: this morning, on the watch, in other programs, and in the end.

const workoutParam = planParam.extend({ key: z.string().max(40) })

export const AdjustmentDrivers = z
  .object({
    level: z.enum(alertLevels),
    score: z.number().nullable(),
    band: z.enum(['high', 'normal', 'reduced', 'low']).nullable(),
    hrvStatus: z.enum(['below', 'within', 'above', 'calibrating', 'no_data']).nullable(),
    drivers: z.array(ReadinessDriver),
    flags: z.array(z.object({ name: z.string(), points: z.int() })),
  })
  .meta({ id: 'AdjustmentDrivers' })

const adjusted = {
  planId: z.string(),
  key: z.string(),
  why: z.enum(['low_readiness', 'alert', 'stop']),
  before: WorkoutGist,
  /** Null: it is left out. */
  after: WorkoutGist.nullable(),
}

export const AdjustmentProposal = z
  .object({
    ...adjusted,
    operation: PlanOperation,
    /** Of the revision it would make; to accept it is to approve exactly that one. */
    hash: z.string(),
    waitsForApproval: z.boolean(),
  })
  .meta({ id: 'AdjustmentProposal' })
export type AdjustmentProposal = z.infer<typeof AdjustmentProposal>

export const Adjustments = z
  .object({
    today: localDate,
    /** Null: this morning has not been looked at. */
    drivers: AdjustmentDrivers.nullable(),
    proposals: z.array(AdjustmentProposal),
    decided: z.array(z.object({ ...adjusted, decision: z.enum(['accepted', 'declined', 'reverted']) })),
  })
  .meta({ id: 'Adjustments' })
export type Adjustments = z.infer<typeof Adjustments>

export const getAdjustments = route({
  method: 'get',
  path: '/adjustments',
  summary: 'Sessions of today that do not fit the morning, each with a smaller one; nothing is ever raised',
  responses: { 200: json(Adjustments) },
})

const which = { planId: z.guid(), key: z.string().max(40) }

export const acceptAdjustment = route({
  method: 'post',
  path: '/adjustments/accept',
  scope: 'session',
  request: { body: json(z.object({ ...which, hash: z.string().length(64) })) },
  responses: { 200: json(Adjustments) },
})

export const declineAdjustment = route({
  method: 'post',
  path: '/adjustments/decline',
  scope: 'session',
  request: { body: json(z.object(which)) },
  responses: { 200: json(Adjustments) },
})

export const revertAdjustment = route({
  method: 'post',
  path: '/adjustments/revert',
  scope: 'session',
  request: { body: json(z.object(which)) },
  responses: { 200: json(Adjustments) },
})

const loss = z.object({ path: z.string(), reason: z.string() })
const fidelity = z.enum(['exact', 'degraded', 'unsupported'])

export const DeliveredWorkout = z
  .object({
    key: z.string(),
    localDate,
    title: z.string(),
    fidelity,
    loss: z.array(loss),
    /** `waiting`: not sent yet · `held`: a rule stops it · `…_outside`: the athlete did something to it there. */
    state: z.enum(['waiting', 'sent', 'held', 'failed', 'moved_outside', 'deleted_outside', 'changed_outside']),
    outsideDate: localDate.nullable(),
    reasons: z.array(z.string()),
    /** When it was last seen there as it should be. */
    verifiedAt: instant.nullable(),
  })
  .meta({ id: 'DeliveredWorkout' })
export type DeliveredWorkout = z.infer<typeof DeliveredWorkout>

export const PlanDelivery = z
  .object({
    door: z.enum(['closed', 'waiting', 'open']),
    isEnabled: z.boolean(),
    isWorking: z.boolean(),
    /** The last day that is sent at present. */
    until: localDate,
    /** Of the approved revision; null: none is. */
    hash: z.string().nullable(),
    lastRunAt: instant.nullable(),
    lastError: z.object({ code: z.string(), reason: z.string().nullable() }).nullable(),
    workouts: z.array(DeliveredWorkout),
  })
  .meta({ id: 'PlanDelivery' })
export type PlanDelivery = z.infer<typeof PlanDelivery>

export const getPlanDelivery = route({
  method: 'get',
  path: '/plans/{id}/delivery',
  summary: 'What stands on the watch, and what it will not hold',
  request: { params: planParam },
  responses: { 200: json(PlanDelivery) },
})

export const pushPlan = route({
  method: 'post',
  path: '/plans/{id}/push',
  scope: 'session',
  summary: 'Send the next 14 days of exactly the approved revision with this hash, and keep the watch in step',
  request: { params: planParam, body: json(z.object({ hash: z.string().length(64) })) },
  responses: { 202: json(PlanDelivery) },
})

export const stopPush = route({
  method: 'post',
  path: '/plans/{id}/push/stop',
  scope: 'session',
  summary: 'Take what is to come of the plan off the watch',
  request: { params: planParam },
  responses: { 202: json(PlanDelivery) },
})

export const restoreWorkout = route({
  method: 'post',
  path: '/plans/{id}/workouts/{key}/restore',
  scope: 'session',
  summary: 'Put it on the watch again as the plan has it',
  request: { params: workoutParam },
  responses: { 202: json(PlanDelivery) },
})

const colour = z.enum(['green', 'amber', 'red']).nullable()
const maybe = z.number().nullable()

export const SessionResult = z
  .object({
    key: z.string(),
    localDate,
    week: z.int(),
    state: z.enum(['done', 'missed', 'skipped']),
    skipReason: z.enum(skipReasons).nullable(),
    activityId: z.int().nullable(),
    /** How the steps were found: by the watch's laps, cut out of the course, or not at all. */
    method: z.enum(['laps', 'segments', 'summary']).nullable(),
    version: z.int(),
    compliancePct: maybe,
    colour,
    sizeShare: maybe,
    onTargetShare: maybe,
    plannedLoad: z.number(),
    doneLoad: maybe,
    steps: z.array(
      z.object({
        intensity: Step.shape.intensity,
        planned: z.object({ s: z.number(), m: z.number(), target: Target }),
        s: maybe,
        m: maybe,
        speedMps: maybe,
        hrBpm: maybe,
        powerW: maybe,
        against: z.enum(['below', 'in', 'above']).nullable(),
      }),
    ),
  })
  .meta({ id: 'SessionResult' })
export type SessionResult = z.infer<typeof SessionResult>

export const PlanAdherence = z
  .object({
    sessions: z.array(SessionResult),
    weeks: z.array(
      z.object({
        index: z.int(),
        planned: z.int(),
        done: z.int(),
        plannedLoad: z.number(),
        doneLoad: z.number(),
        compliancePct: maybe,
        colour,
      }),
    ),
  })
  .meta({ id: 'PlanAdherence' })
export type PlanAdherence = z.infer<typeof PlanAdherence>

export const getPlanAdherence = route({
  method: 'get',
  path: '/plans/{id}/adherence',
  summary: 'Planned against done, as far as days have passed',
  request: { params: planParam },
  responses: { 200: json(PlanAdherence) },
})

const file = (description: string) => ({
  description,
  content: { 'application/octet-stream': { schema: z.string().meta({ format: 'binary' }) } },
})

export const exportPlan = route({
  method: 'get',
  path: '/plans/{id}/export/{format}',
  request: { params: planParam.extend({ format: z.enum(['json', 'ics']) }) },
  responses: { 200: file('Everything as JSON, or its days as iCalendar') },
})

const workoutFormats = ['fit', 'zwo', 'intervals', 'text', 'json'] as const

export const exportWorkout = route({
  method: 'get',
  path: '/plans/{id}/workouts/{key}/export/{format}',
  request: { params: workoutParam.extend({ format: z.enum(workoutFormats) }) },
  responses: { 200: file('FIT workout, ZWO, the text of intervals.icu, our own text, JSON') },
})

export const listWorkoutLosses = route({
  method: 'get',
  path: '/plans/{id}/workouts/{key}/losses',
  summary: 'What each format cannot hold of it',
  request: { params: workoutParam },
  responses: {
    200: json(
      z.object({
        garmin: fidelity,
        losses: z.array(z.object({ format: z.enum(['garmin', ...workoutFormats]), loss: z.array(loss) })),
      }),
    ),
  },
})

export const getCalendarFeed = route({
  method: 'get',
  path: '/calendar-feed',
  scope: 'session',
  responses: { 200: json(z.object({ openSince: instant.nullable() })) },
})

export const openCalendarFeed = route({
  method: 'post',
  path: '/calendar-feed',
  scope: 'session',
  summary: 'A new address for the calendar of approved plans, shown this once; the one before it ends',
  responses: { 200: json(z.object({ path: z.string() })) },
})

export const closeCalendarFeed = route({
  method: 'delete',
  path: '/calendar-feed',
  scope: 'session',
  responses: { 204: noContent },
})

export const readCalendarFeed = route({
  method: 'get',
  path: '/feeds/{token}',
  access: 'public',
  summary: 'The calendar, for whoever knows its address',
  request: { params: z.object({ token: z.string().max(80) }) },
  responses: { 200: { description: 'iCalendar', content: { 'text/calendar': { schema: z.string() } } } },
})
