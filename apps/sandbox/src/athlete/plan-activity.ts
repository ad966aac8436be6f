import type { LocalDate, Sport } from '@rc/domain'
import type { Body } from './body.ts'
import { instantOf } from './clock.ts'
import { triathlonVenue, type Place, type Region } from './places.ts'
import type { LegSport, PlannedActivity, PlannedLeg, Purpose } from './planned.ts'
import { createRandom, type Random } from './random.ts'
import { expectedLoad, expectedS } from './step.ts'
import { temperatureC } from './weather.ts'
import type { Slot } from './week.ts'
import { triathlonLegs, workoutFor } from './workouts.ts'

const minute = 60

export function planActivity(given: {
  seed: number
  key: string
  date: LocalDate
  timeZone: string
  region: Region
  body: Body
  slot: Slot
}): PlannedActivity {
  const { seed, key, date, timeZone, region, body, slot } = given
  const random = createRandom(seed, 'activity', key)
  const secondOfDay = startOfDay(slot, random)
  const outside = temperatureC(seed, region.climate, date, secondOfDay)
  const { name, legs } = legsOf(slot, region, outside, random, createRandom(seed, 'way', key))
  const sport = legs.length > 1 ? 'multisport' : legs[0]!.sport
  const indoors = legs.every((leg) => leg.place === null)
  return {
    key,
    date,
    timeZone,
    startTimeS: instantOf(date, secondOfDay, timeZone),
    sport,
    purpose: slot.purpose,
    name,
    legs,
    load: sum(legs, (leg) => expectedLoad(leg.steps, thresholdOf(leg.sport, body))),
    expectedS: sum(legs, ({ steps, sport: of }) => sum(steps, (step) => expectedS(step, thresholdOf(of, body)))),
    temperatureC: indoors ? 21 + random.normal() : outside,
    body,
    poolLengthM: sport === 'pool_swim' ? (random.chance(0.7) ? 25 : 50) : null,
    heartRate: heartRateSource(sport, slot.purpose, random),
    recording: slot.purpose === 'easy_run' && random.chance(0.12) ? 'smart' : 'every_second',
    autoPause:
      sport === 'bike' || ((sport === 'run' || sport === 'trail_run') && !isRace(slot.purpose) && random.chance(0.35)),
    beats: slot.purpose === 'long_run' || (slot.purpose === 'threshold_run' && random.chance(0.4)),
  }
}

const sum = <T>(items: T[], of: (item: T) => number) => items.reduce((total, item) => total + of(item), 0)

const isRace = (purpose: Purpose) =>
  purpose === 'marathon' || purpose === 'half_marathon' || purpose === 'ten_km' || purpose === 'triathlon'

function startOfDay(slot: Slot, random: Random): number {
  if (isRace(slot.purpose)) return 8 * 60 * minute
  const weekend = slot.weekday >= 5
  const hour = slot.time === 'evening' ? (weekend ? 17 : 18.7) : weekend ? 7.2 : 5.9
  return Math.round((hour + random.between(0, 0.9)) * 60 * minute)
}

function legsOf(
  slot: Slot,
  region: Region,
  outsideC: number,
  random: Random,
  wayToday: Random,
): { name: string; legs: PlannedLeg[] } {
  if (slot.purpose === 'triathlon')
    return {
      name: '철인3종 대회 (올림픽 코스)',
      legs: triathlonLegs(random).map((leg) => ({ ...leg, place: triathlonVenue[leg.sport] })),
    }
  const { name, steps } = workoutFor(slot.purpose, slot.minutes, random)
  const sport = sportOf(slot.purpose, outsideC, random)
  return { name, legs: [{ sport, steps, place: placeOf(sport, region, wayToday) }] }
}

/** Frost, heat of the day and interval work send the bike indoors; one long run in four goes to the hills. */
function sportOf(purpose: Exclude<Purpose, 'triathlon'>, outsideC: number, random: Random): LegSport {
  switch (purpose) {
    case 'treadmill_run':
      return 'treadmill_run'
    case 'long_run':
      return random.chance(0.25) ? 'trail_run' : 'run'
    case 'long_ride':
      return outsideC < 3 ? 'indoor_bike' : 'bike'
    case 'endurance_ride':
    case 'sweet_spot_ride':
    case 'vo2_ride':
      return 'indoor_bike'
    case 'technique_swim':
    case 'css_swim':
      return 'pool_swim'
    case 'open_water_swim':
      return 'open_water_swim'
    case 'strength':
      return 'strength'
    case 'easy_run':
    case 'recovery_run':
    case 'progressive_run':
    case 'interval_run':
    case 'threshold_run':
    case 'ten_km':
    case 'half_marathon':
    case 'marathon':
      return 'run'
  }
}

/** Which of the ways it is today, is drawn apart: whoever takes another way is as fast and sleeps as well. */
function placeOf(sport: LegSport, region: Region, wayToday: Random): Place | null {
  switch (sport) {
    case 'run':
      return wayToday.pick(region.parks)
    case 'trail_run':
      return wayToday.pick(region.hills)
    case 'bike':
      return wayToday.pick(region.roads)
    case 'open_water_swim':
      return wayToday.pick(region.lakes)
    case 'treadmill_run':
    case 'indoor_bike':
    case 'pool_swim':
    case 'strength':
    case 'transition':
      return null
  }
}

/** Speed of intensity 1 in the sport; a rider at FTP makes some 38 km/h on the flat. */
function thresholdOf(sport: LegSport, body: Body): number {
  if (sport === 'pool_swim' || sport === 'open_water_swim') return body.cssMps
  return sport === 'bike' || sport === 'indoor_bike' ? 10.6 : body.thresholdSpeedMps
}

function heartRateSource(sport: Sport, purpose: Purpose, random: Random): PlannedActivity['heartRate'] {
  if (sport === 'open_water_swim') return 'none'
  if (sport === 'pool_swim') return random.chance(0.6) ? 'wrist' : 'none'
  if (random.chance(0.03)) return 'none'
  return purpose === 'easy_run' || purpose === 'recovery_run' || purpose === 'strength' ? 'wrist' : 'strap'
}
