import type { Device, Recording, Wellness } from '@rc/domain'

/** A recording as far as a FIT file can carry it. */
export type EncodableRecording = Omit<
  Recording,
  'segment' | 'clock' | 'sessionsRecorded' | 'flags' | 'pauses' | 'endTimeS' | 'sport'
>

export interface FitWorkoutStep {
  name: string | null
  intensity: 'active' | 'rest' | 'warmup' | 'cooldown' | 'recovery' | 'interval'
  duration:
    | { kind: 'open' }
    | { kind: 'time'; seconds: number }
    | { kind: 'distance'; metres: number }
    | { kind: 'repeat'; fromStep: number; times: number }
  target:
    | { kind: 'open' }
    | { kind: 'speed'; lowMps: number; highMps: number }
    | { kind: 'heart_rate'; lowBpm: number; highBpm: number }
    | { kind: 'power'; lowW: number; highW: number }
}

/** What can be written as a FIT file. */
export type FitInput =
  | { kind: 'activity'; createdAtS: number; recording: EncodableRecording }
  | {
      kind: 'monitoring' | 'sleep' | 'hrv' | 'metrics'
      createdAtS: number
      device: Device
      wellness: Partial<Wellness>
    }
  | {
      kind: 'workout'
      createdAtS: number
      device: Device
      name: string
      fitSport: number
      fitSubSport: number | null
      poolLengthM: number | null
      steps: FitWorkoutStep[]
    }

/** The bytes of a FIT file that says what `input` says. */
export function encodeFit(_input: FitInput): Uint8Array {
  return new Uint8Array()
}
