import type { Device, FitWorkout, Wellness } from '@rc/domain'
import { defined, identityOf, writeActivity, type EncodableRecording } from './encode-activity.ts'
import { writeWellness } from './encode-wellness.ts'
import { writeWorkout } from './encode-workout.ts'
import { createWriter, finishFile, writeMessage } from './message-writer.ts'

/** What can be written as a FIT file. */
export type FitInput =
  | { kind: 'activity'; createdAtS: number; recording: EncodableRecording }
  | {
      kind: 'monitoring' | 'sleep' | 'hrv' | 'metrics'
      createdAtS: number
      device: Device
      wellness: Partial<Wellness>
    }
  | { kind: 'workout'; createdAtS: number; device: Device; workout: FitWorkout }

const fileTypes = { activity: 4, workout: 5, monitoring: 32, metrics: 44, sleep: 49, hrv: 68 } as const

/**
 * The bytes of a FIT file that says what `input` says, at FIT's resolution (1 s, 1 cm, 1 mm/s, 1 ms for durations): one file, 14-byte
 * header, little-endian, both checksums. What is null or `NaN` is left out. `readFile` reads it back.
 */
export function encodeFit(input: FitInput): Uint8Array {
  const writer = createWriter()
  const device = input.kind === 'activity' ? input.recording.device : input.device
  writeMessage(
    writer,
    'fileId',
    defined({ type: fileTypes[input.kind], timeCreated: input.createdAtS, ...identityOf(device) }),
  )
  switch (input.kind) {
    case 'activity':
      writeActivity(writer, input.recording)
      break
    case 'workout':
      writeWorkout(writer, input.workout)
      break
    case 'monitoring':
    case 'sleep':
    case 'hrv':
    case 'metrics':
      writeWellness(writer, input.wellness)
      break
  }
  return finishFile(writer)
}
