import { AppError } from '@rc/domain'
import {
  garminFidelity,
  toICalendar,
  toIntervalsText,
  toZwo,
  workoutsOf,
  writeWorkoutText,
  type Loss,
  type Plan,
  type Workout,
} from '@rc/planning'
import type { Deps } from '../deps.ts'
import { encodeWorkoutFile } from './fit-workout-file.ts'
import { readStanding } from './read-plan.ts'

type Needs = Pick<Deps, 'database' | 'now'>

export const workoutFormats = ['fit', 'zwo', 'intervals', 'text', 'json'] as const
export type WorkoutFormat = (typeof workoutFormats)[number]

export interface ExportedFile {
  name: string
  type: string
  bytes: Uint8Array
}

/** Names the calendar's events, so that another instance's plan of the same key is another event. */
export const calendarName = 'runningcoach'

const utf8 = (text: string) => new TextEncoder().encode(text)
const fileName = (title: string) => title.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, ' ').trim() || 'plan'

/** The newest revision as a file: everything as JSON, or its days as a calendar. */
export const exportPlan = (
  { database, now }: Needs,
  userId: number,
  planId: string,
  format: 'json' | 'ics',
): Promise<ExportedFile> =>
  database.asUser(userId, async (tenant) => {
    const { plan } = await readStanding(tenant, planId)
    const name = fileName(plan.title)
    if (format === 'json')
      return { name: `${name}.json`, type: 'application/json', bytes: utf8(`${JSON.stringify(plan, null, 2)}\n`) }
    const text = toICalendar(plan, { stamp: now().toISOString(), instance: calendarName })
    return { name: `${name}.ics`, type: 'text/calendar; charset=utf-8', bytes: utf8(text) }
  })

/** One workout of the newest revision as a file. */
export const exportWorkout = (
  { database, now }: Needs,
  userId: number,
  { id, key, format }: { id: string; key: string; format: WorkoutFormat },
): Promise<ExportedFile> =>
  database.asUser(userId, async (tenant) => {
    const { plan, workout } = await readWorkout(tenant, id, key)
    const name = `${workout.date} ${fileName(workout.title)}`
    const plain = (extension: string, text: string, type = 'text/plain') => ({
      name: `${name}.${extension}`,
      type: `${type}; charset=utf-8`,
      bytes: utf8(`${text}\n`),
    })
    switch (format) {
      case 'fit': {
        const { bytes } = encodeWorkoutFile(workout, Math.floor(now().getTime() / 1000))
        return { name: `${name}.fit`, type: 'application/octet-stream', bytes }
      }
      case 'zwo':
        return plain('zwo', toZwo(workout, plan.basis).text, 'application/xml')
      case 'intervals':
        return plain('txt', toIntervalsText(workout.steps).text)
      case 'text':
        return plain('txt', writeWorkoutText(workout.steps))
      case 'json':
        return plain('json', JSON.stringify(workout, null, 2), 'application/json')
    }
  })

/** What each format cannot hold of a workout. */
export const listLosses = ({ database }: Pick<Deps, 'database'>, userId: number, id: string, key: string) =>
  database.asUser(userId, async (tenant) => {
    const { plan, workout } = await readWorkout(tenant, id, key)
    const { fidelity, loss } = garminFidelity(workout)
    const losses: { format: WorkoutFormat | 'garmin'; loss: Loss[] }[] = [
      { format: 'garmin', loss },
      { format: 'fit', loss: encodeWorkoutFile(workout, 0).loss },
      { format: 'zwo', loss: toZwo(workout, plan.basis).loss },
      { format: 'intervals', loss: toIntervalsText(workout.steps).loss },
      { format: 'text', loss: [] },
      { format: 'json', loss: [] },
    ]
    return { garmin: fidelity, losses }
  })

async function readWorkout(
  tenant: Parameters<typeof readStanding>[0],
  id: string,
  key: string,
): Promise<{ plan: Plan; workout: Workout }> {
  const { plan } = await readStanding(tenant, id)
  const workout = workoutsOf(plan).find((each) => each.key === key)
  if (!workout) throw new AppError('not_found', 'no such workout')
  return { plan, workout }
}
