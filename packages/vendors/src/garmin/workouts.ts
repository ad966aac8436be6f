import { AppError, isLocalDate, type LocalDate } from '@rc/domain'
import { z } from 'zod'
import type { Write } from './client/data.ts'

// The library of prescribed workouts and the calendar they are placed in: workout-service and calendar-service, door 2 only.

/** A workout of the library as its list tells it. */
export interface WorkoutRow {
  id: string
  description: string | null
  /** When it was last changed there, in the vendor's own words. */
  stamp: string | null
}

/** A workout placed on a day. */
export interface PlacedWorkout {
  scheduleId: string
  workoutId: string
  date: LocalDate
}

export const workoutsPage = (start: number, limit: number): string =>
  `/workout-service/workouts?start=${start}&limit=${limit}`
export const workoutPath = (id: string): string => `/workout-service/workout/${encodeURIComponent(id)}`
export const schedulePath = (id: string): string => `/workout-service/schedule/${encodeURIComponent(id)}`
/** QUIRK(garmin): months are counted from 0. */
export const calendarPath = (month: LocalDate): string =>
  `/calendar-service/year/${Number(month.slice(0, 4))}/month/${Number(month.slice(5, 7)) - 1}`

export const sendWorkout = (body: unknown): Write => ({ method: 'POST', path: '/workout-service/workout', body })
/** QUIRK(garmin): a PUT replaces everything, so that the body needs its own id. */
export const replaceWorkout = (id: string, body: object): Write => ({
  method: 'PUT',
  path: workoutPath(id),
  body: { ...body, workoutId: Number(id) },
})
export const deleteWorkout = (id: string): Write => ({ method: 'DELETE', path: workoutPath(id) })
/** QUIRK(garmin): the same again makes a second one. */
export const placeWorkout = (id: string, date: LocalDate): Write => ({
  method: 'POST',
  path: schedulePath(id),
  body: { date },
})
export const deleteSchedule = (id: string): Write => ({ method: 'DELETE', path: schedulePath(id) })

const number = z.number().int().transform(String)
const row = z.object({
  workoutId: number,
  description: z.string().nullish(),
  updateDate: z.string().nullish(),
  updatedDate: z.string().nullish(),
})
const item = z.object({ itemType: z.literal('workout'), id: number, workoutId: number, date: z.string() })
const schedule = z.object({
  workoutScheduleId: number,
  calendarDate: z.string(),
  workout: z.object({ workoutId: number }),
})

const changed = (what: string) =>
  new AppError('vendor_contract_changed', `${what} has another shape`, { details: { reason: 'workout_shape' } })

/** Throws `vendor_contract_changed` for what is no list; rows it cannot read are nobody's of ours. */
export function readWorkoutRows(body: unknown): WorkoutRow[] {
  if (!Array.isArray(body)) throw changed('the list of workouts')
  return body.flatMap((each) => {
    const read = row.safeParse(each)
    if (!read.success) return []
    const { workoutId, description, updateDate, updatedDate } = read.data
    return [{ id: workoutId, description: description ?? null, stamp: updateDate ?? updatedDate ?? null }]
  })
}

/** What is placed in a month and the days around it. */
export function readSchedules(body: unknown): PlacedWorkout[] {
  const items = typeof body === 'object' && body !== null ? (body as Record<string, unknown>)['calendarItems'] : null
  if (!Array.isArray(items)) throw changed('the calendar')
  return items.flatMap((each) => {
    const read = item.safeParse(each)
    if (!read.success || !isLocalDate(read.data.date)) return []
    const { id, workoutId, date } = read.data
    return [{ scheduleId: id, workoutId, date }]
  })
}

export function readSchedule(body: unknown): PlacedWorkout {
  const read = schedule.safeParse(body)
  if (!read.success) throw changed('the schedule')
  const { workoutScheduleId, calendarDate, workout } = read.data
  return { scheduleId: workoutScheduleId, workoutId: workout.workoutId, date: calendarDate }
}

export function readWorkoutId(body: unknown): string {
  const read = row.safeParse(body)
  if (!read.success) throw changed('the workout')
  return read.data.workoutId
}

type Json = Record<string, unknown>
const idOf = (value: unknown, name: string): unknown => {
  const id = typeof value === 'object' && value !== null ? (value as Json)[name] : null
  // Stroke and equipment 0 are none.
  return id === 0 ? null : (id ?? null)
}
const rounded = (value: unknown): unknown =>
  typeof value === 'number' ? Math.round(value * 1e6) / 1e6 : (value ?? null)
const listOf = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : [])

/**
 * What makes a workout this one, of what is sent and of what comes back alike: numbers of steps, authors, times, empty
 * fields and what the service computes itself are left out. Two of the same outline are the same on the watch.
 */
export function workoutOutline(body: unknown): string {
  const workout = body as Json
  const stepOutline = (step: Json): unknown[] => {
    const condition = idOf(step['endCondition'], 'conditionTypeId')
    return [
      step['type'],
      step['stepOrder'],
      idOf(step['stepType'], 'stepTypeId'),
      step['description'] ?? null,
      step['numberOfIterations'] ?? null,
      step['skipLastRestStep'] ?? false,
      condition,
      // QUIRK(garmin): a value beside the lap button means nothing.
      condition === 1 ? null : rounded(step['endConditionValue']),
      step['endConditionCompare'] ?? null,
      idOf(step['targetType'], 'workoutTargetTypeId'),
      rounded(step['targetValueOne']),
      rounded(step['targetValueTwo']),
      step['zoneNumber'] ?? null,
      idOf(step['secondaryTargetType'], 'workoutTargetTypeId'),
      rounded(step['secondaryTargetValueOne']),
      rounded(step['secondaryTargetValueTwo']),
      idOf(step['strokeType'], 'strokeTypeId'),
      idOf(step['equipmentType'], 'equipmentTypeId'),
      listOf(step['workoutSteps']).map(stepOutline),
    ]
  }
  return JSON.stringify([
    workout['workoutName'],
    workout['description'] ?? null,
    idOf(workout['sportType'], 'sportTypeId'),
    workout['poolLength'] === 0 ? null : rounded(workout['poolLength']),
    listOf(workout['workoutSegments']).map((segment) => listOf(segment['workoutSteps']).map(stepOutline)),
  ])
}
