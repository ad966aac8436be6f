import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Deps } from '../deps.ts'
import { openTileFile } from './tile-file.ts'
import { openTileServer } from './tile-server.ts'

export interface Tile {
  bytes: Uint8Array<ArrayBuffer>
  type: string
}

/** What lies under the routes. */
export interface Ground {
  kind: 'vector' | 'raster'
  attribution: string
  minZoom: number
  maxZoom: number
  /** Null: nothing is there. */
  getTile: (z: number, x: number, y: number) => Promise<Tile | null>
}

/**
 * The first `*.pmtiles` of the folder `maps`, else the tiles that `RC_MAP_TILE_URL` names, else nothing. Whoever runs the
 * machine chooses: a server of tiles learns from what is asked of it where the house runs.
 */
export async function openGround(deps: Pick<Deps, 'config' | 'now'>): Promise<Ground | null> {
  const dir = join(deps.config.dataDir, 'maps')
  const file = listFiles(dir).find((name) => name.endsWith('.pmtiles'))
  if (file) return openTileFile(join(dir, file))
  return deps.config.RC_MAP_TILE_URL ? openTileServer(deps, deps.config.RC_MAP_TILE_URL, join(dir, 'cache')) : null
}

function listFiles(dir: string): string[] {
  try {
    return readdirSync(dir).sort()
  } catch {
    return []
  }
}
