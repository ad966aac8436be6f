import { sports } from '@rc/domain'
import { z } from 'zod'
import { ActivitySummary, ActivityTag } from './activities.ts'
import { idParam, json, localDate, noContent, page, route } from './route.ts'

const maybe = z.number().nullable()
const measure = z.coerce.number().min(0).max(10_000_000).optional()

/** What a list can be narrowed by; ranges hold both ends, and what has no such value is in none of them. */
const filter = {
  from: localDate.optional(),
  to: localDate.optional(),
  sport: z.enum(sports).optional(),
  source: ActivitySummary.shape.source.optional(),
  tag: ActivityTag.optional(),
  q: z.string().max(100).optional().meta({ description: 'Part of a name; Korean first consonants will do' }),
  /** Those of the sports, comma separated, are found by `q` too where they have no name of their own. */
  namedBySport: z.string().max(400).optional(),
  minDistanceM: measure,
  maxDistanceM: measure,
  minTimerS: measure,
  maxTimerS: measure,
  minSpeedMps: measure,
  maxSpeedMps: measure,
  minHrBpm: measure,
  maxHrBpm: measure,
  minLoad: measure,
  maxLoad: measure,
  undated: z.enum(['0', '1']).optional(),
}
/** What a list can be sorted by; `speed` says it the other way round than a pace. */
export const activitySorts = ['date', 'distance', 'time', 'speed', 'hr', 'ascent', 'load'] as const
export type ActivitySort = (typeof activitySorts)[number]

const idList = z
  .string()
  .regex(/^\d{1,9}(,\d{1,9}){0,499}$/)
  .meta({ description: 'Comma separated' })

export const listActivities = route({
  method: 'get',
  path: '/activities',
  summary:
    'Newest first, or by a value; what has none comes last. Activities without a date come only with `undated=1`',
  request: {
    query: z.object({
      ...filter,
      ...page(50, 200),
      sort: z.enum(activitySorts).default('date'),
      order: z.enum(['desc', 'asc']).default('desc'),
    }),
  },
  responses: { 200: json(z.object({ activities: z.array(ActivitySummary), nextCursor: z.string().nullable() })) },
})

const sums = { count: z.int(), distanceM: maybe, timerS: maybe, load: maybe }

export const sumActivities = route({
  method: 'get',
  path: '/activities/sums',
  summary: 'How much there is of what a list would hold, month by month, newest first',
  request: { query: z.object(filter) },
  responses: {
    200: json(z.object({ ...sums, months: z.array(z.object({ month: z.string().nullable(), ...sums })) })),
  },
})

export const listTags = route({
  method: 'get',
  path: '/activities/tags',
  responses: { 200: json(z.object({ tags: z.array(z.object({ tag: z.string(), count: z.int() })) })) },
})

export const exportActivities = route({
  method: 'get',
  path: '/activities/csv',
  summary: 'The list as a table for spreadsheets: these activities, or all that the filter wants',
  request: { query: z.object({ ...filter, only: idList.optional() }) },
  responses: { 200: { description: 'CSV', content: { 'text/csv': { schema: z.any() } } } },
})

const some = z.array(z.int().positive()).min(1).max(200)

export const changeActivities = route({
  method: 'post',
  path: '/activities/changes',
  summary: 'The same change for several activities, all or none',
  request: {
    body: json(
      z.object({
        ids: some,
        /** An edit beside each recording; all of them need one. */
        sport: z.enum(sports).optional(),
        rpe: z.number().min(0).max(10).nullable().optional(),
        excludedFromLoad: z.boolean().optional(),
        addedTag: ActivityTag.optional(),
        removedTag: ActivityTag.optional(),
      }),
    ),
  },
  responses: { 204: noContent },
})

export const removeActivities = route({
  method: 'post',
  path: '/activities/removals',
  summary: 'Delete several activities, one after the other',
  request: { body: json(z.object({ ids: some })) },
  responses: { 204: noContent },
})

export const SavedFilter = z
  .object({
    name: z.string().trim().min(1).max(60),
    /** As the list takes them. */
    filters: z.record(z.string().max(40), z.string().max(400)),
  })
  .meta({ id: 'SavedFilter' })
export type SavedFilter = z.infer<typeof SavedFilter>

export const listSavedFilters = route({
  method: 'get',
  path: '/saved-filters',
  responses: { 200: json(z.object({ saved: z.array(SavedFilter) })) },
})

export const saveFilter = route({
  method: 'put',
  path: '/saved-filters',
  summary: 'Keep filters under a name; the same name again replaces them',
  request: { body: json(SavedFilter) },
  responses: { 204: noContent },
})

export const forgetFilter = route({
  method: 'delete',
  path: '/saved-filters/{name}',
  request: { params: SavedFilter.pick({ name: true }) },
  responses: { 204: noContent },
})

export const RouteFellow = ActivitySummary.pick({
  id: true,
  name: true,
  sport: true,
  localDate: true,
  startedAt: true,
  distanceM: true,
  timerS: true,
  avgSpeedMps: true,
  avgHrBpm: true,
}).meta({ id: 'RouteFellow' })
export type RouteFellow = z.infer<typeof RouteFellow>

export const getRouteFellows = route({
  method: 'get',
  path: '/activities/{id}/route',
  summary: 'The activities that went the same way, this one included, newest first',
  request: { params: idParam },
  responses: { 200: json(z.object({ fellows: z.array(RouteFellow) })) },
})
