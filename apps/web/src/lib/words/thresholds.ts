import type { ThresholdKind } from '@rc/domain'
import { thresholdLimits } from '@rc/contract'
import { type Quantity, quantity } from '#lib/format/number.ts'
import { formatPace } from '#lib/format/pace.ts'
import { parsePace } from '#lib/format/parse-pace.ts'
import { m } from '#lib/paraglide/messages.js'

interface ThresholdFace {
  name: () => string
  /** What it is and how one finds it. */
  hint: () => string
  unit: string
  placeholder: string
  format: (value: number) => Quantity
  /** From what was typed to the stored unit; null when it is no such value. */
  parse: (text: string) => number | null
}

const parseWhole = (text: string): number | null => {
  const found = /^\d{1,3}(?:\.\d)?$/.exec(text.trim().replace(/\s*(bpm|w)$/i, ''))
  return found ? Number(found[0]) : null
}

const figure = (unit: string, placeholder: string) => ({
  unit,
  placeholder,
  format: (value: number) => quantity(value, unit),
  parse: parseWhole,
})

/** Stored as speed, told and typed as pace. */
const pace = (unitM: number, unit: string, placeholder: string) => ({
  unit,
  placeholder,
  format: (mps: number) => ({ value: formatPace(unitM / mps), unit }),
  parse: (text: string) => {
    const seconds = parsePace(text)
    return seconds === null ? null : unitM / seconds
  },
})

export const thresholdFace: Record<ThresholdKind, ThresholdFace> = {
  hr_rest_bpm: { name: m.threshold_hr_rest_bpm, hint: m.threshold_hint_hr_rest_bpm, ...figure('bpm', '50') },
  hr_max_bpm: { name: m.threshold_hr_max_bpm, hint: m.threshold_hint_hr_max_bpm, ...figure('bpm', '187') },
  lthr_bpm: { name: m.threshold_lthr_bpm, hint: m.threshold_hint_lthr_bpm, ...figure('bpm', '168') },
  threshold_speed_mps: {
    name: m.threshold_threshold_speed_mps,
    hint: m.threshold_hint_threshold_speed_mps,
    ...pace(1000, '/km', '4:38'),
  },
  ftp_w: { name: m.threshold_ftp_w, hint: m.threshold_hint_ftp_w, ...figure('W', '240') },
  css_mps: { name: m.threshold_css_mps, hint: m.threshold_hint_css_mps, ...pace(100, '/100m', '1:48') },
}

/** The order in which a runner thinks of them. */
export const thresholdOrder = Object.keys(thresholdFace) as ThresholdKind[]

export const isThreshold = (reason: string): reason is ThresholdKind => reason in thresholdFace

/** What was typed, as a value inside the plausible range, or the sentence that says what is wrong with it. */
export function readThreshold(kind: ThresholdKind, text: string): { value: number } | { problem: string } {
  const { parse, format, placeholder, unit } = thresholdFace[kind]
  const value = parse(text)
  if (value === null) return { problem: m.threshold_unreadable({ example: placeholder }) }
  const { min, max } = thresholdLimits[kind]
  if (value >= min && value <= max) return { value }
  const [low, high] = [format(min).value, format(max).value]
  return {
    problem: unit.startsWith('/')
      ? m.threshold_range({ low: high, high: low, unit })
      : m.threshold_range({ low, high, unit }),
  }
}
