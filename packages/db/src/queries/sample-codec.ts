import { channels, type Channel, type SampleColumns } from '@rc/domain'

/** What COPY … FROM STDIN (FORMAT binary) takes for the samples of one activity, which has no id yet (see `stampActivity`). */
export interface EncodedSamples {
  n: number
  /** Columns of `activity_samples` in the order of the payload. */
  columns: string[]
  payload: Uint8Array<ArrayBuffer>
  /** Where each row begins in the payload. */
  rowStarts: Uint32Array<ArrayBuffer>
}

type StoredType = (typeof channels)[number]['type']
const byteLength: Record<StoredType, number> = { float8: 8, float4: 4, int2: 2, int4: 4 }
const integerRange: Partial<Record<StoredType, number>> = { int2: 32_767, int4: 2_147_483_647 }

/** Binary COPY: an 11-byte signature, flags, length of the header's extension. */
const HEADER = Uint8Array.from([80, 71, 67, 79, 80, 89, 10, 255, 13, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0])
/** Field count, then user_id, activity_id and seq (4 bytes each) and time (8), each after its length. */
const ROW_HEAD = 2 + 3 * 8 + 12
const ACTIVITY_ID_OFFSET = 2 + 8 + 4
const POSTGRES_EPOCH_S = 946_684_800

/**
 * Brings columns to exactly what the table keeps: single precision where it has `real`, whole numbers where it has
 * integers, microseconds, and NaN for what does not fit. What is computed from them is then the same before and after.
 */
export function toStoredPrecision({ n, timeS, channels: given }: SampleColumns): SampleColumns {
  const stored: SampleColumns = { n, timeS: new Float64Array(n), channels: {} }
  for (let i = 0; i < n; i++) stored.timeS[i] = Math.round(timeS[i]! * 1e6) / 1e6
  for (const { name, type } of channels) {
    const values = given[name]
    if (!values) continue
    const kept = new Float64Array(n)
    const isWhole = type === 'int2' || type === 'int4'
    const limit = integerRange[type] ?? Number.MAX_VALUE
    let some = false
    for (let i = 0; i < n; i++) {
      const value = values[i]!
      const result = isWhole ? Math.round(value) : type === 'float4' ? Math.fround(value) : value
      // False for NaN as well.
      const fits = Math.abs(result) <= limit
      kept[i] = fits ? result : NaN
      some ||= fits
    }
    if (some) stored.channels[name] = kept
  }
  return stored
}

/** Encodes samples of stored precision; NaN becomes NULL and channels without a value are left to their default. */
export function encodeSamples(userId: number, { n, timeS, channels: given }: SampleColumns): EncodedSamples {
  const fields = channels.flatMap(({ name, column, type }) => {
    const values = given[name]
    return values ? [{ column, type, values, width: byteLength[type] }] : []
  })
  let size = HEADER.length + n * (ROW_HEAD + 4 * fields.length) + 2
  for (const { values, width } of fields) for (let i = 0; i < n; i++) if (!Number.isNaN(values[i])) size += width

  const payload = new Uint8Array(size)
  const view = new DataView(payload.buffer)
  const rowStarts = new Uint32Array(n)
  payload.set(HEADER)
  let at = HEADER.length
  for (let row = 0; row < n; row++) {
    rowStarts[row] = at
    view.setInt16(at, 4 + fields.length)
    view.setInt32(at + 2, 4)
    view.setInt32(at + 6, userId)
    view.setInt32(at + 10, 4)
    view.setInt32(at + 18, 4)
    view.setInt32(at + 22, row)
    view.setInt32(at + 26, 8)
    writeTime(view, at + 30, timeS[row]!)
    at += ROW_HEAD
    for (const { values, type, width } of fields) {
      const value = values[row]!
      if (Number.isNaN(value)) {
        view.setInt32(at, -1)
        at += 4
        continue
      }
      view.setInt32(at, width)
      writeNumber(view, at + 4, type, value)
      at += 4 + width
    }
  }
  view.setInt16(at, -1)
  return { n, columns: ['user_id', 'activity_id', 'seq', 'time', ...fields.map((f) => f.column)], payload, rowStarts }
}

/** Writes the id of the activity into every row. */
export function stampActivity({ payload, rowStarts }: EncodedSamples, activityId: number): void {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength)
  for (const start of rowStarts) view.setInt32(start + ACTIVITY_ID_OFFSET, activityId)
}

/** Reads the rows (time, then `wanted` in that order) of a binary COPY … TO STDOUT. */
export function decodeSamples(bytes: Uint8Array, wanted: readonly Channel[], capacity: number): SampleColumns {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const fields = wanted.map((name) => {
    const { type } = channels.find((channel) => channel.name === name)!
    return { name, type, width: byteLength[type], values: new Float64Array(capacity) }
  })
  const timeS = new Float64Array(capacity)
  let at = HEADER.length
  let n = 0
  for (; view.getInt16(at) !== -1; n++) {
    timeS[n] = readTime(view, at + 6)
    at += 2 + 12
    for (const { type, width, values } of fields) {
      const missing = view.getInt32(at) === -1
      values[n] = missing ? NaN : readNumber(view, at + 4, type)
      at += missing ? 4 : 4 + width
    }
  }
  const cut = (values: Float64Array<ArrayBuffer>) => (n === capacity ? values : values.slice(0, n))
  return { n, timeS: cut(timeS), channels: Object.fromEntries(fields.map((f) => [f.name, cut(f.values)])) }
}

function writeNumber(view: DataView, at: number, type: StoredType, value: number): void {
  switch (type) {
    case 'float8':
      return view.setFloat64(at, value)
    case 'float4':
      return view.setFloat32(at, value)
    case 'int2':
      return view.setInt16(at, value)
    case 'int4':
      return view.setInt32(at, value)
  }
}

function readNumber(view: DataView, at: number, type: StoredType): number {
  switch (type) {
    case 'float8':
      return view.getFloat64(at)
    case 'float4':
      return view.getFloat32(at)
    case 'int2':
      return view.getInt16(at)
    case 'int4':
      return view.getInt32(at)
  }
}

/** timestamptz: microseconds since 2000 in 64 bits, written as two halves since BigInt is slow. */
function writeTime(view: DataView, at: number, unixS: number): void {
  const microseconds = Math.round((unixS - POSTGRES_EPOCH_S) * 1e6)
  const high = Math.floor(microseconds / 2 ** 32)
  view.setInt32(at, high)
  view.setUint32(at + 4, microseconds - high * 2 ** 32)
}

function readTime(view: DataView, at: number): number {
  const microseconds = view.getInt32(at) * 2 ** 32 + view.getUint32(at + 4) + POSTGRES_EPOCH_S * 1e6
  return microseconds / 1e6
}
