import type { Sport } from '@rc/domain'
import { m } from '#lib/paraglide/messages.js'
import type { IconName } from '#lib/ui/icons.ts'

interface SportFace {
  name: () => string
  icon: IconName
  /** A colour token; a sport always carries its icon as well. */
  color: string
}

export const sportFace: Record<Sport, SportFace> = {
  run: { name: m.sport_run, icon: 'run', color: '--run' },
  trail_run: { name: m.sport_trail_run, icon: 'trail', color: '--trail' },
  treadmill_run: { name: m.sport_treadmill_run, icon: 'run', color: '--run' },
  bike: { name: m.sport_bike, icon: 'bike', color: '--bike' },
  indoor_bike: { name: m.sport_indoor_bike, icon: 'bike', color: '--bike' },
  pool_swim: { name: m.sport_pool_swim, icon: 'swim', color: '--swim' },
  open_water_swim: { name: m.sport_open_water_swim, icon: 'swim', color: '--swim' },
  multisport: { name: m.sport_multisport, icon: 'chain', color: '--ink-3' },
  transition: { name: m.sport_transition, icon: 'change', color: '--ink-3' },
  walk: { name: m.sport_walk, icon: 'walk', color: '--hike' },
  hike: { name: m.sport_hike, icon: 'trail', color: '--hike' },
  strength: { name: m.sport_strength, icon: 'strength', color: '--strength' },
  row: { name: m.sport_row, icon: 'row', color: '--ink-3' },
  ski: { name: m.sport_ski, icon: 'ski', color: '--ink-3' },
  other: { name: m.sport_other, icon: 'clock', color: '--ink-3' },
}
