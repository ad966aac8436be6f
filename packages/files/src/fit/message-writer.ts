import { channelNames, type SampleColumns } from '@rc/domain'
import { baseTypes, fitEpochS, wireRange, type BaseTypeName } from './base-types.ts'
import { crc16 } from './crc.ts'
import { hrvNum, messages, recordNum, type FieldSpec, type Message, type MessageName } from './profile.ts'
import { recordFields } from './record-columns.ts'

/** A FIT file in the making: little-endian messages behind a 14-byte header. */
export interface FitWriter {
  bytes: Uint8Array
  view: DataView
  length: number
  /** What each of the 16 local message types means now, and which is given away next. */
  local: (string | undefined)[]
  next: number
}

const headerSize = 14
const protocolVersion = 0x20
const profileVersion = 21_200

export function createWriter(): FitWriter {
  const bytes = new Uint8Array(65_536)
  return { bytes, view: new DataView(bytes.buffer), length: headerSize, local: [], next: 0 }
}

/** The finished file: header with its checksum, messages, checksum of all. */
export function finishFile(writer: FitWriter): Uint8Array {
  reserve(writer, 2)
  const { view, length } = writer
  view.setUint8(0, headerSize)
  view.setUint8(1, protocolVersion)
  view.setUint16(2, profileVersion, true)
  view.setUint32(4, length - headerSize, true)
  writer.bytes.set([0x2e, 0x46, 0x49, 0x54], 8)
  view.setUint16(12, crc16(writer.bytes, 0, 12), true)
  view.setUint16(length, crc16(writer.bytes, 0, length), true)
  return writer.bytes.slice(0, length + 2)
}

/** How a message lies in the file: what its definition says, and its size. */
interface Layout {
  /** Definition without its header byte. */
  definition: number[]
  key: string
  size: number
}

interface WireType {
  code: number
  size: number
  min: number
  max: number
  invalid: number
  isFloat: boolean
}

const wireTypes = new Map<string, WireType>(
  baseTypes.map(({ name, code, size, invalid }, number) => {
    const [min, max] = wireRange(number) ?? [-Infinity, Infinity]
    return [name, { code, size, min, max, invalid, isFloat: name.startsWith('float') }]
  }),
)
const wireType = (name: BaseTypeName): WireType => wireTypes.get(name)!

interface WrittenField {
  num: number
  type: WireType
  values: ArrayLike<number>
}

function layoutOf(num: number, fields: readonly { num: number; type: WireType; values: { length: number } }[]): Layout {
  const described = fields.flatMap((field) => [field.num, field.type.size * field.values.length, field.type.code])
  const definition = [0, 0, num & 0xff, num >> 8, fields.length, ...described]
  return { definition, key: definition.join(), size: fields.reduce((sum, f) => sum + f.type.size * f.values.length, 0) }
}

/** Writes one message; fields without a value are left out of its definition. */
export function writeMessage<N extends MessageName>(writer: FitWriter, name: N, message: Message<N>): void {
  const fields = Object.entries<FieldSpec>(messages[name].fields).flatMap(([field, spec]): WrittenField[] => {
    const value = (message as Record<string, string | number | number[] | undefined>)[field]
    return value === undefined ? [] : [encodeField(spec, value)]
  })
  write(writer, messages[name].num, fields)
}

function encodeField([num, type, scale = 1, offset = 0]: FieldSpec, value: string | number | number[]): WrittenField {
  if (typeof value === 'string') return { num, type: wireType('string'), values: encodeString(value) }
  if (type === 'dateTime') return { num, type: wireType('uint32'), values: [Number(value) - fitEpochS] }
  const base = (type.endsWith('[]') ? type.slice(0, -2) : type) as BaseTypeName
  return { num, type: wireType(base), values: [value].flat().map((v) => (v + offset) * scale) }
}

const longestString = 254

/** UTF-8 with its closing zero, cut between characters where it is too long for a field. */
function encodeString(text: string): Uint8Array {
  const room = new Uint8Array(longestString)
  const { written } = new TextEncoder().encodeInto(text, room)
  return new Uint8Array([...room.subarray(0, written), 0])
}

/** RR intervals of up to a field's length, ms. */
export const writeIntervals = (writer: FitWriter, rrMs: ArrayLike<number>): void =>
  write(writer, hrvNum, [{ num: 0, type: wireType('uint16'), values: rrMs }])

function write(writer: FitWriter, num: number, fields: readonly WrittenField[]): void {
  begin(writer, layoutOf(num, fields))
  for (const { type, values } of fields) {
    for (let i = 0; i < values.length; i++) writeValue(writer, type, values[i]!)
  }
}

/** How rows of samples become `record` messages. */
export interface RowPlan {
  layout: Layout
  fields: { type: WireType; value: (row: number) => number }[]
}

/** One field for the time, one for each channel, and one for the fraction of a cadence. */
export function planRows({ timeS, channels }: SampleColumns): RowPlan {
  const one = { length: 1 }
  const fields = [{ num: 253, type: wireType('uint32'), values: one, value: (row: number) => timeS[row]! - fitEpochS }]
  for (const [column, name] of channelNames.entries()) {
    const values = channels[name]
    if (!values) continue
    const spec = recordFields.findLast((f) => f.column === column && !f.adds)!
    const fraction = recordFields.find((f) => f.column === column && f.adds && values.some((v) => v % 1 > 0))
    fields.push({
      num: spec.num,
      type: wireType(spec.type),
      values: one,
      value: fraction ? (row) => Math.floor(values[row]!) : (row) => (values[row]! + spec.offset) * spec.scale,
    })
    if (!fraction) continue
    const value = (row: number) => Math.min(fraction.scale - 1, (values[row]! % 1) * fraction.scale)
    fields.push({ num: fraction.num, type: wireType(fraction.type), values: one, value })
  }
  return { layout: layoutOf(recordNum, fields), fields }
}

export function writeRow(writer: FitWriter, plan: RowPlan, row: number): void {
  begin(writer, plan.layout)
  for (const { type, value } of plan.fields) writeValue(writer, type, value(row))
}

/** Writes the header of a message, and its definition first where none of the sixteen local types has it. */
function begin(writer: FitWriter, { key, definition, size }: Layout): void {
  reserve(writer, definition.length + size + 2)
  let local = writer.local.indexOf(key)
  if (local < 0) {
    local = writer.next
    writer.next = (local + 1) % 16
    writer.local[local] = key
    writer.bytes[writer.length] = 0x40 | local
    writer.bytes.set(definition, writer.length + 1)
    writer.length += 1 + definition.length
  }
  writer.bytes[writer.length++] = local
}

/** Writes one number; `NaN` and what the type cannot hold become its "not recorded". */
function writeValue(writer: FitWriter, { size, min, max, invalid, isFloat }: WireType, value: number): void {
  const { view, length: at } = writer
  writer.length += size
  const rounded = Math.round(value)
  const stored = rounded >= min && rounded <= max ? rounded : invalid
  if (isFloat) view.setFloat32(at, value, true)
  else if (size === 1) view.setUint8(at, stored)
  else if (size === 2) view.setUint16(at, stored, true)
  else view.setUint32(at, stored, true)
}

function reserve(writer: FitWriter, size: number): void {
  if (writer.length + size <= writer.bytes.length) return
  const larger = new Uint8Array(2 * (writer.length + size))
  larger.set(writer.bytes.subarray(0, writer.length))
  writer.bytes = larger
  writer.view = new DataView(larger.buffer)
}
