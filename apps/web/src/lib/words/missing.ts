import type { MissingReason } from '@rc/analytics'
import { m } from '#lib/paraglide/messages.js'
import { isThreshold, thresholdFace } from './thresholds.ts'

type State = Exclude<MissingReason, keyof typeof thresholdFace>
/** Of numbers that are made when they are asked for. */
type Asked = 'rhr' | 'hrv' | 'sleep' | 'too_few_efforts' | 'efforts_contradict'

const stateText: Record<State | Asked, () => string> = {
  hr: m.missing_hr,
  power: m.missing_power,
  speed: m.missing_speed,
  distance: m.missing_distance,
  rpe: m.missing_rpe,
  too_short: m.missing_too_short,
  low_coverage: m.missing_low_coverage,
  low_quality: m.missing_low_quality,
  not_steady: m.missing_not_steady,
  thresholds_contradict: m.missing_thresholds_contradict,
  activity_load: m.missing_activity_load,
  no_load: m.missing_no_load,
  strokes: m.missing_strokes,
  too_few_repeats: m.missing_too_few_repeats,
  hrv: m.missing_no_hrv,
  rhr: m.missing_no_rhr,
  sleep: m.missing_no_sleep,
  too_few_efforts: m.missing_too_few_efforts,
  efforts_contradict: m.missing_efforts_contradict,
}

export interface Missing {
  text: string
  /** Where the athlete can put it right. */
  href: string | null
}

/** One reason of a metric's `missing`: without a value why there is none, with one what was assumed. */
export function missingText(reason: string, hasValue: boolean): Missing {
  if (isThreshold(reason)) {
    const name = thresholdFace[reason].name()
    return { text: hasValue ? m.why_assumed({ name }) : m.missing_threshold({ name }), href: `/settings#${reason}` }
  }
  return { text: (stateText[reason as State | Asked] ?? (() => reason))(), href: null }
}
