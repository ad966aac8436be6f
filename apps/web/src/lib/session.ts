import { page } from '$app/state'
import type { Me } from '@rc/contract'
import { formatMoment, formatTimeOfDay, localDateAt, type Place } from './format/date.ts'

/** The signed-in athlete; every page below `(app)` has one. */
export function me(): Me {
  const found = page.data.me
  if (!found) throw new Error('no athlete on a page outside the app')
  return found
}

/** Whose clock an activity is read on: its own offset, or the athlete's zone. */
export const placeOf = (activity: { utcOffsetS: number | null }): Place => ({
  utcOffsetS: activity.utcOffsetS,
  timeZone: me().timeZone,
})

/** The athlete's day of an instant. */
export const dayOf = (instant: string): string => localDateAt(instant, { utcOffsetS: null, timeZone: me().timeZone })

/** On the athlete's clock: 오후 7:03 of today, with its date on another day. */
export function momentOf(instant: string): string {
  const { timeZone } = me()
  return dayOf(instant) === today()
    ? formatTimeOfDay(instant, { utcOffsetS: null, timeZone })
    : formatMoment(instant, timeZone)
}

/** The day it is where that athlete lives; for `load` functions, which run before there is a page. */
export const todayOf = ({ timeZone }: Pick<Me, 'timeZone'>): string =>
  localDateAt(new Date().toISOString(), { utcOffsetS: null, timeZone })

export const today = (): string => todayOf(me())
