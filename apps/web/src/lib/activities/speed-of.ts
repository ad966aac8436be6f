import type { ActivitySummary } from '@rc/contract'
import type { Quantity } from '#lib/format/number.ts'
import { speed, speedStyle } from '#lib/format/pace.ts'

/** The average in the sport's own measure: pace on foot and in water, km/h otherwise. */
export const averageSpeed = ({ avgSpeedMps, sport }: Pick<ActivitySummary, 'avgSpeedMps' | 'sport'>): Quantity =>
  speed(avgSpeedMps, speedStyle(sport))
