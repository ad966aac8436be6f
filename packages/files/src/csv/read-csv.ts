import { parse } from 'csv-parse/sync'
import type { Channel, FileContents, Outcome, Session } from '@rc/domain'
import { cleanText } from '../clean-text.ts'
import { contentsOf, recordingOf } from '../contents.ts'
import { decodeText } from '../decode-text.ts'
import { fillTimes } from '../fill-times.ts'
import { limits } from '../limits.ts'
import { parseTime } from '../parse-time.ts'
import { addSample, createSampleList, toColumns, type SampleValues } from '../sample-list.ts'
import { isDisordered } from '../samples.ts'
import { sportOfSessions } from '../sports.ts'
import { summariseSamples } from '../summarise-samples.ts'
import { numberIn, sessionOfRow, type CsvRow } from './session-columns.ts'

/** Record columns and their channels; of two names for one channel the first that has a value counts. */
const columns: [Channel, string[]][] = [
  ['distanceM', ['distance']],
  ['altitudeM', ['enhanced_altitude', 'altitude']],
  ['speedMps', ['enhanced_speed', 'speed']],
  ['hrBpm', ['heart_rate']],
  ['cadenceRpm', ['cadence']],
  ['powerW', ['power']],
  ['temperatureC', ['temperature']],
]
const semicirclesPerDegree = 2 ** 31 / 180

/** What names the converter's scheme: its own columns beside the records'. */
const requiredColumns = ['timestamp', 'session_start_time']
const longestHeader = 65_536

/**
 * A CSV in the scheme of the COROS converter: one row per FIT record with python-fitparse's names, and `session_*` and `file_*`
 * columns that repeat. Every other CSV is refused: `unknown_csv`, `csv_malformed`, `nothing_readable`, `empty`.
 */
export function readCsv(bytes: Uint8Array): Outcome<FileContents> {
  const text = decodeText(bytes)
  if (text === null || text.trim() === '') return { ok: false, missing: ['empty'] }
  const header = text.split('\n', 1)[0] ?? ''
  if (header.length > longestHeader || !requiredColumns.every((name) => namesIn(header).includes(name))) {
    return { ok: false, missing: ['unknown_csv'] }
  }
  const rows = parseRows(text)?.filter((row) => requiredColumns.some((name) => row[name]?.trim()))
  if (rows?.length === 0) return { ok: false, missing: ['nothing_readable'] }
  return rows ? { ok: true, value: readRows(rows) } : { ok: false, missing: ['csv_malformed'] }
}

const namesIn = (header: string): string[] => header.split(/[,;\t]/).map((name) => name.trim().replaceAll('"', ''))

function parseRows(text: string): CsvRow[] | null {
  try {
    return parse(text, {
      columns: (names: string[]) => names.map((name) => name.trim()),
      delimiter: [',', ';', '\t'],
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: limits.textLength,
      to: limits.records,
    }) as CsvRow[]
  } catch {
    return null
  }
}

function readRows(rows: readonly CsvRow[]): FileContents {
  const list = createSampleList()
  for (const row of rows) addSample(list, parseTime(row['timestamp'])?.timeS ?? Number.NaN, valuesOf(row))
  const samples = toColumns(list)
  const sessions = sessionsOf(rows)
  const firstS = sessions.find((s) => s.startTimeS !== null)?.startTimeS ?? 0
  const timedRecords = timeRows(samples.timeS, firstS, sessions[0]?.elapsedS ?? null)
  const totals = summariseSamples(samples, [])
  const startTimeS = sessions[0]?.startTimeS ?? totals.startTimeS ?? firstS
  const first = rows[0] ?? {}
  if (isDisordered(samples.timeS)) list.flags.add('time_disorder')
  const recording = recordingOf({
    startTimeS,
    endTimeS: Math.max(
      startTimeS,
      totals.timestampS ?? startTimeS,
      ...sessions.map((s) => (s.startTimeS ?? startTimeS) + (s.elapsedS ?? 0)),
    ),
    device: {
      manufacturer: textIn(first, 'file_manufacturer'),
      product: textIn(first, 'file_garmin_product') ?? textIn(first, 'file_product'),
      serial: textIn(first, 'file_serial_number'),
    },
    sport: sportOfSessions(sessions.map((s) => s.sport)),
    sessions,
    samples,
    flags: [...list.flags],
  })
  return contentsOf(
    {
      format: 'csv',
      kind: 'activity',
      createdAtS: parseTime(first['file_time_created'])?.timeS ?? null,
      recordings: [recording],
    },
    { timedRecords },
  )
}

const textIn = (row: CsvRow, name: string): string | null => cleanText(row[name] ?? '') || null

/** Rows without any time (old swims: one row per length) are spread evenly over the session. */
function timeRows(timeS: Float64Array, startS: number, elapsedS: number | null): number {
  if (elapsedS === null || !timeS.every(Number.isNaN)) return fillTimes(timeS, startS)
  for (let row = 0; row < timeS.length; row++) timeS[row] = startS + (elapsedS * (row + 1)) / timeS.length
  return 0
}

function valuesOf(row: CsvRow): SampleValues {
  const values: SampleValues = {}
  for (const [channel, names] of columns) {
    const value = numberIn(row, ...names)
    if (value !== null) values[channel] = value
  }
  const [lat, lon] = [numberIn(row, 'position_lat'), numberIn(row, 'position_long')]
  if (lat !== null && lon !== null) {
    // The converter writes FIT's semicircles.
    const scale = Math.abs(lat) > 90 || Math.abs(lon) > 180 ? semicirclesPerDegree : 1
    values.latDeg = lat / scale
    values.lonDeg = lon / scale
  }
  return values
}

/** Each session once, in the order of its first row. */
function sessionsOf(rows: readonly CsvRow[]): Session[] {
  const byKey = new Map<string, CsvRow>()
  for (const row of rows) {
    const key = `${row['session_message_index'] ?? ''} ${row['session_start_time'] ?? ''}`
    if (!byKey.has(key)) byKey.set(key, row)
  }
  return [...byKey.values()].slice(0, limits.sessions).map(sessionOfRow)
}
