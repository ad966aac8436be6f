import { Goal, Plan, PlanOperation, planSports, Workout } from '@rc/planning'
import { z } from 'zod'
import { dayRange, instant, json, localDate, noContent, route } from './route.ts'

export const planParam = z.object({ id: z.guid() })

/** One thing a rule says of a plan; the words are in the message files under the rule's message id. */
export const PlanFinding = z
  .object({
    id: z.string(),
    severity: z.enum(['block', 'warn', 'info']),
    at: z.object({
      week: z.int().optional(),
      key: z.string().optional(),
      date: z.string().optional(),
      path: z.string().optional(),
    }),
    data: z.record(z.string(), z.union([z.number(), z.string()])),
    repair: z.unknown(),
  })
  .meta({ id: 'PlanFinding' })

const stored = {
  plan: Plan,
  state: z.enum(['draft', 'approved', 'archived']),
  approvedVersion: z.int().nullable(),
  verdict: z.object({ verdict: z.enum(['ok', 'warn', 'block']), findings: z.array(PlanFinding) }),
}
export const StoredPlan = z.object(stored).meta({ id: 'StoredPlan' })
export type StoredPlan = z.infer<typeof StoredPlan>

const minutes = z.int().min(0).max(1440).nullable()

export const PlanAsked = z
  .object({
    goal: Goal,
    start: localDate,
    /** Where there is no race; null: the usual length. */
    weeks: z.int().min(1).max(60).nullable().default(null),
    title: z.string().min(1).max(80),
    locale: z.enum(['ko', 'en']),
    pool: Workout.shape.pool.default(null),
    availability: z.object({
      /** Monday to Sunday; 0 is no day for training, null no limit. */
      minutes: z.array(minutes).length(7),
      dates: z.record(localDate, z.int().min(0).max(1440)).default({}),
      longRunDay: z.int().min(0).max(6).nullable().default(null),
      maxDaysPerWeek: z.int().min(1).max(7).nullable().default(null),
      maxSessionsPerDay: z.int().min(1).max(3).nullable().default(null),
      excludedSports: z.array(z.enum(planSports)).default([]),
    }),
    isInjured: z.boolean().default(false),
    injuryUntil: localDate.nullable().default(null),
    isPregnant: z.boolean().default(false),
  })
  .meta({ id: 'PlanAsked' })

export const PlanGist = z
  .object({
    id: z.string(),
    title: z.string(),
    goal: z.string(),
    state: z.enum(['draft', 'approved', 'archived']),
    startsOn: localDate,
    endsOn: localDate,
    version: z.int(),
    approvedVersion: z.int().nullable(),
  })
  .meta({ id: 'PlanGist' })

export const WorkoutGist = z
  .object({
    date: localDate,
    title: z.string(),
    sport: z.enum(planSports),
    type: Workout.shape.type,
    s: z.number(),
    m: z.number(),
    load: z.number(),
  })
  .meta({ id: 'WorkoutGist' })
const gist = WorkoutGist.nullable()
const totals = z.object({ s: z.number(), m: z.number(), load: z.number() })

export const PlanChange = z
  .object({
    key: z.string(),
    change: z.enum(['added', 'removed', 'moved', 'harder', 'easier', 'reshaped', 'reworded']),
    before: gist,
    after: gist,
  })
  .meta({ id: 'PlanChange' })

export const ScheduledWorkout = z
  .object({
    planId: z.string(),
    key: z.string(),
    localDate,
    place: z.int(),
    sport: z.string(),
    type: z.string(),
    title: z.string(),
    durationS: z.int(),
    distanceM: z.number(),
    load: z.number(),
  })
  .meta({ id: 'ScheduledWorkout' })

export const listPlans = route({
  method: 'get',
  path: '/plans',
  responses: { 200: json(z.object({ plans: z.array(PlanGist) })) },
})

export const generatePlan = route({
  method: 'post',
  path: '/plans/generate',
  summary: 'A draft by rules from the athlete’s own history; nothing counts before it is approved',
  request: { body: json(PlanAsked) },
  responses: { 200: json(z.object({ ...stored, repaired: z.array(PlanFinding) })) },
})

export const getPlan = route({
  method: 'get',
  path: '/plans/{id}',
  summary: 'The newest revision, judged with the data of today',
  request: { params: planParam },
  responses: { 200: json(StoredPlan) },
})

export const approvePlan = route({
  method: 'post',
  path: '/plans/{id}/approve',
  scope: 'session',
  summary: 'Approve exactly the revision with this hash; every warning must be confirmed by its rule',
  request: {
    params: planParam,
    body: json(z.object({ hash: z.string().length(64), confirmed: z.array(z.string().max(8)).max(80).default([]) })),
  },
  responses: { 200: json(StoredPlan) },
})

export const PlanDiff = z
  .object({
    workouts: z.array(PlanChange),
    weeks: z.array(z.object({ index: z.int(), before: totals, after: totals })),
  })
  .meta({ id: 'PlanDiff' })
export type PlanDiff = z.infer<typeof PlanDiff>

const changed = json(
  z.object({
    ...stored,
    diff: PlanDiff,
  }),
)

export const changePlan = route({
  method: 'patch',
  path: '/plans/{id}/workouts',
  summary: 'Change workouts of the revision with this hash; makes the next revision, a draft until it is approved',
  request: {
    params: planParam,
    body: json(z.object({ baseHash: z.string().length(64), operations: z.array(PlanOperation).min(1).max(200) })),
  },
  responses: { 200: changed },
})

export const undoPlan = route({
  method: 'post',
  path: '/plans/{id}/undo',
  summary: 'Back to an earlier revision, as the next one; nothing that was is rewritten',
  request: { params: planParam, body: json(z.object({ baseHash: z.string().length(64), toVersion: z.int().min(1) })) },
  responses: { 200: changed },
})

export const repairPlan = route({
  method: 'post',
  path: '/plans/{id}/repair',
  summary: 'The next revision, put right by the rules: always towards less',
  request: { params: planParam, body: json(z.object({ baseHash: z.string().length(64) })) },
  responses: { 200: changed },
})

export const getPlanDiff = route({
  method: 'get',
  path: '/plans/{id}/diff',
  access: 'user',
  summary: 'What would change with the approval of the newest revision; null before the first one',
  request: { params: planParam },
  responses: { 200: json(z.object({ diff: PlanDiff.nullable() })) },
})

export const archivePlan = route({
  method: 'post',
  path: '/plans/{id}/archive',
  scope: 'session',
  summary: 'Put a plan away: its days are free again, what stands on the watch of it is taken down',
  request: { params: planParam },
  responses: { 204: noContent },
})

export const PlanRevision = z
  .object({
    version: z.int(),
    hash: z.string(),
    origin: z.string(),
    /** How many operations made it of the one before. */
    operations: z.int(),
    revertedTo: z.int().nullable(),
    approvedAt: instant.nullable(),
    /** The warnings that were confirmed. */
    confirmed: z.array(z.string()),
    createdAt: instant,
  })
  .meta({ id: 'PlanRevision' })

export const listPlanRevisions = route({
  method: 'get',
  path: '/plans/{id}/revisions',
  request: { params: planParam },
  responses: { 200: json(z.object({ revisions: z.array(PlanRevision) })) },
})

export const getSchedule = route({
  method: 'get',
  path: '/schedule',
  summary: 'Workouts of approved plans',
  request: { query: dayRange },
  responses: { 200: json(z.object({ workouts: z.array(ScheduledWorkout) })) },
})
