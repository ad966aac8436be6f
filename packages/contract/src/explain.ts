import { confidences } from '@rc/domain'
import { z } from 'zod'
import { json, localDate, route } from './route.ts'

/** One quantity in a formula. */
export const FormulaTerm = z
  .object({
    /** As it stands in the formula. */
    name: z.string(),
    value: z.number().nullable(),
    unit: z.string().nullable(),
    /** Where the number itself is explained, if it is a metric: grain and key as in the path. */
    metric: z.object({ grain: z.enum(['activity', 'day']), key: z.string(), metricId: z.string() }).nullable(),
  })
  .meta({ id: 'FormulaTerm' })

/** A row or setting that the number was made from. */
export const ExplainInput = z
  .object({
    kind: z.enum(['file', 'event', 'activity', 'threshold', 'setting', 'night', 'reading', 'journal']),
    /** Of the row, where it has one. */
    id: z.int().nullable(),
    name: z.string(),
    localDate: localDate.nullable(),
    value: z.number().nullable(),
    unit: z.string().nullable(),
    /** Of the raw bytes or the raw event it came from. */
    sha256: z.string().nullable(),
  })
  .meta({ id: 'ExplainInput' })

export const Explanation = z
  .object({
    metricId: z.string(),
    grain: z.enum(['activity', 'day']),
    key: z.string(),
    sessionIndex: z.int().nullable(),
    value: z.number().nullable(),
    unit: z.string(),
    method: z.string(),
    version: z.int(),
    /** Quantities stand in braces by the names of `terms`, e.g. `100 · {timerS} / 3600 · {intensity_factor}²`. */
    formula: z.string(),
    /** The same with the numbers put in; null where one of them is not known. */
    filled: z.string().nullable(),
    terms: z.array(FormulaTerm),
    inputs: z.array(ExplainInput),
    /** How many rows there are where `inputs` shows only the newest. */
    inputCount: z.int(),
    coverage: z.number().nullable(),
    confidence: z.enum(confidences),
    missing: z.array(z.string()),
    evidence: z.enum(['A', 'B', 'C', 'D']),
    source: z.string(),
    detail: z.record(z.string(), z.unknown()).nullable(),
  })
  .meta({ id: 'Explanation' })
export type Explanation = z.infer<typeof Explanation>

export const explainMetric = route({
  method: 'get',
  path: '/explain/{grain}/{key}/{metricId}',
  summary:
    'Why this number: `activity` with its id, or `day` with a date; `metricId` as everywhere else, with a dot for a part of one: `best_efforts.5000`, `time_in_hr_zones.2`, `week_load.run`',
  request: {
    params: z.object({
      grain: z.enum(['activity', 'day']),
      key: z.string().max(20),
      metricId: z.string().max(60),
    }),
    query: z.object({ session: z.coerce.number().int().min(-1).max(1_000).default(-1) }),
  },
  responses: { 200: json(Explanation) },
})
