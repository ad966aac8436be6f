import type { Climate } from './weather.ts'

/** An invented loop. It follows no road: a smooth closed curve from a starting point, at heights that are smooth as well. */
export interface Place {
  id: string
  latDeg: number
  lonDeg: number
  /** Length of one lap of the loop. */
  loopM: number
  /** Lowest height, and how far the loop climbs above it. */
  altitudeM: number
  reliefM: number
  /** 0 is a circle; larger bends the curve in and out. */
  bend: number
}

export interface Region {
  timeZone: string | null
  climate: Climate
  altitudeM: number
  parks: readonly [Place, ...Place[]]
  hills: readonly [Place, ...Place[]]
  roads: readonly [Place, ...Place[]]
  lakes: readonly [Place, ...Place[]]
}

/** The same start and heights, other ways: shorter and longer, each in a direction of its own. */
const ways = (place: Place, ...others: number[]): [Place, ...Place[]] => [
  place,
  ...others.map((times, i) => ({
    ...place,
    id: `${place.id}-${i + 2}`,
    loopM: place.loopM * times,
    reliefM: place.reliefM * Math.min(times, 1),
  })),
]

/** Home; its time zone is whatever the athlete lives in. */
export const home: Region = {
  timeZone: null,
  climate: { meanC: 12.5, swingC: 13.5 },
  altitudeM: 30,
  parks: ways(
    { id: 'home-park', latDeg: 37.5217, lonDeg: 127.0836, loopM: 5_200, altitudeM: 14, reliefM: 7, bend: 0.5 },
    0.6,
    1.4,
    2.1,
  ),
  hills: ways(
    { id: 'home-hills', latDeg: 37.4462, lonDeg: 127.0231, loopM: 9_400, altitudeM: 85, reliefM: 260, bend: 0.9 },
    1.35,
  ),
  roads: ways(
    { id: 'home-road', latDeg: 37.5741, lonDeg: 127.3112, loopM: 31_000, altitudeM: 40, reliefM: 180, bend: 0.7 },
    0.75,
    1.6,
  ),
  lakes: ways({
    id: 'home-lake',
    latDeg: 37.5203,
    lonDeg: 127.0861,
    loopM: 1_500,
    altitudeM: 12,
    reliefM: 0,
    bend: 0.15,
  }),
}

/** Where the athlete travels once a year: high and dry, fifteen hours behind Seoul in summer. */
export const away: Region = {
  timeZone: 'America/Denver',
  climate: { meanC: 10.5, swingC: 12.5 },
  altitudeM: 1_610,
  parks: ways(
    { id: 'away-park', latDeg: 39.7492, lonDeg: -104.9481, loopM: 4_300, altitudeM: 1_608, reliefM: 11, bend: 0.4 },
    0.6,
    1.4,
    2.1,
  ),
  hills: ways(
    {
      id: 'away-hills',
      latDeg: 39.7015,
      lonDeg: -105.2037,
      loopM: 11_500,
      altitudeM: 1_790,
      reliefM: 340,
      bend: 0.9,
    },
    1.35,
  ),
  roads: ways(
    {
      id: 'away-road',
      latDeg: 39.6643,
      lonDeg: -105.0512,
      loopM: 26_000,
      altitudeM: 1_640,
      reliefM: 150,
      bend: 0.7,
    },
    0.75,
    1.6,
  ),
  lakes: ways({
    id: 'away-lake',
    latDeg: 39.6481,
    lonDeg: -104.8614,
    loopM: 1_400,
    altitudeM: 1_690,
    reliefM: 0,
    bend: 0.15,
  }),
}

/** Where the triathlon is: every loop starts and ends at the transition zone. */
const start = { latDeg: 37.6142, lonDeg: 127.3378 }
export const triathlonVenue = {
  open_water_swim: { id: 'race-swim', ...start, loopM: 750, altitudeM: 42, reliefM: 0, bend: 0.2 },
  bike: { id: 'race-bike', ...start, loopM: 20_000, altitudeM: 43, reliefM: 60, bend: 0.6 },
  run: { id: 'race-run', ...start, loopM: 5_000, altitudeM: 43, reliefM: 9, bend: 0.5 },
  transition: { id: 'race-transition', ...start, loopM: 110, altitudeM: 43, reliefM: 1, bend: 0 },
} satisfies Record<string, Place>
