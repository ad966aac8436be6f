import type { PlacedEdit, Recording } from '@rc/domain'
import { cutRecording } from './cut-recording.ts'
import { joinRecordings } from './join-recordings.ts'
import { silenceSensor } from './silence-sensor.ts'

/** A recording under the number by which the tables know it. */
export interface NumberedRecording {
  index: number
  recording: Recording
}

/** Shortly before: what begins with a moment is not also the end of what was before it. */
const BEFORE_S = 0.001

/**
 * The recordings of a file with the athlete's edits laid over them, in the order in which they were made. An edit of a part
 * that is not there (its split was taken back) does nothing, and so does a merge whose other recording cannot be found.
 */
export function applyEdits(
  recordings: readonly NumberedRecording[],
  edits: readonly PlacedEdit[],
  findOther: (sha256: string, recordingIndex: number) => Recording | null,
): NumberedRecording[] {
  const parts = recordings.map((each) => ({ ...each }))
  for (const { recordingIndex, edit } of edits) {
    const part = parts.find(({ index }) => index === recordingIndex)
    if (!part) continue
    const { recording } = part
    if (edit.op === 'sport') part.recording = withSport(recording, edit.sport)
    else if (edit.op === 'trim') part.recording = cutRecording(recording, edit.fromTimeS, edit.toTimeS)
    else if (edit.op === 'silence')
      part.recording = silenceSensor(recording, edit.sensor, edit.fromTimeS ?? -Infinity, edit.toTimeS ?? Infinity)
    else if (edit.op === 'split') {
      const later = cutRecording(recording, edit.atTimeS, Infinity)
      delete later.said
      part.recording = cutRecording(recording, -Infinity, edit.atTimeS - BEFORE_S)
      parts.push({ index: edit.newIndex, recording: later })
    } else {
      const other = findOther(edit.sha256, edit.recordingIndex)
      if (other) part.recording = joinRecordings(recording, other)
    }
  }
  return parts
}

/** FIT's own pair of numbers told the sport that the athlete corrects. */
const withSport = (recording: Recording, sport: Recording['sport']): Recording => ({
  ...recording,
  sport,
  sessions: recording.sessions.map((session) => ({ ...session, sport, fitSport: null, fitSubSport: null })),
})
