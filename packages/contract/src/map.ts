import { sports } from '@rc/domain'
import { z } from 'zod'
import { json, localDate, route } from './route.ts'

/** The ground under routes: nothing, or tiles that the appliance has or fetches. */
export const MapGround = z
  .object({
    kind: z.enum(['none', 'vector', 'raster']),
    /** Whom the map is owed to; empty without one. */
    attribution: z.string(),
    minZoom: z.int(),
    maxZoom: z.int(),
  })
  .meta({ id: 'MapGround' })
export type MapGround = z.infer<typeof MapGround>

export const getMapGround = route({ method: 'get', path: '/map', responses: { 200: json(MapGround) } })

/** Written out: a coerced number would take null for 0, and the document would call the place optional. */
const place = z
  .string()
  .regex(/^\d{1,7}$/)
  .transform(Number)

export const getMapTile = route({
  method: 'get',
  path: '/map/tiles/{z}/{x}/{y}',
  summary: 'One tile of the ground: an image or a Mapbox vector tile; 204 where there is nothing',
  request: { params: z.object({ z: place.pipe(z.int().max(22)), x: place, y: place }) },
  responses: {
    200: { content: { 'application/octet-stream': { schema: z.any() } }, description: 'The tile' },
  },
})

export const TrackView = z
  .object({
    id: z.int(),
    sport: z.enum(sports),
    name: z.string().nullable(),
    localDate: localDate.nullable(),
    distanceM: z.number().nullable(),
    /** The thinned track as an encoded polyline of five decimals. */
    line: z.string(),
  })
  .meta({ id: 'Track' })
export type TrackView = z.infer<typeof TrackView>

export const listTracks = route({
  method: 'get',
  path: '/tracks',
  summary: 'Where every activity went, newest first',
  responses: { 200: json(z.object({ tracks: z.array(TrackView) })) },
})
