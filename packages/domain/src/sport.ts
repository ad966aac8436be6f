/** What the athlete did, as the product names it; FIT's own pair of numbers is kept beside it on every session. */
export const sports = [
  'run',
  'trail_run',
  'treadmill_run',
  'bike',
  'indoor_bike',
  'pool_swim',
  'open_water_swim',
  'multisport',
  'transition',
  'walk',
  'hike',
  'strength',
  'row',
  'ski',
  'other',
] as const
export type Sport = (typeof sports)[number]

/** The five families in which loads, zones and records are compared. */
export type SportFamily = 'run' | 'bike' | 'swim' | 'foot' | 'other'

export function sportFamily(sport: Sport): SportFamily {
  switch (sport) {
    case 'run':
    case 'trail_run':
    case 'treadmill_run':
      return 'run'
    case 'bike':
    case 'indoor_bike':
      return 'bike'
    case 'pool_swim':
    case 'open_water_swim':
      return 'swim'
    case 'walk':
    case 'hike':
      return 'foot'
    case 'multisport':
    case 'transition':
    case 'strength':
    case 'row':
    case 'ski':
    case 'other':
      return 'other'
  }
}

/** Every sport of a family. */
export const sportsOf = (family: SportFamily): Sport[] => sports.filter((sport) => sportFamily(sport) === family)
