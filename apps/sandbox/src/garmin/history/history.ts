import { addDays, daysBetween, localDateOf, type LocalDate } from '@rc/domain'
import { planDays } from '../../athlete/plan-days.ts'
import type { PlannedDay } from '../../athlete/planned.ts'
import type { Clock } from '../clock.ts'
import { activityId, deviceIds, fromPlan, isRecorded, type GarminActivity } from './activity.ts'
import type { FileStore } from './file-store.ts'

/** What an account holds of its athlete's life: it grows with the clock, and its owner may change it. */
export interface History {
  seed: number
  firstDay: LocalDate
  today(): LocalDate
  nowS(): number
  /** All days up to today, oldest first. */
  days(): PlannedDay[]
  /** Null before the first day and after today. */
  day(date: LocalDate): PlannedDay | null
  /** The days of a range that exist, oldest first. */
  between(from: LocalDate, to: LocalDate): PlannedDay[]
  /** Uploaded by now and not deleted, newest first. */
  activities(): GarminActivity[]
  /** By its own id or by that of one of its legs. */
  activity(id: number): GarminActivity | null
  add(activity: GarminActivity): void
  change(id: number, what: Partial<Pick<GarminActivity, 'name' | 'typeKey'>>): boolean
  remove(id: number): boolean
  /** A second watch recorded it too. */
  duplicate(id: number): GarminActivity | null
  /** The watch thinks better of a night. */
  reviseNight(date: LocalDate): boolean
  /** Curves of days before this one are given only after they were asked to be reloaded. */
  offload(before: LocalDate | null): void
  isOffloaded(date: LocalDate): boolean
  /** When the reload of a day was asked for, first of all now. */
  reload(date: LocalDate): 'SUBMITTED' | 'COMPLETE'
}

const reloadMs = 60_000

export function createHistory(given: {
  number: number
  seed: number
  years: number
  firstDay: LocalDate | undefined
  timeZone: string
  clock: Clock
  files: FileStore
}): History {
  const { number, seed, timeZone, clock, files } = given
  const today = () => localDateOf(clock.nowS(), timeZone)
  const firstDay = given.firstDay ?? addDays(today(), 1 - Math.max(1, Math.round(365.25 * given.years)))
  const owner = `${seed}-${firstDay}`
  const life = planDays({ seed, firstDay, lastDay: '2199-12-31', timeZone })
  const days: PlannedDay[] = []
  const byId = new Map<number, GarminActivity>()
  const added: GarminActivity[] = []
  const changes = new Map<number, Partial<GarminActivity>>()
  const removed = new Set<number>()
  const revised = new Set<LocalDate>()
  const reloads = new Map<LocalDate, number>()
  let offloadedBefore: LocalDate | null = null

  /** Lives up to now. */
  const catchUp = () => {
    const until = today()
    while (days.length === 0 || days.at(-1)!.date < until) {
      const day = life.next().value as PlannedDay
      days.push(day)
      for (const planned of day.activities.filter((one) => isRecorded(day.date, one.sport))) {
        const activity = fromPlan(day, planned, {
          account: number,
          legs: () => files.legs(owner, seed, planned),
          fit: () => files.fit(owner, seed, planned),
        })
        byId.set(activity.id, activity)
      }
    }
  }
  const asRevised = (day: PlannedDay): PlannedDay =>
    revised.has(day.date) && day.night ? { ...day, night: { ...day.night, startS: day.night.startS + 1_200 } } : day
  const index = (date: LocalDate) => daysBetween(firstDay, date)
  const activities = () => {
    catchUp()
    return [...byId.values(), ...added]
      .filter((activity) => activity.uploadedS <= clock.nowS() && !removed.has(activity.id))
      .map((activity) => ({ ...activity, ...changes.get(activity.id) }))
      .sort((a, b) => b.startTimeS - a.startTimeS || b.id - a.id)
  }
  /** The last digit of an id is the leg. */
  const find = (id: number) => {
    catchUp()
    const own = id - (id % 10)
    const known = added.find((activity) => activity.id === own) ?? byId.get(own)
    if (!known || known.uploadedS > clock.nowS() || removed.has(own) || id % 10 > legCountOf(known)) return null
    return { ...known, ...changes.get(own) }
  }

  return {
    seed,
    firstDay,
    today,
    nowS: () => clock.nowS(),
    days: () => {
      catchUp()
      return days.map(asRevised)
    },
    day: (date) => {
      catchUp()
      const day = days[index(date)]
      return day ? asRevised(day) : null
    },
    between: (from, to) => {
      catchUp()
      return days.slice(Math.max(0, index(from)), Math.max(0, index(to) + 1)).map(asRevised)
    },
    activities,
    activity: find,
    add: (activity) => void added.push(activity),
    change: (id, what) => {
      if (!find(id)) return false
      changes.set(id, { ...changes.get(id), ...what })
      return true
    },
    remove: (id) => {
      const known = find(id)
      if (known) removed.add(known.id)
      return known !== null
    },
    duplicate: (id) => {
      const original = find(id)
      if (!original) return null
      const twin: GarminActivity = {
        ...original,
        id: activityId(original.startTimeS + 2, number),
        source: 'second_watch',
        startTimeS: original.startTimeS + 2,
        deviceId: deviceIds.second,
      }
      added.push(twin)
      return twin
    },
    reviseNight: (date) => {
      revised.add(date)
      catchUp()
      return Boolean(days[index(date)]?.night)
    },
    offload: (before) => {
      offloadedBefore = before
    },
    isOffloaded: (date) =>
      offloadedBefore !== null && date < offloadedBefore && clock.nowMs() < (reloads.get(date) ?? Infinity) + reloadMs,
    reload: (date) => {
      const askedMs = reloads.get(date) ?? clock.nowMs()
      reloads.set(date, askedMs)
      return clock.nowMs() < askedMs + reloadMs ? 'SUBMITTED' : 'COMPLETE'
    },
  }
}

const legCountOf = ({ legCount }: GarminActivity) => (legCount > 1 ? legCount : 0)

/** Ids of the legs of a multisport activity; none for any other. */
export const legIds = (activity: GarminActivity): number[] =>
  Array.from({ length: legCountOf(activity) }, (_, leg) => activity.id + leg + 1)
