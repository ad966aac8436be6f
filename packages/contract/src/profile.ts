import { confidences, sexes, thresholdKinds } from '@rc/domain'
import { z } from 'zod'
import { idParam, json, localDate, noContent, route } from './route.ts'

export const Threshold = z
  .object({
    id: z.int(),
    kind: z.enum(thresholdKinds),
    /** In the unit the kind names: bpm, W, m/s. */
    value: z.number(),
    validFrom: localDate,
    source: z.enum(['athlete', 'suggested']),
  })
  .meta({ id: 'Threshold' })
export type Threshold = z.infer<typeof Threshold>

/** A value the athlete's own data speaks for, or (method `vendor`) a vendor; it is applied only when they accept it. */
export const ThresholdSuggestion = z
  .object({
    kind: z.enum(thresholdKinds),
    value: z.number(),
    method: z.string(),
    confidence: z.enum(confidences),
    /** What it was read from: dates, activity ids, counts. */
    evidence: z.record(z.string(), z.union([z.string(), z.number()])),
  })
  .meta({ id: 'ThresholdSuggestion' })
export type ThresholdSuggestion = z.infer<typeof ThresholdSuggestion>

export const Profile = z
  .object({
    birthYear: z.int().min(1900).max(2100).nullable(),
    sex: z.enum(sexes),
    timeZone: z.string(),
    thresholds: z.array(Threshold),
    suggestions: z.array(ThresholdSuggestion),
  })
  .meta({ id: 'Profile' })
export type Profile = z.infer<typeof Profile>

/** Widest plausible values: a typing mistake is refused, an unusual athlete is not. */
export const thresholdLimits: Record<(typeof thresholdKinds)[number], { min: number; max: number }> = {
  hr_rest_bpm: { min: 25, max: 110 },
  hr_max_bpm: { min: 110, max: 240 },
  lthr_bpm: { min: 80, max: 230 },
  ftp_w: { min: 30, max: 700 },
  threshold_speed_mps: { min: 1, max: 8 },
  css_mps: { min: 0.3, max: 2.5 },
}

export const getProfile = route({
  method: 'get',
  path: '/me/profile',
  responses: { 200: json(Profile) },
})

export const updateProfile = route({
  method: 'patch',
  path: '/me/profile',
  summary: 'Change birth year or sex; an empty body marks the first set-up as seen',
  request: {
    body: json(
      z.object({ birthYear: z.int().min(1900).max(2100).nullable().optional(), sex: z.enum(sexes).optional() }),
    ),
  },
  responses: { 200: json(Profile) },
})

export const setThreshold = route({
  method: 'put',
  path: '/me/thresholds',
  summary: 'Set one threshold from a day on; what depends on it is recomputed',
  request: {
    body: json(
      z
        .object({
          kind: z.enum(thresholdKinds),
          value: z.number(),
          validFrom: localDate,
          source: z.enum(['athlete', 'suggested']).default('athlete'),
        })
        .refine((t) => t.value >= thresholdLimits[t.kind].min && t.value <= thresholdLimits[t.kind].max, {
          path: ['value'],
          error: 'out of the plausible range',
        }),
    ),
  },
  responses: { 200: json(Profile) },
})

export const removeThreshold = route({
  method: 'delete',
  path: '/me/thresholds/{id}',
  request: { params: idParam },
  responses: { 204: noContent },
})
