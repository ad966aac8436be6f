import type { Injury } from '@rc/contract'
import { m } from '#lib/paraglide/messages.js'

export const areaName: Record<Injury['area'], () => string> = {
  foot: m.injury_foot,
  ankle: m.injury_ankle,
  achilles: m.injury_achilles,
  calf: m.injury_calf,
  shin: m.injury_shin,
  knee: m.injury_knee,
  hamstring: m.injury_hamstring,
  thigh: m.injury_thigh,
  hip: m.injury_hip,
  groin: m.injury_groin,
  back: m.injury_back,
  shoulder: m.injury_shoulder,
  arm: m.injury_arm,
  other: m.injury_other,
}

export const sideName: Record<Injury['side'], () => string> = {
  left: m.injury_left,
  right: m.injury_right,
  both: m.injury_both,
  none: m.injury_no_side,
}

export const injuryName = ({ area, side }: Pick<Injury, 'area' | 'side'>): string =>
  side === 'none' ? areaName[area]() : m.injury_named({ side: sideName[side](), area: areaName[area]() })
