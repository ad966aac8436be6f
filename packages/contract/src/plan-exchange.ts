import { aiSignals } from '@rc/domain'
import { goalKinds, outsideFormats } from '@rc/planning'
import { z } from 'zod'
import { PlanDiff, PlanFinding, StoredPlan } from './plans.ts'
import { json, localDate, route } from './route.ts'

const locale = z.enum(['ko', 'en'])
const at = z.string()

export const ImportedPlan = z
  .object({
    ...StoredPlan.shape,
    /** What the text turned out to be. */
    format: z.enum(outsideFormats),
    /** Sessions as they were understood; `key` null: a day of rest. */
    understood: z.array(z.object({ at, said: z.string(), date: localDate, key: z.string().nullable() })),
    /** What was decided where the text left it open. */
    guesses: z.array(
      z.object({
        at,
        about: z.enum(['template', 'day', 'miles', 'size', 'unit', 'pace', 'race']),
        said: z.string(),
        date: localDate,
      }),
    ),
    left: z.array(z.object({ at, reason: z.string(), said: z.string().nullable() })),
    repaired: z.array(PlanFinding),
    /** Against the plan it goes into; null: it is a plan of its own. */
    diff: PlanDiff.nullable(),
  })
  .meta({ id: 'ImportedPlan' })
export type ImportedPlan = z.infer<typeof ImportedPlan>

export const importPlan = route({
  method: 'post',
  path: '/ai/import',
  summary: 'A draft from a plan of another chat: the body is its text, at most 1 MB. Only shown unless `keep` is 1',
  request: {
    query: z.object({
      locale,
      title: z.string().min(1).max(80),
      planId: z.guid().optional(),
      goal: z.enum(goalKinds).optional(),
      raceDate: localDate.optional(),
      start: localDate.optional(),
      keep: z.enum(['0', '1']).default('0'),
    }),
    body: { content: { 'application/octet-stream': { schema: z.any().meta({ format: 'binary' }) } } },
  },
  responses: { 200: json(ImportedPlan) },
})

/** What a summary for another chat may hold. */
export const summaryParts = [...aiSignals, 'goal', 'calendar', 'format'] as const

/** A weight only where it is asked for; written out, since what is computed here would be in every page. */
const usualParts = 'training,lifetime,thresholds,recovery,age,plan,injuries,goal,calendar,format'

export const exportSummary = route({
  method: 'get',
  path: '/ai/export',
  summary: 'A summary to be copied into another chat: the chosen parts, without what their source keeps for itself',
  request: {
    query: z.object({
      locale: locale.default('ko'),
      /** Names with commas between them; absent: all of them. */
      parts: z
        .string()
        .max(200)
        .default(usualParts)
        .transform((list) => summaryParts.filter((part) => list.split(',').includes(part))),
    }),
  },
  responses: { 200: json(z.object({ text: z.string(), facts: z.record(z.string(), z.unknown()) })) },
})
