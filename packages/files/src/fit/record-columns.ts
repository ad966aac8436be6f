import { channelNames, type Channel } from '@rc/domain'
import { limits } from '../limits.ts'
import { plausibleRange } from '../plausible-range.ts'
import { readNumber, wire, wireRange, type BaseTypeName } from './base-types.ts'
import { isReadable, type WireField } from './definition.ts'
import type { Message } from './profile.ts'

interface RecordField {
  num: number
  /** As devices write it; a file may use another type. */
  type: BaseTypeName
  /** Position of its column in `RecordColumns.columns`. */
  column: number
  scale: number
  offset: number
  /** Added to what the column already holds (fractional cadence) instead of replacing it. */
  adds: boolean
}

const field = (
  num: number,
  type: BaseTypeName,
  channel: Channel,
  scale = 1,
  offset = 0,
  adds = false,
): RecordField => ({
  num,
  type,
  column: channelNames.indexOf(channel),
  scale,
  offset,
  adds,
})

/** 2³¹ semicircles are 180 degrees. */
const semicirclesPerDegree = 2 ** 31 / 180

/** The fields of FIT's `record` we keep. Where two mean one channel, the later, finer one wins when it is valid. */
export const recordFields: readonly RecordField[] = [
  field(0, 'sint32', 'latDeg', semicirclesPerDegree),
  field(1, 'sint32', 'lonDeg', semicirclesPerDegree),
  field(2, 'uint16', 'altitudeM', 5, 500),
  field(78, 'uint32', 'altitudeM', 5, 500),
  field(3, 'uint8', 'hrBpm'),
  field(52, 'uint16', 'cadenceRpm', 256),
  field(4, 'uint8', 'cadenceRpm'),
  field(53, 'uint8', 'cadenceRpm', 128, 0, true),
  field(5, 'uint32', 'distanceM', 100),
  field(6, 'uint16', 'speedMps', 1000),
  field(73, 'uint32', 'speedMps', 1000),
  field(7, 'uint16', 'powerW'),
  field(13, 'sint8', 'temperatureC'),
  field(30, 'uint8', 'leftRightBalanceRaw'),
  field(39, 'uint16', 'verticalOscillationMm', 10),
  field(41, 'uint16', 'stanceTimeMs', 10),
  field(83, 'uint16', 'verticalRatioPct', 100),
  field(84, 'uint16', 'stanceBalancePct', 100),
  field(85, 'uint16', 'stepLengthMm', 10),
  field(99, 'uint8', 'respirationBrpm'),
  field(108, 'uint16', 'respirationBrpm', 100),
]

const distance = channelNames.indexOf('distanceM')
const speed = channelNames.indexOf('speedMps')

/** Growing columns of one segment's records; a column stays empty until a definition names it. */
export interface RecordColumns {
  n: number
  capacity: number
  timeS: Float64Array
  /** Native fields in the order of `channelNames`, then in the same order what developer fields say they measured. */
  columns: Float64Array[]
  /** Columns read from a wire type that can hold what the channel cannot; `samplesOf` looks at their values. */
  suspects: Set<number>
  /** State of the 12-bit distance of `compressed_speed_distance`, in 1/16 m; `last12` is −1 before the first. */
  compressed: { last12: number; distance16: number }
}

export const createRecordColumns = (): RecordColumns => ({
  n: 0,
  capacity: 0,
  timeS: new Float64Array(0),
  columns: Array.from({ length: 2 * channelNames.length }, () => new Float64Array(0)),
  suspects: new Set(),
  compressed: { last12: -1, distance16: 0 },
})

/** Makes room for `rows` more records in every column in use. */
export function reserveRecords(records: RecordColumns, rows: number): void {
  if (records.n + rows <= records.capacity) return
  const capacity = Math.min(Math.max(records.n + rows, 64), limits.records)
  const enlarge = (column: Float64Array) => {
    const larger = new Float64Array(capacity).fill(Number.NaN, records.n)
    larger.set(column.subarray(0, records.n))
    return larger
  }
  records.capacity = capacity
  records.timeS = enlarge(records.timeS)
  records.columns = records.columns.map((column) => (column.length === 0 ? column : enlarge(column)))
}

/** A field as the records of one definition carry it. */
export interface PlannedField extends WireField {
  column: number
  scale: number
  offset: number
  adds: boolean
}

/** The native fields of a definition that have a channel, in order of priority. */
export const planNativeFields = (fields: readonly WireField[]): PlannedField[] =>
  recordFields.flatMap((spec) =>
    fields.filter((f) => f.num === spec.num && isReadable(f)).map((f) => ({ ...spec, ...f })),
  )

/** Units in which developers describe a quantity that is not the channel's own. */
const unitsPerChannelUnit: Record<string, number> = { centimeters: 0.1, cm: 0.1, 'km/h': 3.6, km: 0.001 }

/** A developer field as its description maps it to a native one (never by its name), or null where it maps to none of ours. */
export function planDeveloperField(field: WireField, description: Message<'fieldDescription'>): PlannedField | null {
  const spec = recordFields.find((f) => f.num === description.nativeFieldNum && !f.adds)
  const read = { ...field, type: (description.fitBaseTypeId ?? 0xff) & 0x1f }
  if (!spec || !isReadable(read)) return null
  const scale = (description.scale || 1) * (unitsPerChannelUnit[description.units?.toLowerCase() ?? ''] ?? 1)
  return { ...read, column: channelNames.length + spec.column, scale, offset: description.offset ?? 0, adds: false }
}

/** How the records of one definition are read. */
export interface RecordPlan {
  fields: readonly PlannedField[]
  /** Where field 8 (speed and distance in 12 bits each) lies, or −1. */
  compressedAt: number
}

/** Gives each field its column. */
export function planRecord(fields: readonly PlannedField[], compressedAt: number, records: RecordColumns): RecordPlan {
  const used = fields.map((f) => f.column)
  for (const column of compressedAt >= 0 ? [...used, distance, speed] : used) {
    if (records.columns[column]!.length === 0) {
      records.columns[column] = new Float64Array(records.capacity).fill(Number.NaN)
    }
  }
  for (const field of fields) if (!fitsChannel(field)) records.suspects.add(field.column)
  return { fields, compressedAt }
}

/** True when no value of the field's wire type lies outside its channel's range. */
function fitsChannel({ column, type, scale, offset }: PlannedField): boolean {
  const [min, max] = plausibleRange(channelNames[column % channelNames.length]!)
  const range = wireRange(type)
  return range !== null && range[0] / scale - offset >= min && range[1] / scale - offset <= max
}

/** Where records of one definition follow each other: `count` of them, the first one's data at `from`, each `stride` bytes on. */
export interface RecordRun {
  view: DataView
  littleEndian: boolean
  from: number
  stride: number
  count: number
}

/** Reads a run field by field into the rows from `records.n` on: a tight loop for each, which is where the speed comes from. */
export function readRun(records: RecordColumns, plan: RecordPlan, run: RecordRun): void {
  if (plan.compressedAt >= 0) readCompressed(records, plan.compressedAt, run)
  for (const field of plan.fields) {
    const column = records.columns[field.column]!
    if (field.adds) addColumn(column, records.n, field, run)
    else readColumn(column, records.n, field, run)
  }
}

function readColumn(column: Float64Array, row: number, field: PlannedField, run: RecordRun): void {
  const { view, littleEndian, stride } = run
  const { type, scale, offset } = field
  const end = row + run.count
  let at = run.from + field.at
  switch (type) {
    case wire.uint8:
      for (; row < end; row++, at += stride) {
        const value = view.getUint8(at)
        if (value !== 0xff) column[row] = value / scale - offset
      }
      break
    case wire.uint16:
      for (; row < end; row++, at += stride) {
        const value = view.getUint16(at, littleEndian)
        if (value !== 0xffff) column[row] = value / scale - offset
      }
      break
    case wire.uint32:
      for (; row < end; row++, at += stride) {
        const value = view.getUint32(at, littleEndian)
        if (value !== 0xffffffff) column[row] = value / scale - offset
      }
      break
    case wire.sint32:
      for (; row < end; row++, at += stride) {
        const value = view.getInt32(at, littleEndian)
        if (value !== 0x7fffffff) column[row] = value / scale - offset
      }
      break
    default:
      for (; row < end; row++, at += stride) {
        const value = readNumber(view, at, type, littleEndian)
        if (!Number.isNaN(value)) column[row] = value / scale - offset
      }
  }
}

function addColumn(column: Float64Array, row: number, field: PlannedField, run: RecordRun): void {
  for (let i = 0; i < run.count; i++) {
    const value = readNumber(run.view, run.from + field.at + i * run.stride, field.type, run.littleEndian)
    if (!Number.isNaN(value)) column[row + i]! += value / field.scale
  }
}

/** Field 8: 12 bits of speed (1/100 m/s), then 12 bits of a distance that rolls over (1/16 m). */
function readCompressed({ columns, compressed, n }: RecordColumns, fieldAt: number, run: RecordRun): void {
  for (let i = 0; i < run.count; i++) {
    const at = run.from + fieldAt + i * run.stride
    const [low, middle, high] = [run.view.getUint8(at), run.view.getUint8(at + 1), run.view.getUint8(at + 2)]
    if (low === 0xff && middle === 0xff && high === 0xff) continue
    const distance12 = (middle >> 4) | (high << 4)
    compressed.distance16 += compressed.last12 < 0 ? distance12 : (distance12 - compressed.last12) & 0xfff
    compressed.last12 = distance12
    columns[speed]![n + i] = (low | ((middle & 15) << 8)) / 100
    columns[distance]![n + i] = compressed.distance16 / 16
  }
}
