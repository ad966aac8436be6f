/**
 * FIT's wire types by their number (the low five bits of the base type byte; the high bits only repeat the endianness).
 * `invalid` is the value that means "not recorded".
 */
export const baseTypes = [
  { name: 'enum', size: 1, invalid: 0xff, code: 0x00 },
  { name: 'sint8', size: 1, invalid: 0x7f, code: 0x01 },
  { name: 'uint8', size: 1, invalid: 0xff, code: 0x02 },
  { name: 'sint16', size: 2, invalid: 0x7fff, code: 0x83 },
  { name: 'uint16', size: 2, invalid: 0xffff, code: 0x84 },
  { name: 'sint32', size: 4, invalid: 0x7fffffff, code: 0x85 },
  { name: 'uint32', size: 4, invalid: 0xffffffff, code: 0x86 },
  { name: 'string', size: 1, invalid: 0, code: 0x07 },
  { name: 'float32', size: 4, invalid: Number.NaN, code: 0x88 },
  { name: 'float64', size: 8, invalid: Number.NaN, code: 0x89 },
  { name: 'uint8z', size: 1, invalid: 0, code: 0x0a },
  { name: 'uint16z', size: 2, invalid: 0, code: 0x8b },
  { name: 'uint32z', size: 4, invalid: 0, code: 0x8c },
  { name: 'byte', size: 1, invalid: 0xff, code: 0x0d },
  { name: 'sint64', size: 8, invalid: Number(0x7fffffffffffffffn), code: 0x8e },
  { name: 'uint64', size: 8, invalid: Number(0xffffffffffffffffn), code: 0x8f },
  { name: 'uint64z', size: 8, invalid: 0, code: 0x90 },
] as const

export type BaseTypeName = (typeof baseTypes)[number]['name']

/** Positions in `baseTypes`, for the switches of the hot loop. */
export const wire = {
  sint8: 1,
  uint8: 2,
  sint16: 3,
  uint16: 4,
  sint32: 5,
  uint32: 6,
  string: 7,
  float32: 8,
  float64: 9,
  uint16z: 11,
  uint32z: 12,
  sint64: 14,
  uint64: 15,
  uint64z: 16,
} as const

const signed: readonly number[] = [wire.sint8, wire.sint16, wire.sint32, wire.sint64]

/** Smallest and largest value an integer type can hold; null for floats. */
export function wireRange(type: number): [number, number] | null {
  if (type === wire.float32 || type === wire.float64) return null
  const values = 2 ** (8 * (baseTypes[type]?.size ?? 8))
  return signed.includes(type) ? [-values / 2, values / 2 - 1] : [0, values - 1]
}

/** FIT counts seconds from 1989-12-31T00:00:00Z. */
export const fitEpochS = 631_065_600

/** Below this FIT time a watch counts seconds since power-up: its clock was never set. */
export const firstRealFitTimeS = 0x10000000

/** One value as a number, whatever its wire type; `NaN` when it is the type's "not recorded". */
export function readNumber(view: DataView, at: number, type: number, littleEndian: boolean): number {
  let value: number
  switch (type) {
    case wire.sint8:
      value = view.getInt8(at)
      break
    case wire.sint16:
      value = view.getInt16(at, littleEndian)
      break
    case wire.uint16:
    case wire.uint16z:
      value = view.getUint16(at, littleEndian)
      break
    case wire.sint32:
      value = view.getInt32(at, littleEndian)
      break
    case wire.uint32:
    case wire.uint32z:
      value = view.getUint32(at, littleEndian)
      break
    case wire.float32:
      return view.getFloat32(at, littleEndian)
    case wire.float64:
      return view.getFloat64(at, littleEndian)
    case wire.sint64:
      value = Number(view.getBigInt64(at, littleEndian))
      break
    case wire.uint64:
    case wire.uint64z:
      value = Number(view.getBigUint64(at, littleEndian))
      break
    default:
      value = view.getUint8(at)
  }
  return value === baseTypes[type]?.invalid ? Number.NaN : value
}
