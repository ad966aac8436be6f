import type { getSwimSummary } from '@rc/contract'
import type { Output } from '#lib/api.ts'
import { formatNumber } from '#lib/format/number.ts'
import { formatPace } from '#lib/format/pace.ts'
import { withParticles } from '#lib/format/particles.ts'
import { m } from '#lib/paraglide/messages.js'

type Summary = Output<typeof getSwimSummary>

const sentences: Record<Summary['trend']['label'], () => string> = {
  faster: m.swim_faster,
  slower: m.swim_slower,
  stable: m.swim_stable,
  insufficient: m.swim_few,
}

export const swimSentence = ({ trend }: Summary): string => sentences[trend.label]()

/** On what the sentence stands: like sessions only, and how much they moved in a month. */
export function swimLede({ trend, css }: Summary): string {
  const parts: string[] = []
  if (trend.label === 'insufficient') parts.push(m.swim_alike_few({ count: trend.n }))
  else {
    parts.push(m.swim_alike({ count: trend.n }))
    if (trend.slopeSPer30Days !== null && Math.abs(trend.slopeSPer30Days) >= 0.1)
      parts.push(
        (trend.slopeSPer30Days < 0 ? m.swim_slope_faster : m.swim_slope_slower)({
          seconds: formatNumber(Math.abs(trend.slopeSPer30Days), 1),
        }),
      )
  }
  parts.push(css ? withParticles(m.swim_css({ pace: formatPace(css.paceSPer100M) })) : m.swim_css_none())
  return parts.join(' ')
}
