import type {
  Device,
  FileContents,
  FileFormat,
  FileKind,
  Outcome,
  RecordCounts,
  SegmentReport,
  SourceFlag,
} from '@rc/domain'
import type postgres from 'postgres'
import { readRecordings } from './read-recordings.ts'
import { readWellness } from './read-wellness.ts'

interface StoredFile {
  id: number
  state: 'stored' | 'understood' | 'unreadable'
  format: FileFormat
  kind: FileKind
  title: string | null
  reasons: string[]
  flags: SourceFlag[]
  report: {
    device: Device
    createdAtS: number | null
    counts: RecordCounts
    segments: SegmentReport[]
    outline: Record<string, unknown> | null
  } | null
}

/**
 * What the tables say of the only file of an athlete, in the shape in which a reader gives it. Written against the schema
 * alone, so that a mistake on the way into the tables cannot hide by being made on the way out as well.
 */
export async function readContents(sql: postgres.Sql, userId: number): Promise<Outcome<FileContents>> {
  const [file] = await sql<StoredFile[]>`
    select id, state, format, kind, title, reasons, flags, report from garmin_raw_files where user_id = ${userId}`
  if (!file) return { ok: false, missing: await refusal(sql, userId) }
  if (file.state !== 'understood' || !file.report) return { ok: false, missing: [file.state, ...file.reasons] }
  const recordings = await readRecordings(sql, file.id)
  const { report } = file
  return {
    ok: true,
    value: {
      format: file.format,
      kind: file.kind,
      title: file.title,
      flags: file.flags,
      device: report.device,
      createdAtS: report.createdAtS,
      counts: recordings.length === 0 ? report.counts : { ...report.counts, ...countRows(recordings) },
      segments: report.segments,
      recordings,
      wellness: await readWellness(sql, file.id),
      outline: report.outline,
    },
  }
}

/** Counted in the tables where there is a table; the rest is as the report says. */
const countRows = (recordings: FileContents['recordings']) => {
  const total = (of: (recording: FileContents['recordings'][number]) => number) =>
    recordings.reduce((sum, recording) => sum + of(recording), 0)
  return {
    sessions: total((recording) => (recording.sessionsRecorded ? recording.sessions.length : 0)),
    laps: total((recording) => recording.laps.length),
    records: total((recording) => recording.samples.n),
    lengths: total((recording) => recording.lengths.length),
    events: total((recording) => recording.events.length),
    rrIntervals: total((recording) => recording.rrMs.length),
  }
}

/** Why an import ended without a stored file. */
async function refusal(sql: postgres.Sql, userId: number): Promise<string[]> {
  const [item] = await sql<{ state: string; reasons: string[] }[]>`
    select state, reasons from import_items where user_id = ${userId}`
  return item ? [item.state, ...item.reasons] : ['not_imported']
}
