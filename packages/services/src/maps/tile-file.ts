import { open, type FileHandle } from 'node:fs/promises'
import { PMTiles, type RangeResponse, type Source, TileType } from 'pmtiles'
import type { Ground } from './ground.ts'

const OPEN_STREET_MAP = '© OpenStreetMap contributors, Protomaps'
const types: Partial<Record<TileType, string>> = {
  [TileType.Mvt]: 'application/vnd.mapbox-vector-tile',
  [TileType.Png]: 'image/png',
  [TileType.Jpeg]: 'image/jpeg',
  [TileType.Webp]: 'image/webp',
}

/** A map in one file (PMTiles 3), vector or image. */
export async function openTileFile(path: string): Promise<Ground> {
  const archive = new PMTiles(new FileSource(await open(path)))
  const { tileType, minZoom, maxZoom } = await archive.getHeader()
  const type = types[tileType]
  if (!type) throw new Error('the map file holds tiles of an unknown kind')
  const metadata = (await archive.getMetadata()) as { attribution?: unknown } | undefined
  return {
    kind: tileType === TileType.Mvt ? 'vector' : 'raster',
    attribution: plain(metadata?.attribution) || OPEN_STREET_MAP,
    minZoom,
    maxZoom,
    getTile: async (z, x, y) => {
      if (z < minZoom || z > maxZoom || x >= 2 ** z || y >= 2 ** z) return null
      const found = await archive.getZxy(z, x, y)
      return found ? { bytes: new Uint8Array(found.data), type } : null
    },
  }
}

/** Map files thank with links; a page that never leaves its origin shows the words. */
const plain = (text: unknown): string =>
  typeof text === 'string'
    ? text
        .replaceAll(/<[^>]*>/g, '')
        .replaceAll('&copy;', '©')
        .trim()
        .slice(0, 200)
    : ''

class FileSource implements Source {
  readonly #file: FileHandle
  constructor(file: FileHandle) {
    this.#file = file
  }
  getKey(): string {
    return 'ground'
  }
  async getBytes(offset: number, length: number): Promise<RangeResponse> {
    const { buffer, bytesRead } = await this.#file.read(Buffer.alloc(length), 0, length, offset)
    return { data: buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + bytesRead) }
  }
}
