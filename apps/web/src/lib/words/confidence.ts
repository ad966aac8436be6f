import type { Confidence } from '@rc/domain'
import { m } from '#lib/paraglide/messages.js'

export const confidenceText: Record<Confidence, () => string> = {
  high: m.confidence_high,
  estimated: m.confidence_estimated,
  low: m.confidence_low,
}
