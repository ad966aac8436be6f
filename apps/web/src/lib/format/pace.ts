import type { Sport } from '@rc/domain'
import { NOTHING, quantity, type Quantity } from './number.ts'

const two = (n: number): string => String(n).padStart(2, '0')

/** 5'09" for seconds per unit of distance. Rounding carries: never 5'60". */
export function formatPace(secondsPerUnit: number | null | undefined): string {
  if (secondsPerUnit === null || secondsPerUnit === undefined || !Number.isFinite(secondsPerUnit)) return NOTHING
  const whole = Math.round(secondsPerUnit)
  return `${Math.floor(whole / 60)}'${two(whole % 60)}"`
}

/** How a sport tells its speed: per kilometre on foot, per 100 m in water, per 500 m in a boat, km/h otherwise. */
export type SpeedStyle = 'pace_km' | 'pace_100m' | 'pace_500m' | 'kmh'

export function speedStyle(sport: Sport): SpeedStyle {
  switch (sport) {
    case 'run':
    case 'trail_run':
    case 'treadmill_run':
    case 'walk':
    case 'hike':
      return 'pace_km'
    case 'pool_swim':
    case 'open_water_swim':
      return 'pace_100m'
    case 'row':
      return 'pace_500m'
    case 'bike':
    case 'indoor_bike':
    case 'multisport':
    case 'transition':
    case 'strength':
    case 'ski':
    case 'other':
      return 'kmh'
  }
}

export const paceUnitM = { pace_km: 1000, pace_100m: 100, pace_500m: 500 } as const
export const speedUnit = { pace_km: '/km', pace_100m: '/100m', pace_500m: '/500m', kmh: 'km/h' } as const

/** 5'09" /km, 1'48" /100m, 31.2 km/h. Standing still has no pace. */
export function speed(mps: number | null | undefined, style: SpeedStyle): Quantity {
  if (mps === null || mps === undefined || !(mps > 0)) return quantity(null, '')
  if (style === 'kmh') return quantity(mps * 3.6, 'km/h', 1)
  return { value: formatPace(paceUnitM[style] / mps), unit: speedUnit[style] }
}
