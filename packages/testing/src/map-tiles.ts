/** PMTiles 3 with one tile of the whole world in it; `type` 1 is a vector tile, 2 a PNG. */
export function packTiles(type: number, tile: Uint8Array, metadata: object): Buffer {
  const words = Buffer.from(JSON.stringify(metadata))
  const root = Buffer.from([1, 0, 1, ...varint(tile.length), 1])
  const header = Buffer.alloc(127)
  header.write('PMTiles')
  header[7] = 3
  const [rootAt, wordsAt] = [127, 127 + root.length]
  const tilesAt = wordsAt + words.length
  const numbers = [rootAt, root.length, wordsAt, words.length, tilesAt, 0, tilesAt, tile.length, 1, 1, 1]
  numbers.forEach((value, i) => header.writeBigUInt64LE(BigInt(value), 8 + 8 * i))
  header.set([1, 1, 1, type, 0, 0], 96)
  return Buffer.concat([header, root, words, tile])
}

/** A place of a vector tile that is 4,096 wide and high; y grows southwards. */
type Place = readonly [x: number, y: number]
interface Feature {
  /** One place is a point, several are the ring of an area. */
  places: readonly Place[]
  properties?: Record<string, string>
}

const varint = (value: number): number[] =>
  value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(Math.floor(value / 0x80))]
const bytes = (field: number, content: readonly number[]): number[] => [
  ...varint((field << 3) | 2),
  ...varint(content.length),
  ...content,
]
const text = (field: number, value: string): number[] => bytes(field, [...Buffer.from(value)])
const zigzag = (value: number): number[] => varint(value < 0 ? -2 * value - 1 : 2 * value)

/** Mapbox Vector Tile 2.1: layers of points and areas. */
export const vectorTile = (layers: Record<string, readonly Feature[]>): Buffer =>
  Buffer.from(Object.entries(layers).flatMap(([name, features]) => bytes(3, layer(name, features))))

function layer(name: string, features: readonly Feature[]): number[] {
  const pairs = features.flatMap(({ properties = {} }) => Object.entries(properties))
  const [keys, values] = [[...new Set(pairs.map(([key]) => key))], [...new Set(pairs.map(([, value]) => value))]]
  return [
    ...varint(15 << 3),
    2,
    ...text(1, name),
    ...features.flatMap(({ places, properties = {} }) => {
      const tags = Object.entries(properties).flatMap(([key, value]) => [keys.indexOf(key), values.indexOf(value)])
      const kind = places.length === 1 ? 1 : 3
      return bytes(2, [...bytes(2, tags.flatMap(varint)), 3 << 3, kind, ...bytes(4, geometry(places))])
    }),
    ...keys.flatMap((key) => text(3, key)),
    ...values.flatMap((value) => bytes(4, text(1, value))),
  ]
}

function geometry([first, ...rest]: readonly Place[]): number[] {
  const [start, move, line, close] = [first as Place, 9, 2, 15]
  if (rest.length === 0) return [move, ...start.flatMap(zigzag)]
  const steps = rest.flatMap(([x, y], i) => {
    const [fromX, fromY] = rest[i - 1] ?? start
    return [...zigzag(x - fromX), ...zigzag(y - fromY)]
  })
  return [move, ...start.flatMap(zigzag), ...varint((rest.length << 3) | line), ...steps, close]
}
