import type { Random } from './random.ts'
import type { SeasonWeek } from './season.ts'
import type { Purpose } from './planned.ts'

/** One session of a week as it is meant, before life changes it. */
export interface Slot {
  /** 0 Monday … 6 Sunday. */
  weekday: number
  purpose: Purpose
  minutes: number
  time: 'morning' | 'evening'
}

/** The sessions of a week: hard days apart, volume by the season, a triathlon build with more water and wheels. */
export function slotsOf(week: SeasonWeek, warmLake: boolean, random: Random): Slot[] {
  const quality = week.phase !== 'recovery' && !week.deload
  const triathlon = week.goal === 'triathlon'
  const slot = (weekday: number, time: Slot['time'], purpose: Purpose, minutes: number): Slot => ({
    weekday,
    time,
    purpose,
    minutes: Math.round(Math.max(22, minutes * week.volume * random.between(0.93, 1.07))),
  })
  const runQuality: Purpose = quality ? (week.phase === 'base' ? 'threshold_run' : 'interval_run') : 'easy_run'
  const rideQuality: Purpose = quality ? (week.phase === 'base' ? 'sweet_spot_ride' : 'vo2_ride') : 'endurance_ride'

  const slots = [
    slot(0, 'evening', 'technique_swim', 45),
    slot(1, 'morning', runQuality, 62),
    slot(2, 'evening', triathlon ? rideQuality : random.chance(0.4) ? 'endurance_ride' : 'easy_run', 58),
    slot(3, 'morning', random.chance(0.25) ? 'treadmill_run' : 'easy_run', 50),
    slot(3, 'evening', warmLake && triathlon ? 'open_water_swim' : 'css_swim', 50),
    slot(5, 'morning', 'long_ride', triathlon ? 150 : 105),
    slot(6, 'morning', week.phase === 'peak' && !triathlon ? 'progressive_run' : 'long_run', triathlon ? 80 : 100),
  ]
  if (week.phase === 'base' || week.phase === 'build') slots.push(slot(4, 'evening', 'strength', 42))
  if (triathlon && quality && week.phase !== 'taper') slots.push(slot(5, 'evening', 'recovery_run', 32))
  return week.race ? aroundRace(slots, week) : slots
}

/** The race takes Sunday; the two days before it stay free, and before an A-race only easy work remains. */
function aroundRace(slots: Slot[], week: SeasonWeek): Slot[] {
  const race: Slot = { weekday: 6, time: 'morning', purpose: week.race!, minutes: 0 }
  const easier = (slot: Slot): Slot => {
    if (week.phase !== 'race') return slot
    if (slot.purpose.endsWith('ride')) return { ...slot, purpose: 'endurance_ride', minutes: 40 }
    return slot.purpose.endsWith('run') ? { ...slot, purpose: 'recovery_run' } : slot
  }
  return [...slots.filter((slot) => slot.weekday < 4).map(easier), race]
}
