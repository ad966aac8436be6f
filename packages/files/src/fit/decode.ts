import type { SegmentReport } from '@rc/domain'
import { crc16 } from './crc.ts'
import { messages, type MessageLists, type MessageName } from './profile.ts'
import { fullBudget, overdrawn, readMessages, type Budget, type SegmentContent } from './read-messages.ts'
import { createRecordColumns } from './record-columns.ts'

/** One FIT file of a chain, decoded but not yet understood. */
export interface FitSegment extends SegmentContent {
  report: SegmentReport
}

export interface DecodedFit {
  segments: FitSegment[]
  /** Bytes after the last readable segment. */
  trailingBytes: number
  /** The cap that ended the reading, or null. */
  limit: keyof Budget | null
}

/**
 * Decodes FIT bytes in one pass: records into columns, the messages of `profile.ts` into objects, all else skipped.
 * Layout: header (12 bytes or more, `.FIT` from the ninth), messages, CRC; further such files may follow. Damage never throws: every
 * whole message before it is kept and the segment's report says what was wrong.
 */
export function decodeFit(bytes: Uint8Array): DecodedFit {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const budget = fullBudget()
  const segments: FitSegment[] = []
  let at = 0
  while (overdrawn(budget) === null && isHeader(bytes, at) && --budget.segments >= 0) {
    const { segment, end } = decodeSegment(bytes, view, at, budget)
    segments.push(segment)
    at = end
  }
  return { segments, trailingBytes: bytes.length - at, limit: overdrawn(budget) }
}

/** True where a FIT header starts. */
const isHeader = (bytes: Uint8Array, at: number): boolean =>
  bytes[at]! >= 12 &&
  bytes[at + 8] === 0x2e &&
  bytes[at + 9] === 0x46 &&
  bytes[at + 10] === 0x49 &&
  bytes[at + 11] === 0x54

/** A recording that was never finished has `data_size` 0 before its data, a cut one too much: both are read to the end of the bytes. */
function decodeSegment(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  budget: Budget,
): { segment: FitSegment; end: number } {
  const dataFrom = at + bytes[at]!
  const dataSize = view.getUint32(at + 4, true)
  const isUnfinished = dataSize === 0 && bytes.length > dataFrom + 2 && !isHeader(bytes, dataFrom + 2)
  const dataTo = isUnfinished ? bytes.length : dataFrom + dataSize
  const isComplete = !isUnfinished && dataTo + 2 <= bytes.length
  const segment: FitSegment = {
    report: {
      headerCrc: checkHeader(bytes, view, at),
      fileCrc: isComplete ? (crc16(bytes, at, dataTo) === view.getUint16(dataTo, true) ? 'ok' : 'bad') : 'missing',
      truncatedBytes: isComplete || isUnfinished ? 0 : dataTo + 2 - bytes.length,
      error: isUnfinished ? 'data_size_zero' : null,
    },
    records: createRecordColumns(),
    rrMs: [],
    messages: emptyLists(),
  }
  const error = readMessages(view, dataFrom, Math.min(dataTo, bytes.length), segment, budget)
  segment.report.error ??= error
  return { segment, end: isComplete ? dataTo + 2 : bytes.length }
}

function checkHeader(bytes: Uint8Array, view: DataView, at: number): SegmentReport['headerCrc'] {
  if (bytes[at]! < 14 || at + 14 > bytes.length) return 'absent'
  const stored = view.getUint16(at + 12, true)
  if (stored === 0) return 'zero'
  return stored === crc16(bytes, at, at + 12) ? 'ok' : 'bad'
}

const emptyLists = (): MessageLists =>
  Object.fromEntries((Object.keys(messages) as MessageName[]).map((name) => [name, []])) as unknown as MessageLists
