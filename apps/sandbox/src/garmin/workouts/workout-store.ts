import type { LocalDate } from '@rc/domain'

export interface StoredWorkout {
  workoutId: number
  body: Record<string, unknown>
  createdS: number
  updatedS: number
}

export interface StoredSchedule {
  workoutScheduleId: number
  workoutId: number
  date: LocalDate
  createdS: number
}

/** The library of prescribed sessions of an account and the calendar they are placed in. */
export interface WorkoutStore {
  workouts: Map<number, StoredWorkout>
  schedules: Map<number, StoredSchedule>
  nextId(kind: 'workout' | 'schedule' | 'step'): number
}

export function createWorkoutStore(account: number): WorkoutStore {
  const last = { workout: 0, schedule: 0, step: 0 }
  const base = { workout: 7_000_000_000, schedule: 7_200_000_000, step: 7_100_000_000 }
  return {
    workouts: new Map(),
    schedules: new Map(),
    nextId: (kind) => base[kind] + 10_000_000 * account + ++last[kind],
  }
}
