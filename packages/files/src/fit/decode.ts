import type { SegmentReport } from '@rc/domain'
import { limits } from '../limits.ts'
import { fitEpochS, wire } from './base-types.ts'
import { crc16 } from './crc.ts'
import { definitionLength, parseDefinition, repeatsDefinition, type Definition } from './definition.ts'
import { planMessage, readMessage, type FieldValue, type MessagePlan } from './message-values.ts'
import { hrvNum, messages, recordNum, type Message, type MessageLists, type MessageName } from './profile.ts'
import {
  createRecordColumns,
  planDeveloperField,
  planNativeFields,
  planRecord,
  readRecord,
  reserveRecords,
  type RecordColumns,
  type RecordPlan,
} from './record-columns.ts'

/** One FIT file of a chain, decoded but not yet understood. */
export interface FitSegment {
  report: SegmentReport
  records: RecordColumns
  rrMs: number[]
  messages: MessageLists
}

export interface DecodedFit {
  segments: FitSegment[]
  /** Bytes after the last readable segment. */
  trailingBytes: number
  /** The cap that ended the reading, or null. */
  limit: 'messages' | 'records' | 'sessions' | null
}

interface Slot {
  definition: Definition
  record: RecordPlan | null
  message: MessagePlan | null
}

interface Walk {
  bytes: Uint8Array
  view: DataView
  /** Messages left under the caps, over all segments. */
  messagesLeft: number
  keptLeft: number
  recordsLeft: number
  sessionsLeft: number
  limit: DecodedFit['limit']
}

/**
 * Decodes FIT bytes in one pass: records into columns, the messages of `profile.ts` into objects, all else skipped.
 * Damage never throws: every whole message before it is kept and the segment's report says what was wrong.
 */
export function decodeFit(bytes: Uint8Array): DecodedFit {
  const walk: Walk = {
    bytes,
    view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length),
    messagesLeft: limits.fitMessages,
    keptLeft: limits.keptMessages,
    recordsLeft: limits.records,
    sessionsLeft: limits.sessions,
    limit: null,
  }
  const segments: FitSegment[] = []
  let at = 0
  while (walk.limit === null && isHeader(bytes, at)) {
    const { segment, end } = decodeSegment(walk, at)
    segments.push(segment)
    at = end
  }
  return { segments, trailingBytes: Math.max(0, bytes.length - at), limit: walk.limit }
}

/** True where a FIT header starts: a size of at least 12 and the letters `.FIT` from its ninth byte on. */
export const isHeader = (bytes: Uint8Array, at: number): boolean =>
  bytes[at]! >= 12 &&
  bytes[at + 8] === 0x2e &&
  bytes[at + 9] === 0x46 &&
  bytes[at + 10] === 0x49 &&
  bytes[at + 11] === 0x54

function decodeSegment(walk: Walk, at: number): { segment: FitSegment; end: number } {
  const { bytes, view } = walk
  const dataFrom = at + bytes[at]!
  const dataSize = view.getUint32(at + 4, true)
  const neverFinished = dataSize === 0 && bytes.length > dataFrom + 2 && !isHeader(bytes, dataFrom + 2)
  const dataTo = neverFinished ? bytes.length : dataFrom + dataSize
  const complete = !neverFinished && dataTo + 2 <= bytes.length
  const segment: FitSegment = {
    report: {
      headerCrc: headerCrc(walk, at),
      fileCrc: complete ? (crc16(bytes, at, dataTo) === view.getUint16(dataTo, true) ? 'ok' : 'bad') : 'missing',
      truncatedBytes: complete || neverFinished ? 0 : dataTo + 2 - bytes.length,
      error: neverFinished ? 'data_size_zero' : null,
    },
    records: createRecordColumns(),
    rrMs: [],
    messages: emptyLists(),
  }
  const error = readMessages(walk, segment, dataFrom, Math.min(dataTo, bytes.length))
  segment.report.error ??= error
  return { segment, end: complete ? dataTo + 2 : bytes.length }
}

function headerCrc({ bytes, view }: Walk, at: number): SegmentReport['headerCrc'] {
  if (bytes[at]! < 14 || at + 14 > bytes.length) return 'absent'
  const stored = view.getUint16(at + 12, true)
  if (stored === 0) return 'zero'
  return stored === crc16(bytes, at, at + 12) ? 'ok' : 'bad'
}

const emptyLists = (): MessageLists =>
  Object.fromEntries((Object.keys(messages) as MessageName[]).map((name) => [name, []])) as unknown as MessageLists

/** Reads the messages in `[at, end)`; returns why it stopped early, or null. */
function readMessages(walk: Walk, segment: FitSegment, from: number, end: number): string | null {
  const { bytes, view } = walk
  const { records } = segment
  const slots: (Slot | null)[] = Array.from({ length: 16 }, () => null)
  /** The last full timestamp, in FIT seconds: the base of compressed and 16-bit ones. */
  let clock = -1
  let at = from
  while (at < end) {
    const header = bytes[at]!
    if ((header & 0xc0) === 0x40) {
      const length = definitionLength(bytes, at, end)
      if (length < 0) return 'definition_cut'
      const slot = slots[header & 15]
      if (!slot || !repeatsDefinition(slot.definition, bytes, at, at + length)) {
        slots[header & 15] = prepare(segment, parseDefinition(bytes, at, at + length), end - at - length)
      }
      at += length
      continue
    }
    const isCompressed = header >= 0x80
    const slot = slots[isCompressed ? (header >> 5) & 3 : header & 15]
    if (!slot) return 'no_definition'
    const { definition } = slot
    at++
    if (at + definition.size > end) return 'data_cut'
    if (--walk.messagesLeft < 0) {
      walk.limit = 'messages'
      return 'limit_reached'
    }
    let time = Number.NaN
    if (definition.timestampAt >= 0) {
      const raw = view.getUint32(at + definition.timestampAt, definition.littleEndian)
      if (raw !== 0xffffffff) clock = time = raw
    }
    if (isCompressed && clock >= 0) {
      clock += ((header & 31) - clock) & 31
      if (time !== time) time = clock
    }
    if (slot.record) {
      if (--walk.recordsLeft < 0) {
        walk.limit = 'records'
        return 'limit_reached'
      }
      if (records.n === records.capacity) reserveRecords(records, records.n)
      records.timeS[records.n] = time + fitEpochS
      readRecord(records, slot.record, view, at, definition.littleEndian)
      records.n++
    } else if (slot.message) {
      if (--walk.keptLeft < 0) {
        walk.limit = 'messages'
        return 'limit_reached'
      }
      const message = readMessage(slot.message, view, at, definition.littleEndian)
      if (time === time) message['timestamp'] = time + fitEpochS
      if (slot.message.name === 'monitoring') clock = resolveTimestamp16(message, clock)
      ;(segment.messages[slot.message.name] as Record<string, FieldValue>[]).push(message)
      if (slot.message.name === 'session' && --walk.sessionsLeft < 0) {
        walk.limit = 'sessions'
        return 'limit_reached'
      }
      if (slot.message.name === 'fieldDescription') {
        for (const other of slots) if (other?.record) other.record = planRecords(segment, other.definition)
      }
    } else if (definition.num === hrvNum) readIntervals(segment.rrMs, definition, view, at)
    at += definition.size
  }
  return null
}

function prepare(segment: FitSegment, definition: Definition, bytesLeft: number): Slot {
  if (definition.num !== recordNum) return { definition, record: null, message: planMessage(definition) }
  reserveRecords(segment.records, Math.ceil(bytesLeft / (definition.size + 1)))
  return { definition, record: planRecords(segment, definition), message: null }
}

/** Monitoring messages carry the low 16 bits of their time: the next moment after `clock` that ends in them. */
function resolveTimestamp16(message: Message<'monitoring'>, clock: number): number {
  if (message.timestamp16 === undefined || message.timestamp !== undefined || clock < 0) return clock
  const time = clock + ((message.timestamp16 - clock) & 0xffff)
  message.timestamp = time + fitEpochS
  return time
}

/** RR intervals: `time` (field 0) is a list of milliseconds. */
function readIntervals(rrMs: number[], definition: Definition, view: DataView, at: number): void {
  const field = definition.fields.find((f) => f.num === 0 && (f.type === wire.uint16 || f.type === wire.uint16z))
  if (!field) return
  for (let i = 0; i + 2 <= field.size; i += 2) {
    const value = view.getUint16(at + field.at + i, definition.littleEndian)
    if (value !== 0xffff) rrMs.push(value)
  }
}

/** The plan of a record definition under the developer descriptions seen so far. */
function planRecords(segment: FitSegment, definition: Definition): RecordPlan {
  const developer = definition.developerFields.flatMap((field) => {
    const description = segment.messages.fieldDescription.findLast(
      (d) => d.developerDataIndex === field.developerIndex && d.fieldDefinitionNumber === field.num,
    )
    if (!description || (description.nativeMesgNum ?? recordNum) !== recordNum) return []
    return planDeveloperField(field, description) ?? []
  })
  const compressed = definition.fields.find((f) => f.num === 8 && f.size === 3)
  return planRecord([...planNativeFields(definition.fields), ...developer], compressed?.at ?? -1, segment.records)
}
