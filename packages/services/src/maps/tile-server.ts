import { AppError } from '@rc/domain'
import type { Deps } from '../deps.ts'
import { fetchOutside } from '../outside/fetch-outside.ts'
import type { Ground, Tile } from './ground.ts'
import { openTileCache } from './tile-cache.ts'

const FARTHEST_ZOOM = 19
const TILE_LIMIT_BYTES = 1_000_000
const PATIENCE_MS = 15_000
/** Streets change slowly, and a server of tiles is asked no more than needed. */
const FRESH_MS = 30 * 86_400_000

/** What a tile may be, by its first bytes: whatever a server says, nothing else is handed to the page. */
const images: [type: string, test: (bytes: Uint8Array) => boolean][] = [
  ['image/png', (bytes) => startsWith(bytes, [0x89, 0x50, 0x4e, 0x47])],
  ['image/jpeg', (bytes) => startsWith(bytes, [0xff, 0xd8, 0xff])],
  ['image/webp', (bytes) => startsWith(bytes, [0x52, 0x49, 0x46, 0x46]) && bytes[8] === 0x57],
]
const startsWith = (bytes: Uint8Array, head: number[]): boolean => head.every((byte, i) => bytes[i] === byte)

/** Tiles of a server, each asked once and kept on the disk; an old one is shown while the server does not answer. */
export function openTileServer(deps: Pick<Deps, 'config' | 'now'>, url: string, cacheDir: string): Ground {
  const cache = openTileCache(cacheDir, url)
  const underWay = new Map<string, Promise<Tile | null>>()

  async function fetchTile(key: string, address: string): Promise<Tile | null> {
    const kept = await cache.read(key)
    if (kept && deps.now().getTime() - kept.at < FRESH_MS) return toTile(kept.bytes)
    try {
      const answer = await fetchOutside(deps, address, {
        headers: { 'user-agent': 'RunningCoach (self-hosted)' },
        limitBytes: TILE_LIMIT_BYTES,
        timeoutMs: PATIENCE_MS,
      })
      if (answer.status === 404 || answer.status === 204) return null
      const bytes = new Uint8Array(await answer.arrayBuffer())
      const tile = answer.ok ? toTile(bytes) : null
      if (!tile) throw new AppError('vendor_unavailable', 'the server of tiles gives none', { retry: true })
      await cache.write(key, bytes)
      return tile
    } catch (error) {
      if (kept) return toTile(kept.bytes)
      throw error
    }
  }

  return {
    kind: 'raster',
    attribution: deps.config.RC_MAP_ATTRIBUTION,
    minZoom: 0,
    maxZoom: FARTHEST_ZOOM,
    getTile: (z, x, y) => {
      if (z > FARTHEST_ZOOM || x >= 2 ** z || y >= 2 ** z) return Promise.resolve(null)
      const key = `${z}-${x}-${y}`
      const address = url.replace('{z}', String(z)).replace('{x}', String(x)).replace('{y}', String(y))
      const asked = underWay.get(key) ?? fetchTile(key, address).finally(() => underWay.delete(key))
      underWay.set(key, asked)
      return asked
    },
  }
}

function toTile(bytes: Uint8Array<ArrayBuffer>): Tile | null {
  const found = images.find(([, test]) => test(bytes))
  return found ? { bytes, type: found[0] } : null
}
