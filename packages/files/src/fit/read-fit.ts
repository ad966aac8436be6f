import type { FileContents, FileKind, Outcome, RecordCounts, SourceFlag } from '@rc/domain'
import { flagsOf, isActivity, readActivity } from './activity.ts'
import { decodeFit, type DecodedFit, type FitSegment } from './decode.ts'
import { deviceOf } from './device.ts'
import { kindOfSegment } from './file-kind.ts'
import { outlineOf } from './outline.ts'
import { readWellness } from './wellness.ts'

/** Segments of one activity: the one that tells it and those with heartbeats that follow it. */
interface Part {
  index: number
  segment: FitSegment
  straps: FitSegment[]
}

/** A FIT file understood: a recording for each chained activity, wellness from the rest. `missing`: `not_fit`, `nothing_readable`, `too_many_sessions`. */
export function readFit(bytes: Uint8Array): Outcome<FileContents> {
  const decoded = decodeFit(bytes)
  const { segments } = decoded
  if (segments.length === 0) return { ok: false, missing: ['not_fit'] }
  if (decoded.limit === 'sessions') return { ok: false, missing: ['too_many_sessions'] }
  if (!segments.some(saysAnything)) return { ok: false, missing: ['nothing_readable'] }

  const kinds = segments.map((segment) => kindOfSegment(segment.messages, segment.records.n))
  const activities = partsOf(segments, kinds).map((part) => readActivity(part.segment, part.index, part.straps))
  const others = segments.filter((_, i) => kinds[i] !== 'activity')
  const main = Math.max(0, kinds.indexOf('activity'))
  const kind = kinds[main] ?? 'other'
  const told = segments[main]!
  const { workout, course, segmentId } = told.messages
  return {
    ok: true,
    value: {
      format: 'fit',
      kind,
      title:
        (kind === 'course' ? course[0]?.name : kind === 'segment' ? segmentId[0]?.name : workout[0]?.wktName) ?? null,
      device: deviceOf(told.messages),
      createdAtS: told.messages.fileId[0]?.timeCreated ?? null,
      flags: [...new Set([...fileFlags(decoded), ...activities.flatMap((a) => a.recording.flags)])],
      counts: countAll(segments, activities),
      segments: segments.map((segment) => segment.report),
      recordings: activities.map((a) => a.recording),
      wellness: readWellness(others),
      outline: outlineOf(kind, told),
    },
  }
}

const saysAnything = ({ messages, records, rrMs }: FitSegment): boolean =>
  records.n + rrMs.length > 0 || Object.values(messages).some((list) => list.length > 0)

function partsOf(segments: readonly FitSegment[], kinds: readonly FileKind[]): Part[] {
  const parts: Part[] = []
  for (const [index, segment] of segments.entries()) {
    if (kinds[index] === 'activity' && isActivity(segment)) parts.push({ index, segment, straps: [] })
    else if (segment.messages.hr.length > 0) parts.at(-1)?.straps.push(segment)
  }
  return parts
}

function fileFlags({ segments, trailingBytes, limit }: DecodedFit): SourceFlag[] {
  const flags = segments.flatMap((segment) => flagsOf(segment.report))
  if (trailingBytes > 0 && limit === null) flags.push('trailing_bytes')
  if (limit !== null) flags.push('limit_reached')
  return flags
}

function countAll(segments: readonly FitSegment[], activities: readonly { timedRecords: number }[]): RecordCounts {
  const sum = (count: (segment: FitSegment) => number) => segments.reduce((total, segment) => total + count(segment), 0)
  return {
    sessions: sum((s) => s.messages.session.length),
    laps: sum((s) => s.messages.lap.length),
    records: sum((s) => s.records.n),
    timedRecords: activities.reduce((total, a) => total + a.timedRecords, 0),
    lengths: sum((s) => s.messages.length.length),
    events: sum((s) => s.messages.event.length),
    rrIntervals: sum((s) => s.rrMs.length),
    hrMessages: sum((s) => s.messages.hr.length),
    stressMessages: sum((s) => s.messages.stressLevel.length),
    respirationMessages: sum((s) => s.messages.respirationRate.length),
  }
}
