import { z } from 'zod'
import { json, localDate, noContent, route } from './route.ts'

export const PrivacyZone = z
  .object({
    name: z.string().trim().min(1).max(60),
    latDeg: z.number().min(-90).max(90),
    lonDeg: z.number().min(-180).max(180),
    radiusM: z.int().min(50).max(5000),
  })
  .meta({ id: 'PrivacyZone' })
export type PrivacyZone = z.infer<typeof PrivacyZone>

export const getPrivacyZones = route({
  method: 'get',
  path: '/privacy-zones',
  summary: 'Circles in which the beginning and the end of a way are drawn on no map',
  responses: {
    200: json(
      z.object({
        zones: z.array(PrivacyZone),
        /** Where the athlete sets out often and nothing is hidden. */
        starts: z.array(
          z.object({ latDeg: z.number(), lonDeg: z.number(), count: z.int(), lastDate: localDate.nullable() }),
        ),
      }),
    ),
  },
})

export const putPrivacyZone = route({
  method: 'put',
  path: '/privacy-zones',
  summary: 'Hide the ends of ways around a place; the middle of the circle is put somewhere near it',
  request: { body: json(PrivacyZone) },
  responses: { 204: noContent },
})

export const removePrivacyZone = route({
  method: 'delete',
  path: '/privacy-zones/{name}',
  request: { params: PrivacyZone.pick({ name: true }) },
  responses: { 204: noContent },
})
