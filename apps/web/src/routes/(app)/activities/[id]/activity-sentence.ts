import type { ActivityDetail } from '@rc/contract'
import { formatSpokenDuration } from '#lib/format/duration.ts'
import { formatNumber } from '#lib/format/number.ts'
import { withParticles } from '#lib/format/particles.ts'
import { m } from '#lib/paraglide/messages.js'
import { wholeMetric } from '#lib/activities/metrics-of.ts'
import { hrZonesOf } from './zones.ts'

const STEADY_PCT = 5

/** What the numbers say about the effort; null where they say nothing beyond the heading. */
export function activitySentence(detail: ActivityDetail): string | null {
  const intensity = wholeMetric(detail, 'intensity_factor')?.value ?? null
  const drift = wholeMetric(detail, 'decoupling_pct')
  const disturbed = drift?.detail?.['disturbed']
  const sentences: string[] = []
  if (intensity !== null && detail.timerS !== null)
    sentences.push(
      m.sentence_intensity({ pct: formatNumber(intensity * 100), time: formatSpokenDuration(detail.timerS) }),
    )
  else {
    const zones = hrZonesOf(wholeMetric(detail, 'time_in_hr_zones'))
    const longest = zones?.rows.toSorted((a, b) => b.seconds - a.seconds)[0]
    if (longest && longest.seconds > 0)
      sentences.push(m.sentence_zone({ zone: `Z${longest.zone}`, time: formatSpokenDuration(longest.seconds) }))
  }
  if (drift && drift.value !== null && Array.isArray(disturbed) && disturbed.length === 0)
    sentences.push(
      drift.value < STEADY_PCT ? m.sentence_steady() : m.sentence_drift({ pct: formatNumber(drift.value, 1) }),
    )
  return sentences.length > 0 ? withParticles(sentences.join(' ')) : null
}
