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
  /** Takes back what was there before a restart; numbers go on behind it. */
  restore(stored: StoredWorkout | StoredSchedule): void
}

export function createWorkoutStore(account: number): WorkoutStore {
  const last = { workout: 0, schedule: 0, step: 0 }
  const base = { workout: 7_000_000_000, schedule: 7_200_000_000, step: 7_100_000_000 }
  const workouts = new Map<number, StoredWorkout>()
  const schedules = new Map<number, StoredSchedule>()
  const first = (kind: keyof typeof base) => base[kind] + 10_000_000 * account
  return {
    workouts,
    schedules,
    restore: (stored) => {
      if ('body' in stored) {
        workouts.set(stored.workoutId, stored)
        last.workout = Math.max(last.workout, stored.workoutId - first('workout'))
        // Their steps have numbers that nobody looks up; new ones only have to be others.
        last.step += 1_000
      } else {
        schedules.set(stored.workoutScheduleId, stored)
        last.schedule = Math.max(last.schedule, stored.workoutScheduleId - first('schedule'))
      }
    },
    nextId: (kind) => first(kind) + ++last[kind],
  }
}
