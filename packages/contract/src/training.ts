import { gapModels } from '@rc/domain'
import { z } from 'zod'
import { json, localDate, route } from './route.ts'

export const TrainingSettings = z
  .object({
    /** When the morning check runs, HH:MM in the athlete's time zone. */
    morningAt: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
    sleepNeedH: z.number().min(7).max(9.5),
    gapModel: z.enum(gapModels),
    /** Feet of climb that count as one mile. */
    elevationFeetPerMile: z.number().min(500).max(1100),
  })
  .meta({ id: 'TrainingSettings' })
export type TrainingSettings = z.infer<typeof TrainingSettings>

export const getTrainingSettings = route({
  method: 'get',
  path: '/me/training',
  responses: { 200: json(TrainingSettings) },
})

export const updateTrainingSettings = route({
  method: 'patch',
  path: '/me/training',
  request: { body: json(TrainingSettings.partial()) },
  responses: { 200: json(TrainingSettings) },
})

/** How far the recomputation after a changed threshold has come; `total: 0`: nothing to do. */
export const getRecomputeProgress = route({
  method: 'get',
  path: '/me/recompute',
  responses: {
    200: json(z.object({ isRunning: z.boolean(), done: z.int(), total: z.int(), daysFrom: localDate.nullable() })),
  },
})

export const ZoneModel = z
  .object({
    family: z.enum(['run', 'bike', 'swim', 'all']),
    of: z.enum(['hr', 'speed']),
    model: z.string(),
    unit: z.string(),
    /** Lower ends, ascending; the last zone is open. */
    bounds: z.array(z.number()),
    /** The one that is used for this athlete. */
    isDefault: z.boolean(),
    missing: z.array(z.string()),
  })
  .meta({ id: 'ZoneModel' })

export const getZones = route({
  method: 'get',
  path: '/zones',
  summary: 'Every zone model with the bounds of that day’s thresholds; without them it says what is missing',
  request: { query: z.object({ date: localDate.optional() }) },
  responses: { 200: json(z.object({ date: localDate, models: z.array(ZoneModel) })) },
})
