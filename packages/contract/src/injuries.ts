import { injuryAreas, injurySides } from '@rc/domain'
import { z } from 'zod'
import { json, localDate, noContent, route } from './route.ts'

const name = { area: z.enum(injuryAreas), side: z.enum(injurySides), startedOn: localDate }

/** What was or is hurt. Area, side and first day name it. */
export const Injury = z
  .object({
    ...name,
    /** Null: it is not over. */
    endedOn: localDate.nullable(),
    /** As long as it is not over, no run is planned. */
    stopsRunning: z.boolean(),
  })
  .meta({ id: 'Injury' })
export type Injury = z.infer<typeof Injury>

const all = { 200: json(z.object({ injuries: z.array(Injury) })) }

export const listInjuries = route({
  method: 'get',
  path: '/injuries',
  summary: 'What the athlete has tagged as hurt, the newest first',
  responses: all,
})

export const putInjury = route({
  method: 'put',
  path: '/injuries',
  summary: 'Tag an injury, or change the one of this name; one that stops running holds every planned run',
  request: { body: json(Injury) },
  responses: all,
})

export const removeInjury = route({
  method: 'delete',
  path: '/injuries',
  request: { query: z.object(name) },
  responses: { 204: noContent },
})
