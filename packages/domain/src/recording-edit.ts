import type { Channel } from './channel.ts'
import type { Sport } from './sport.ts'

/** What can be left out of a recording because it measured nonsense, with the channels it fills. */
export const sensorChannels = {
  heart_rate: ['hrBpm'],
  power: ['powerW', 'leftRightBalanceRaw'],
  cadence: ['cadenceRpm', 'stepLengthMm'],
  position: ['latDeg', 'lonDeg'],
  altitude: ['altitudeM'],
  temperature: ['temperatureC'],
} as const satisfies Record<string, readonly Channel[]>
export type Sensor = keyof typeof sensorChannels
export const sensors = Object.keys(sensorChannels) as Sensor[]

/**
 * What the athlete changed about a recording, laid over the raw file whenever it is read; the file itself stays as it is.
 * Times are Unix seconds on the recording's own clock, so that one edit means the same whichever others are taken back.
 */
export type RecordingEdit =
  | { op: 'sport'; sport: Sport }
  /** Only what lies between the two remains. */
  | { op: 'trim'; fromTimeS: number; toTimeS: number }
  /** The sensor said nothing, in between or (null) at all. */
  | { op: 'silence'; sensor: Sensor; fromTimeS: number | null; toTimeS: number | null }
  /** What comes from `atTimeS` on is a recording of its own, under the index `newIndex`. */
  | { op: 'split'; atTimeS: number; newIndex: number }
  /** Another recording continues this one. */
  | { op: 'merge'; sha256: string; recordingIndex: number }
export type EditOp = RecordingEdit['op']

/** An edit and the recording of a file that it is made to. */
export interface PlacedEdit {
  recordingIndex: number
  edit: RecordingEdit
}

/** Parts that an athlete split off are numbered from here on; a file never holds as many recordings. */
export const FIRST_SPLIT_INDEX = 16_384
