import type { MapGround } from '@rc/contract'
import { layers, namedFlavor } from '@protomaps/basemaps'
import type { StyleSpecification } from 'maplibre-gl'
import type { View } from './view.ts'

const TILES = '/api/v1/map/tiles/{z}/{x}/{y}'
/** At zoom 0 the whole world is one tile of MapLibre. */
const TILE_PX = 512

const pictures = new Set(['roads_oneway', 'roads_shields', 'pois'])

/** A view as MapLibre says it. */
export function cameraOf({ x, y, worldPx }: View): { center: [lonDeg: number, latDeg: number]; zoom: number } {
  const latDeg = (Math.atan(Math.sinh(2 * Math.PI * (0.5 - y))) * 180) / Math.PI
  return { center: [(x - 0.5) * 360, latDeg], zoom: Math.log2(worldPx / TILE_PX) }
}

/** Vector tiles in the hand of Protomaps, names in the reader's language and written by their device; images as they are. */
export function styleOf(ground: MapGround, theme: 'light' | 'dark', locale: 'ko' | 'en'): StyleSpecification {
  const tiles = [location.origin + TILES]
  const zooms = { minzoom: ground.minZoom, maxzoom: ground.maxZoom }
  if (ground.kind === 'raster')
    return {
      version: 8,
      sources: { ground: { type: 'raster', tiles, tileSize: 256, ...zooms } },
      layers: [{ id: 'ground', type: 'raster', source: 'ground' }],
    }
  // No picture comes from elsewhere: what is nothing without one is left out, towns keep their names.
  const drawn = layers('ground', namedFlavor(theme), { lang: locale })
    .filter(({ id }) => !pictures.has(id))
    .map((layer) => (layer.type === 'symbol' ? { ...layer, layout: { ...layer.layout, 'icon-image': '' } } : layer))
  return { version: 8, sources: { ground: { type: 'vector', tiles, ...zooms } }, layers: drawn }
}
