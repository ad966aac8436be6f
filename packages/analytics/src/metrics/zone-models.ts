import type { SportFamily, Thresholds } from '@rc/domain'
import { heartRange } from '../heart-range.ts'
import type { MissingReason } from '../result.ts'
import { easyAndThreshold, zoneBounds, type ZoneModel } from './time-in-zones.ts'

/** One way to divide intensities, with the bounds that an athlete's thresholds give it. */
interface ZoneModelView {
  family: Extract<SportFamily, 'run' | 'bike' | 'swim'> | 'all'
  of: 'hr' | 'speed'
  model: ZoneModel
  unit: 'bpm' | 'm/s'
  /** Lower ends of zones 1, 2, 3 …; empty where a threshold is missing. */
  bounds: number[]
  isDefault: boolean
  missing: MissingReason[]
}

type Face = Pick<ZoneModelView, 'family' | 'of' | 'model'>

/** Every zone model for these thresholds; of the heart-rate ones that which time in zones is counted by. Evidence C. */
export function zoneModels(thresholds: Thresholds): ZoneModelView[] {
  const { lthrBpm, hrRestBpm, hrMaxBpm, thresholdSpeedMps, cssMps } = thresholds
  const view = (face: Face, bounds: number[] | null, missing: MissingReason[], isDefault: boolean): ZoneModelView => ({
    ...face,
    unit: face.of === 'hr' ? 'bpm' : 'm/s',
    bounds: bounds ?? [],
    isDefault: isDefault && bounds !== null,
    missing: bounds === null ? missing : [],
  })
  const of = (model: Exclude<ZoneModel, 'three_zone'>, reference: number | null, rest = 0): number[] | null =>
    reference === null ? null : zoneBounds(model, reference, rest)
  const range = heartRange(thresholds)
  const hasRange = range.ok && range.value.assumed.length === 0
  const three = easyAndThreshold(thresholds)
  const hasLthr = lthrBpm !== null
  return [
    view({ family: 'run', of: 'hr', model: 'friel_run_lthr' }, of('friel_run_lthr', lthrBpm), ['lthr_bpm'], true),
    view({ family: 'bike', of: 'hr', model: 'friel_bike_lthr' }, of('friel_bike_lthr', lthrBpm), ['lthr_bpm'], true),
    view(
      { family: 'all', of: 'hr', model: 'karvonen' },
      hrRestBpm !== null && hrMaxBpm !== null && hasRange ? of('karvonen', hrMaxBpm, hrRestBpm) : null,
      ['hr_rest_bpm', 'hr_max_bpm'],
      !hasLthr,
    ),
    view(
      { family: 'all', of: 'hr', model: 'pct_hrmax' },
      of('pct_hrmax', hrMaxBpm),
      ['hr_max_bpm'],
      !hasLthr && !hasRange,
    ),
    view(
      { family: 'all', of: 'hr', model: 'three_zone' },
      three.ok ? [0, three.value.t1Bpm, three.value.t2Bpm] : null,
      three.ok ? [] : three.missing,
      true,
    ),
    view(
      { family: 'run', of: 'speed', model: 'gc_cv_run' },
      of('gc_cv_run', thresholdSpeedMps),
      ['threshold_speed_mps'],
      true,
    ),
    view({ family: 'swim', of: 'speed', model: 'gc_cv_swim' }, of('gc_cv_swim', cssMps), ['css_mps'], true),
  ]
}
