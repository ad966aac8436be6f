/** A workout as a FIT file holds it: `planning` translates a plan into it, `files` writes its bytes. */
export interface FitWorkout {
  name: string
  /** FIT's numbers of sport and sub-sport. */
  fitSport: number
  fitSubSport: number | null
  poolLengthM: number | null
  steps: FitWorkoutStep[]
}

export interface FitWorkoutStep {
  name: string | null
  notes?: string | null
  intensity: 'active' | 'rest' | 'warmup' | 'cooldown' | 'recovery' | 'interval'
  duration:
    | { kind: 'open' }
    | { kind: 'time'; seconds: number }
    | { kind: 'distance'; metres: number }
    | { kind: 'hr_less_than' | 'hr_greater_than'; bpm: number }
    | { kind: 'power_less_than' | 'power_greater_than'; watts: number }
    | { kind: 'calories'; kcal: number }
    /** Goes back to the step `fromStep` (from 0) until the block was done `times` times. */
    | { kind: 'repeat'; fromStep: number; times: number }
  target:
    | { kind: 'open' }
    | { kind: 'speed'; lowMps: number; highMps: number }
    | { kind: 'heart_rate'; lowBpm: number; highBpm: number }
    | { kind: 'heart_rate_zone'; zone: number }
    | { kind: 'cadence'; low: number; high: number }
    | { kind: 'power'; lowW: number; highW: number }
    | { kind: 'power_percent'; lowPct: number; highPct: number }
}
