import type { LocalDate } from '@rc/domain'
import type { StoredWorkout, WorkoutStore } from './workout-store.ts'

/** The key in the mark at the end of a description. */
function keyOf({ body }: StoredWorkout): string | null {
  const { description } = body
  return typeof description === 'string' ? (/rc:\S+\/(\S+)$/.exec(description)?.[1] ?? null) : null
}

/** Marked workouts and the days they stand on, in the order of days. */
export function watchOf({ workouts, schedules }: WorkoutStore) {
  const placed = [...schedules.values()].flatMap(({ workoutId, date }) => {
    const workout = workouts.get(workoutId)
    const key = workout ? keyOf(workout) : null
    return key === null ? [] : [{ date, key }]
  })
  const marked = [...workouts.values()].filter((workout) => keyOf(workout) !== null)
  return {
    workouts: marked.length,
    placed: placed.toSorted((a, b) => (`${a.date} ${a.key}` < `${b.date} ${b.key}` ? -1 : 1)),
  }
}

/** As the athlete does it at Garmin: to another day, or away with it. */
export function touchWorkout(
  { workouts, schedules }: WorkoutStore,
  key: string,
  { moveTo, remove }: { moveTo?: LocalDate | undefined; remove?: boolean | undefined },
): void {
  for (const workout of workouts.values()) {
    if (keyOf(workout) !== key) continue
    for (const [id, schedule] of schedules) {
      if (schedule.workoutId !== workout.workoutId) continue
      if (moveTo !== undefined) schedules.set(id, { ...schedule, date: moveTo })
      if (remove) schedules.delete(id)
    }
    if (remove) workouts.delete(workout.workoutId)
  }
}
