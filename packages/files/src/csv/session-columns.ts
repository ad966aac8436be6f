import type { Session } from '@rc/domain'
import { parseTime } from '../parse-time.ts'
import { sportOfFit } from '../fit/sport.ts'

/** FIT's sports and sub-sports by the names the converter (python-fitparse) writes; the place in the list is the number. */
const sportNames =
  `generic running cycling transition fitness_equipment swimming basketball soccer tennis american_football training
  walking cross_country_skiing alpine_skiing snowboarding rowing mountaineering hiking multisport paddling flying e_biking motorcycling
  boating driving golf hang_gliding horseback_riding hunting fishing inline_skating rock_climbing sailing ice_skating sky_diving
  snowshoeing snowmobiling stand_up_paddleboarding surfing wakeboarding water_skiing kayaking rafting windsurfing kitesurfing`.split(
    /\s+/,
  )
const subSportNames =
  `generic treadmill street trail track spin indoor_cycling road mountain downhill recumbent cyclocross hand_cycling
  track_cycling indoor_rowing elliptical stair_climbing lap_swimming open_water flexibility_training strength_training warm_up match
  exercise challenge indoor_skiing cardio_training indoor_walking e_bike_fitness bmx casual_walking speed_walking
  bike_to_run_transition run_to_bike_transition swim_to_bike_transition`.split(/\s+/)

/** Semicircles reach 2³¹; what is larger is no quantity of a swim. */
const largestNumber = 2 ** 32

export type CsvRow = Readonly<Record<string, string | undefined>>

export const numberIn = (row: CsvRow, ...names: string[]): number | null => {
  for (const name of names) {
    const text = row[name]?.trim()
    if (text && Math.abs(Number(text)) <= largestNumber) return Number(text)
  }
  return null
}

const numberOfName = (names: readonly string[], name: string | undefined): number | null => {
  const index = names.indexOf(name?.trim() ?? '')
  return index < 0 ? (name?.trim() && Number.isInteger(Number(name)) ? Number(name) : null) : index
}

/** The session that `session_*` columns of a row repeat. */
export function sessionOfRow(row: CsvRow): Session {
  const of = (...names: string[]) => numberIn(row, ...names.map((name) => `session_${name}`))
  const fitSport = numberOfName(sportNames, row['session_sport'])
  const fitSubSport = numberOfName(subSportNames, row['session_sub_sport'])
  return {
    startTimeS: parseTime(row['session_start_time'])?.timeS ?? null,
    timestampS: parseTime(row['session_timestamp'])?.timeS ?? null,
    elapsedS: of('total_elapsed_time'),
    timerS: of('total_timer_time'),
    distanceM: of('total_distance'),
    avgHrBpm: of('avg_heart_rate'),
    maxHrBpm: of('max_heart_rate'),
    avgPowerW: of('avg_power'),
    maxPowerW: of('max_power'),
    avgSpeedMps: of('enhanced_avg_speed', 'avg_speed'),
    maxSpeedMps: of('enhanced_max_speed', 'max_speed'),
    avgCadenceRpm: of('avg_cadence'),
    ascentM: of('total_ascent'),
    descentM: of('total_descent'),
    caloriesKcal: of('total_calories'),
    sport: sportOfFit(fitSport, fitSubSport),
    fitSport,
    fitSubSport,
    poolLengthM: of('pool_length'),
    numLaps: of('num_laps'),
    // The converter knows field 33 of `session` only by its number.
    numLengths: of('num_lengths', 'unknown_33'),
  }
}
