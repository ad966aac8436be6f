import { readFile as readBytes } from 'node:fs/promises'
import { analyseSessions, openActivity, summarise } from '@rc/analytics'
import type { ActivityParts } from '@rc/db/queries/activities-write'
import { toJsonRows, type JsonRows } from '@rc/db/queries/json-rows'
import type { AthleteContext, KnownRecording, OtherFile, Understanding } from '@rc/db/queries/raw'
import { encodeSamples, type EncodedSamples } from '@rc/db/queries/sample-codec'
import type { WellnessRows } from '@rc/db/queries/wellness-write'
import {
  withDeveloperChannels,
  type FileContents,
  type LocalDate,
  type Outcome,
  type PlacedEdit,
  type Recording,
} from '@rc/domain'
import { applyEdits, readFile, type NumberedRecording } from '@rc/files'
import { metricRows, summaryRow } from '../analysis/derived-rows.ts'
import { hashesOf, optionsOf, thresholdsFor, type Inputs } from '../analysis/inputs-hash.ts'
import { activityParts, activityRow, dayOf, sourceOf, type ActivityRow } from './normalise-recording.ts'
import { normaliseWellness } from './normalise-wellness.ts'
import { toStoredShape, type StoredShape } from './stored-precision.ts'

export interface ReadFileTask {
  path: string
  name: string
  userId: number
  athlete: AthleteContext
  /** What the athlete decided about recordings of this file that were read before. */
  known: KnownRecording[]
  excludedRecordings: number[]
  edits: PlacedEdit[]
  /** What recordings of this file were joined with. */
  others: (OtherFile & { path: string })[]
}

/** One recording, ready to be written. */
export interface NormalisedRecording {
  index: number
  localDate: LocalDate | null
  parts: ActivityParts
  samples: EncodedSamples
}

/** Everything a file says, as rows. */
export interface NormalisedFile {
  what: Understanding
  activities: JsonRows
  recordings: NormalisedRecording[]
  wellness: WellnessRows | null
}

/** Reads, normalises and analyses one stored file. Runs in a thread of its own; the large buffers are to be transferred. */
export async function readFileTask(task: ReadFileTask): Promise<Outcome<NormalisedFile>> {
  const read = readFile(await readBytes(task.path), task.name)
  if (!read.ok) return read
  const { recordings, wellness, format, createdAtS } = read.value
  const rows: ActivityRow[] = []
  const normalised: NormalisedRecording[] = []
  for (const { index, recording: asRead } of await edit(numbered(recordings), task)) {
    if (task.excludedRecordings.includes(index)) continue
    const recording = toStoredShape(asRead)
    const known = task.known.find((k) => k.recordingIndex === index)
    const localDate = known?.dated ? known.localDate : (dayOf(recording, task.athlete.timeZone)?.localDate ?? null)
    const rpe = known ? known.rpe : (recording.said?.rpe ?? null)
    const { movingS, ...derived } = analyse({ recording, athlete: task.athlete, localDate, rpe })
    rows.push(activityRow(recording, { index, source: sourceOf(format), timeZone: task.athlete.timeZone, movingS }))
    normalised.push({
      index,
      localDate,
      parts: activityParts(recording, derived),
      samples: encodeSamples(task.userId, recording.samples),
    })
  }
  const value: NormalisedFile = {
    what: understanding(read.value),
    activities: toJsonRows(rows),
    recordings: normalised,
    wellness: wellness && normaliseWellness(wellness, createdAtS, task.athlete.timeZone),
  }
  return { ok: true, value }
}

const numbered = (recordings: readonly Recording[]): NumberedRecording[] =>
  recordings.map((recording, index) => ({ index, recording }))

/** The recordings as the athlete wants them; of the files that they were joined with, those that can still be read. */
async function edit(recordings: NumberedRecording[], { edits, others }: ReadFileTask): Promise<NumberedRecording[]> {
  if (edits.length === 0) return recordings
  const known = new Map<string, NumberedRecording[]>()
  for (const other of others) {
    const read = readFile(await readBytes(other.path), other.name)
    if (read.ok)
      known.set(
        other.sha256,
        applyEdits(numbered(read.value.recordings), other.edits, () => null),
      )
  }
  return applyEdits(recordings, edits, (sha256, recordingIndex) => {
    const found = known.get(sha256)?.find(({ index }) => index === recordingIndex)
    return found?.recording ?? null
  })
}

export interface AnalyseTask {
  recording: StoredShape
  athlete: AthleteContext
  localDate: LocalDate | null
  rpe: number | null
}

/** The derived rows of one recording, and what is kept to make some of them again. */
export interface DerivedRows {
  metrics: JsonRows
  summaries: JsonRows
}

/** The derived rows of one recording in stored shape. */
export function analyse({ recording, athlete, localDate, rpe }: AnalyseTask): DerivedRows & { movingS: number | null } {
  const samples = withDeveloperChannels(recording.samples, recording.developer)
  const sessions = openActivity({ ...recording, samples, rpe }, thresholdsFor(athlete, localDate), optionsOf(athlete))
  const values = analyseSessions(sessions)
  const inputs: Inputs = { athlete, date: localDate, rpe, sports: sessions.map(({ sport }) => sport) }
  const moving = values.find(({ metricId, sessionIndex }) => metricId === 'moving_s' && sessionIndex === -1)
  return {
    metrics: toJsonRows(metricRows(values, hashesOf(inputs))),
    summaries: toJsonRows([summaryRow(summarise(sessions), inputs)]),
    movingS: moving?.value ?? null,
  }
}

const understanding = ({ format, kind, title, flags, ...rest }: FileContents): Understanding => ({
  format,
  kind,
  title,
  flags,
  report: {
    device: rest.device,
    createdAtS: rest.createdAtS,
    counts: rest.counts,
    segments: rest.segments,
    outline: rest.outline,
  },
})
