import { limits } from '../limits.ts'
import { fitEpochS, wire } from './base-types.ts'
import { definitionLength, parseDefinition, repeatsDefinition, type Definition, type WireField } from './definition.ts'
import { planMessage, readMessage, type FieldValue, type MessagePlan } from './message-values.ts'
import { hrvNum, recordNum, type Message, type MessageLists } from './profile.ts'
import {
  planDeveloperField,
  planNativeFields,
  planRecord,
  readRun,
  reserveRecords,
  type RecordColumns,
  type RecordPlan,
} from './record-columns.ts'

/** What the messages of one segment are read into. */
export interface SegmentContent {
  records: RecordColumns
  rrMs: number[]
  messages: MessageLists
}

/** What may still be read, over all segments of a file. */
export interface Budget {
  messages: number
  kept: number
  records: number
  sessions: number
  intervals: number
  segments: number
}

export const fullBudget = (): Budget => ({
  messages: limits.fitMessages,
  kept: limits.keptMessages,
  records: limits.records,
  sessions: limits.sessions,
  intervals: limits.rrIntervals,
  segments: limits.segments,
})

/** The first budget that was overdrawn, or null. */
export const overdrawn = (budget: Budget): keyof Budget | null =>
  (['sessions', 'records', 'messages', 'kept', 'intervals', 'segments'] as const).find((name) => budget[name] < 0) ??
  null

/** A definition with the plan to read its data messages. */
interface Slot {
  definition: Definition
  record: RecordPlan | null
  message: MessagePlan | null
  /** The list of an `hrv` message. */
  intervals: WireField | null
  /** How many developer descriptions were known when `record` was planned. */
  descriptions: number
}

interface Reader {
  bytes: Uint8Array
  view: DataView
  content: SegmentContent
  budget: Budget
  /** By local message type. */
  slots: (Slot | null)[]
  /** The last few definitions: many devices take turns between the same two or three. */
  recent: Slot[]
  /** `field_description` by developer index and field number. */
  descriptions: Map<number, Message<'fieldDescription'>>
  /** The last full timestamp in FIT seconds, the base of compressed and 16-bit ones; −1 before the first. */
  clock: number
}

const recentCount = 16

/** Reads the messages of `bytes[from, end)` into `content`; returns why it stopped early, or null. */
export function readMessages(
  view: DataView,
  from: number,
  end: number,
  content: SegmentContent,
  budget: Budget,
): string | null {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
  const slots: Reader['slots'] = Array.from({ length: 16 }, () => null)
  const reader: Reader = { bytes, view, content, budget, slots, recent: [], descriptions: new Map(), clock: -1 }
  let at = from
  while (at < end) {
    const header = bytes[at]!
    if ((header & 0xc0) === 0x40) {
      const length = definitionLength(bytes, at, end)
      if (length < 0) return 'definition_cut'
      if (--budget.messages < 0) return 'limit_reached'
      slots[header & 15] = define(reader, at, at + length, end)
      at += length
      continue
    }
    const isCompressed = header >= 0x80
    const slot = slots[isCompressed ? (header >> 5) & 3 : header & 15]
    if (!slot) return 'no_definition'
    const stride = slot.definition.size + 1
    if (at + stride > end) return 'data_cut'
    const count = slot.record && !isCompressed ? runLength(bytes, at, end, stride) : 1
    if (!readData(reader, slot, at + 1, isCompressed ? header & 31 : -1, count)) return 'limit_reached'
    at += stride * count
  }
  return null
}

/** How many messages with the same header follow each other from `at` on. */
function runLength(bytes: Uint8Array, at: number, end: number, stride: number): number {
  const header = bytes[at]
  let count = 1
  for (let next = at + stride; next + stride <= end && bytes[next] === header; next += stride) count++
  return count
}

function define(reader: Reader, from: number, to: number, end: number): Slot {
  const { bytes, recent, content } = reader
  const known = recent.find((slot) => repeatsDefinition(slot.definition, bytes, from, to))
  if (known) return known
  const definition = parseDefinition(bytes, from, to)
  const isRecord = definition.num === recordNum
  if (isRecord && content.records.capacity === 0) {
    reserveRecords(content.records, Math.ceil((end - to) / (definition.size + 1)))
  }
  const slot: Slot = {
    definition,
    record: isRecord ? planRecords(reader, definition) : null,
    message: isRecord ? null : planMessage(definition),
    intervals: definition.num === hrvNum ? planIntervals(definition) : null,
    descriptions: reader.descriptions.size,
  }
  recent.unshift(slot)
  recent.length = Math.min(recent.length, recentCount)
  return slot
}

/** Reads `count` messages of one slot; false when a budget is used up. `offset` is a compressed header's 5-bit time, or −1. */
function readData(reader: Reader, slot: Slot, at: number, offset: number, count: number): boolean {
  const { budget } = reader
  if (slot.record) {
    const allowed = Math.min(count, budget.messages, budget.records)
    budget.messages -= count
    budget.records -= count
    readRecords(reader, slot, at, offset, allowed)
    return allowed === count
  }
  if (--budget.messages < 0) return false
  const time = readTime(reader, slot.definition, at, offset)
  if (slot.message) return --budget.kept >= 0 && keepMessage(reader, slot.message, slot.definition, at, time)
  return !slot.intervals || readIntervals(reader, slot.intervals, slot.definition.littleEndian, at)
}

/** The time of the message at `at` in FIT seconds, or NaN; moves the clock. */
function readTime(reader: Reader, definition: Definition, at: number, offset: number): number {
  let time = Number.NaN
  if (definition.timestampAt >= 0) {
    const raw = reader.view.getUint32(at + definition.timestampAt, definition.littleEndian)
    if (raw !== 0xffffffff) reader.clock = time = raw
  }
  if (offset >= 0 && reader.clock >= 0) {
    reader.clock += (offset - reader.clock) & 31
    if (Number.isNaN(time)) time = reader.clock
  }
  return time
}

function readRecords(reader: Reader, slot: Slot, at: number, offset: number, count: number): void {
  const { definition } = slot
  const { records } = reader.content
  if (definition.developerFields.length > 0 && slot.descriptions !== reader.descriptions.size) {
    slot.record = planRecords(reader, definition)
    slot.descriptions = reader.descriptions.size
  }
  if (records.n + count > records.capacity) reserveRecords(records, Math.max(count, records.n))
  const stride = definition.size + 1
  for (let i = 0; i < count; i++) {
    records.timeS[records.n + i] = readTime(reader, definition, at + i * stride, offset) + fitEpochS
  }
  const { view } = reader
  readRun(records, slot.record!, { view, littleEndian: definition.littleEndian, from: at, stride, count })
  records.n += count
}

function keepMessage(reader: Reader, plan: MessagePlan, definition: Definition, at: number, time: number): boolean {
  const { content, budget } = reader
  const message = readMessage(plan, reader.view, at, definition.littleEndian)
  if (plan.isTimed && !Number.isNaN(time)) message['timestamp'] = time + fitEpochS
  if (plan.name === 'monitoring') resolveTimestamp16(reader, message)
  if (plan.name === 'fieldDescription') describe(reader, message)
  const list: Record<string, FieldValue>[] = content.messages[plan.name]
  list.push(message)
  return plan.name !== 'session' || --budget.sessions >= 0
}

/** Monitoring messages may carry only the low 16 bits of their time: it is the next moment after the clock that ends in them. */
function resolveTimestamp16(reader: Reader, message: Message<'monitoring'>): void {
  if (message.timestamp16 === undefined || message.timestamp !== undefined || reader.clock < 0) return
  reader.clock += (message.timestamp16 - reader.clock) & 0xffff
  message.timestamp = reader.clock + fitEpochS
}

const describe = (reader: Reader, description: Message<'fieldDescription'>): void => {
  const { developerDataIndex, fieldDefinitionNumber } = description
  if (developerDataIndex === undefined || fieldDefinitionNumber === undefined) return
  reader.descriptions.set((developerDataIndex << 8) | fieldDefinitionNumber, description)
}

/** RR intervals: `time` (field 0 of `hrv`) is a list of milliseconds. */
const planIntervals = ({ fields }: Definition): WireField | null =>
  fields.find((f) => f.num === 0 && f.type === wire.uint16) ?? null

function readIntervals(reader: Reader, field: WireField, littleEndian: boolean, at: number): boolean {
  const { view, content, budget } = reader
  for (let i = 0; i + 2 <= field.size; i += 2) {
    const value = view.getUint16(at + field.at + i, littleEndian)
    if (value === 0xffff) continue
    if (--budget.intervals < 0) return false
    content.rrMs.push(value)
  }
  return true
}

/** The plan of a record definition under the developer descriptions seen so far. */
function planRecords({ content, descriptions }: Reader, definition: Definition): RecordPlan {
  const developer = definition.developerFields.flatMap((field) => {
    const description = descriptions.get((field.developerIndex << 8) | field.num)
    if (!description || (description.nativeMesgNum ?? recordNum) !== recordNum) return []
    return planDeveloperField(field, description) ?? []
  })
  const compressed = definition.fields.find((f) => f.num === 8 && f.size === 3)
  return planRecord([...planNativeFields(definition.fields), ...developer], compressed?.at ?? -1, content.records)
}
