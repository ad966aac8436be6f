import type { Sport } from '@rc/domain'

/** FIT's `sport` by number, as far as it decides ours. */
const bySport: Record<number, Sport> = {
  1: 'run',
  2: 'bike',
  3: 'transition',
  5: 'pool_swim',
  11: 'walk',
  12: 'ski',
  13: 'ski',
  14: 'ski',
  15: 'row',
  16: 'hike',
  17: 'hike',
  18: 'multisport',
  21: 'bike',
  35: 'hike',
}

/** Sub-sports that say more than their sport; 0 stands for any sport. */
const bySubSport: Record<number, Record<number, Sport>> = {
  0: { 6: 'indoor_bike', 14: 'row', 17: 'pool_swim', 18: 'open_water_swim', 20: 'strength' },
  1: { 1: 'treadmill_run', 3: 'trail_run', 45: 'treadmill_run', 58: 'treadmill_run' },
  2: { 5: 'indoor_bike', 58: 'indoor_bike' },
  4: { 1: 'treadmill_run', 5: 'indoor_bike' },
}

/** Our sport for FIT's pair of numbers (public profile); a swim that does not say where is told by its pool length. */
export function sportOfFit(sport: number | null, subSport: number | null, hasPool = true): Sport {
  const special = bySubSport[sport ?? 0]?.[subSport ?? 0] ?? bySubSport[0]?.[subSport ?? 0]
  if (special) return special
  const plain = bySport[sport ?? 0] ?? 'other'
  return plain === 'pool_swim' && !hasPool ? 'open_water_swim' : plain
}

/** FIT's numbers for our sport: what the encoder writes, and what a TCX or GPX is filed under. */
export const fitOfSport: Record<Sport, [sport: number, subSport: number]> = {
  run: [1, 0],
  trail_run: [1, 3],
  treadmill_run: [1, 1],
  bike: [2, 0],
  indoor_bike: [2, 6],
  pool_swim: [5, 17],
  open_water_swim: [5, 18],
  multisport: [18, 0],
  transition: [3, 0],
  walk: [11, 0],
  hike: [17, 0],
  strength: [10, 20],
  row: [15, 0],
  ski: [12, 0],
  other: [0, 0],
}
