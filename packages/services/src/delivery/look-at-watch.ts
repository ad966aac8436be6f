import type { Delivered } from '@rc/db/queries/deliveries'
import { addDays, AppError, type LocalDate } from '@rc/domain'
import { readGarminMark } from '@rc/planning'
import {
  calendarPath,
  readSchedule,
  readSchedules,
  readWorkoutRows,
  schedulePath,
  workoutsPage,
  type PlacedWorkout,
  type WorkoutRow,
} from '@rc/vendors'
import type { DoorSession } from '../connections/door-session.ts'

/** What of ours stands at the vendor. */
export interface Seen {
  /** By plan and key. */
  copies: Map<string, WorkoutRow[]>
  placed: PlacedWorkout[]
}

const ROWS = 100
const MOST_PAGES = 50

export const nameOf = (planId: string, key: string): string => `${planId} ${key}`

/** Reads the library and the months around the days in question; asks after each placing of ours that is not among them. */
export async function lookAtWatch(
  session: DoorSession,
  days: LocalDate[],
  known: Pick<Delivered, 'vendorScheduleId'>[],
): Promise<Seen> {
  const rows = await readLibrary(session)
  const copies = new Map<string, WorkoutRow[]>()
  for (const row of rows) {
    const mark = readGarminMark(row.description)
    if (!mark) continue
    const name = nameOf(mark.planId, mark.key)
    copies.set(name, [...(copies.get(name) ?? []), row])
  }
  const ours = new Set([...copies.values()].flat().map(({ id }) => id))
  const placed = new Map<string, PlacedWorkout>()
  for (const month of new Set(days.map((day) => day.slice(0, 7))))
    for (const each of readSchedules(await session.ask(calendarPath(`${month}-01`))))
      if (ours.has(each.workoutId)) placed.set(each.scheduleId, each)
  for (const { vendorScheduleId } of known) {
    if (vendorScheduleId === null || placed.has(vendorScheduleId)) continue
    const found = await askSchedule(session, vendorScheduleId)
    if (found && ours.has(found.workoutId)) placed.set(found.scheduleId, found)
  }
  return { copies, placed: [...placed.values()] }
}

async function readLibrary(session: DoorSession): Promise<WorkoutRow[]> {
  const rows = new Map<string, WorkoutRow>()
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await session.ask(workoutsPage(page * ROWS, ROWS))
    const found = readWorkoutRows(answer)
    for (const row of found) rows.set(row.id, row)
    // Rows that could not be read count as well.
    if ((answer as unknown[]).length < ROWS) return [...rows.values()]
  }
  throw new AppError('vendor_contract_changed', 'the list of workouts does not end', {
    details: { reason: 'endless_list' },
  })
}

async function askSchedule(session: DoorSession, id: string): Promise<PlacedWorkout | null> {
  try {
    return readSchedule(await session.ask(schedulePath(id)))
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null
    throw error
  }
}

/** The days of two weeks, and a month behind them for what was put off. */
export const daysToLookAt = (today: LocalDate): LocalDate[] => [today, addDays(today, 14), addDays(today, 42)]
