import { channelNames, type Channel } from '@rc/domain'
import { limits } from '../limits.ts'
import { baseTypes, readNumber, wire } from './base-types.ts'
import { isReadable, type WireField } from './definition.ts'
import type { Message } from './profile.ts'

interface RecordField {
  num: number
  /** Position of its column in `RecordColumns.columns`. */
  column: number
  scale: number
  offset: number
  /** Added to what the column already holds (fractional cadence) instead of replacing it. */
  adds: boolean
}

const field = (num: number, channel: Channel, scale = 1, offset = 0, adds = false): RecordField => ({
  num,
  column: channelNames.indexOf(channel),
  scale,
  offset,
  adds,
})

/** 2³¹ semicircles are 180 degrees. */
export const semicirclesPerDegree = 2 ** 31 / 180

/** The fields of FIT's `record` we keep. Where two mean one channel, the later, finer one wins when it is valid. */
export const recordFields: readonly RecordField[] = [
  field(0, 'latDeg', semicirclesPerDegree),
  field(1, 'lonDeg', semicirclesPerDegree),
  field(2, 'altitudeM', 5, 500),
  field(78, 'altitudeM', 5, 500),
  field(3, 'hrBpm'),
  field(4, 'cadenceRpm'),
  field(53, 'cadenceRpm', 128, 0, true),
  field(52, 'cadenceRpm', 256),
  field(5, 'distanceM', 100),
  field(6, 'speedMps', 1000),
  field(73, 'speedMps', 1000),
  field(7, 'powerW'),
  field(13, 'temperatureC'),
  field(30, 'leftRightBalanceRaw'),
  field(39, 'verticalOscillationMm', 10),
  field(41, 'stanceTimeMs', 10),
  field(83, 'verticalRatioPct', 100),
  field(84, 'stanceBalancePct', 100),
  field(85, 'stepLengthMm', 10),
  field(99, 'respirationBrpm'),
  field(108, 'respirationBrpm', 100),
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
  /** State of the 12-bit distance of `compressed_speed_distance`, in 1/16 m; `last12` is −1 before the first. */
  compressed: { last12: number; distance16: number }
}

export const createRecordColumns = (): RecordColumns => ({
  n: 0,
  capacity: 0,
  timeS: new Float64Array(0),
  columns: Array.from({ length: 2 * channelNames.length }, () => new Float64Array(0)),
  compressed: { last12: -1, distance16: 0 },
})

/** Makes room for `rows` more records in every column in use. */
export function reserveRecords(records: RecordColumns, rows: number): void {
  if (records.n + rows <= records.capacity) return
  records.capacity = Math.min(Math.max(records.n + rows, 64), limits.records)
  records.timeS = enlarge(records.timeS, records.capacity)
  records.columns = records.columns.map((column) => (column.length === 0 ? column : enlarge(column, records.capacity)))
}

function enlarge(column: Float64Array, capacity: number): Float64Array {
  const larger = new Float64Array(capacity).fill(Number.NaN, column.length)
  larger.set(column)
  return larger
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
    fields.filter((f) => f.num === spec.num && isReadable(f)).map((f) => ({ ...f, ...spec })),
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

/** How the records of one definition are read: parallel arrays, one entry per wanted field. */
export interface RecordPlan {
  count: number
  column: Uint8Array
  at: Uint16Array
  type: Uint8Array
  invalid: Float64Array
  scale: Float64Array
  offset: Float64Array
  adds: Uint8Array
  /** Where field 8 (speed and distance in 12 bits each) lies, or −1. */
  compressedAt: number
}

/** Lays the fields out for reading and gives each of them a column. */
export function planRecord(fields: readonly PlannedField[], compressedAt: number, records: RecordColumns): RecordPlan {
  const used = fields.map((f) => f.column)
  for (const column of compressedAt >= 0 ? [...used, distance, speed] : used) {
    if (records.columns[column]!.length === 0) records.columns[column] = enlarge(new Float64Array(0), records.capacity)
  }
  return {
    count: fields.length,
    column: Uint8Array.from(used),
    at: Uint16Array.from(fields, (f) => f.at),
    type: Uint8Array.from(fields, (f) => f.type),
    invalid: Float64Array.from(fields, (f) => baseTypes[f.type]!.invalid),
    scale: Float64Array.from(fields, (f) => f.scale),
    offset: Float64Array.from(fields, (f) => f.offset),
    adds: Uint8Array.from(fields, (f) => Number(f.adds)),
    compressedAt,
  }
}

/** Writes the record at `from` into row `records.n`. The hot loop of the decoder: no allocation, no call for the usual types. */
export function readRecord(
  records: RecordColumns,
  plan: RecordPlan,
  view: DataView,
  from: number,
  littleEndian: boolean,
): void {
  const row = records.n
  if (plan.compressedAt >= 0) readCompressed(records, view, from + plan.compressedAt, row)
  const { columns } = records
  for (let i = 0; i < plan.count; i++) {
    const at = from + plan.at[i]!
    const type = plan.type[i]!
    let value: number
    if (type === wire.uint8) value = view.getUint8(at)
    else if (type === wire.uint16) value = view.getUint16(at, littleEndian)
    else if (type === wire.uint32) value = view.getUint32(at, littleEndian)
    else if (type === wire.sint32) value = view.getInt32(at, littleEndian)
    else if (type === wire.sint8) value = view.getInt8(at)
    else value = readNumber(view, at, type, littleEndian)
    if (value !== plan.invalid[i]! && value === value) {
      const column = columns[plan.column[i]!]!
      const scaled = value / plan.scale[i]! - plan.offset[i]!
      column[row] = plan.adds[i] === 1 ? column[row]! + scaled : scaled
    }
  }
}

/** Field 8: 12 bits of speed (1/100 m/s), then 12 bits of a distance that rolls over (1/16 m). */
function readCompressed(records: RecordColumns, view: DataView, at: number, row: number): void {
  const [low, middle, high] = [view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2)]
  if (low === 0xff && middle === 0xff && high === 0xff) return
  const { compressed } = records
  const distance12 = (middle >> 4) | (high << 4)
  compressed.distance16 += compressed.last12 < 0 ? distance12 : (distance12 - compressed.last12) & 0xfff
  compressed.last12 = distance12
  records.columns[speed]![row] = (low | ((middle & 15) << 8)) / 100
  records.columns[distance]![row] = compressed.distance16 / 16
}
