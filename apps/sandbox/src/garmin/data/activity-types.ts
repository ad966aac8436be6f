import type { Sport } from '@rc/domain'

export interface ActivityType {
  typeId: number
  typeKey: string
  parentTypeId: number
}

const type = (typeId: number, typeKey: string, parentTypeId: number): ActivityType => ({
  typeId,
  typeKey,
  parentTypeId,
})

const other = type(4, 'other', 17)
const types: Partial<Record<Sport, ActivityType>> = {
  run: type(1, 'running', 17),
  trail_run: type(6, 'trail_running', 1),
  treadmill_run: type(18, 'treadmill_running', 1),
  bike: type(10, 'road_biking', 2),
  indoor_bike: type(25, 'indoor_cycling', 2),
  pool_swim: type(27, 'lap_swimming', 26),
  open_water_swim: type(28, 'open_water_swimming', 26),
  multisport: type(89, 'multi_sport', 17),
  transition: type(83, 'transition_v2', 17),
  walk: type(9, 'walking', 17),
  hike: type(3, 'hiking', 17),
  strength: type(13, 'strength_training', 29),
}

export const typeOf = (sport: Sport): ActivityType => types[sport] ?? other

export const allTypes = (): ActivityType[] => [...Object.values(types), other]

/** What an owner may have renamed it to. */
export const typeByKey = (key: string): ActivityType | null => allTypes().find((one) => one.typeKey === key) ?? null
