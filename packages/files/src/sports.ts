import type { Sport } from '@rc/domain'

const words: [RegExp, Sport][] = [
  [/trail/, 'trail_run'],
  [/treadmill|(indoor|virtual).?run/, 'treadmill_run'],
  [/run|jog|lauf|course à pied|달리기|러닝/, 'run'],
  [/spinning|(indoor|virtual).?(bik|cycl|rid)|trainer/, 'indoor_bike'],
  [/bik|cycl|rid(e|ing)|radfahren|자전거|사이클/, 'bike'],
  [/open.?water/, 'open_water_swim'],
  [/swim|schwimm|수영/, 'pool_swim'],
  [/multi.?sport|triathlon|duathlon/, 'multisport'],
  [/transition/, 'transition'],
  [/hik|mountaineer|wander|trek|등산|하이킹/, 'hike'],
  [/walk|걷기/, 'walk'],
  [/row/, 'row'],
  [/ski|snowboard/, 'ski'],
  [/strength|weight|gym|근력/, 'strength'],
]

/** Strava writes its own numbers into GPX files. */
const stravaTypes: Record<string, Sport> = {
  1: 'bike',
  2: 'ski',
  4: 'hike',
  7: 'ski',
  9: 'run',
  10: 'walk',
  16: 'pool_swim',
  23: 'row',
  83: 'indoor_bike',
}

/** The sport a TCX or GPX names in its own words. A swim with positions was in open water. */
export function sportOfText(text: string, hasPositions: boolean): Sport {
  const word = text.trim().toLowerCase()
  const sport = stravaTypes[word] ?? words.find(([pattern]) => pattern.test(word))?.[1] ?? 'other'
  return sport === 'pool_swim' && hasPositions ? 'open_water_swim' : sport
}

/** One word for a recording of several sessions. */
export function sportOfSessions(sports: readonly Sport[]): Sport {
  const legs = new Set(sports.filter((sport) => sport !== 'transition'))
  if (legs.size > 1) return 'multisport'
  return [...legs][0] ?? sports[0] ?? 'other'
}
