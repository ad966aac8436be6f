import { formatSpokenDuration } from '#lib/format/duration.ts'
import { formatNumber } from '#lib/format/number.ts'
import { withParticles } from '#lib/format/particles.ts'
import { m } from '#lib/paraglide/messages.js'
import { type Compared, timeAt } from './compared.ts'

/** Below this two times are the same to anybody. */
const SAME_S = 2
/** Heart rates of two days differ by as much for no reason. */
const SAME_BPM = 2

/**
 * Who was faster over what all have covered, by how much, and what the heart said to it: the first one against the quickest
 * of the others. Null where they cannot be compared.
 */
export function compareSentence(all: readonly Compared[], nameOf: (each: Compared) => string): string | null {
  const [base, ...others] = all
  if (!base || others.length === 0) return null
  if (base.detail.sport === 'pool_swim') return swimSentence(base, others, nameOf)
  const common = Math.min(...all.map(({ distance }) => distance?.y.at(-1) ?? 0))
  if (common < 200) return null
  const timed = others.map((each) => ({ each, timeS: timeAt(each, common) ?? Number.NaN }))
  const best = timed.toSorted((a, b) => a.timeS - b.timeS)[0]
  const own = timeAt(base, common)
  if (!best || own === null) return null
  const gapS = best.timeS - own
  const named = { name: nameOf(base), other: nameOf(best.each), time: formatSpokenDuration(Math.abs(gapS)) }
  const first =
    Math.abs(gapS) < SAME_S
      ? m.compare_same(named)
      : gapS > 0
        ? m.compare_faster({ ...named, distance: formatNumber(common / 1000, 1) })
        : m.compare_slower({ ...named, distance: formatNumber(common / 1000, 1) })
  const [hr, otherHr] = [base.detail.avgHrBpm, best.each.detail.avgHrBpm]
  const beats = hr === null || otherHr === null ? null : Math.round(hr) - Math.round(otherHr)
  const second =
    beats === null || Math.abs(beats) < SAME_BPM
      ? null
      : beats < 0
        ? m.compare_hr_lower({ bpm: String(-beats) })
        : m.compare_hr_higher({ bpm: String(beats) })
  return withParticles([first, second].filter(Boolean).join(' '))
}

/** In a pool every set is its own way: the mean pace per 100 m tells. */
function swimSentence(base: Compared, others: readonly Compared[], nameOf: (each: Compared) => string): string | null {
  const paceOf = ({ detail }: Compared): number => 100 / (detail.avgSpeedMps ?? Number.NaN)
  const best = others.filter((each) => !Number.isNaN(paceOf(each))).toSorted((a, b) => paceOf(a) - paceOf(b))[0]
  if (!best || Number.isNaN(paceOf(base))) return null
  const gapS = Math.round(paceOf(best) - paceOf(base))
  const named = { name: nameOf(base), other: nameOf(best), time: formatSpokenDuration(Math.abs(gapS)) }
  const say = gapS === 0 ? m.compare_same : gapS > 0 ? m.compare_swim_faster : m.compare_swim_slower
  return withParticles(say(named))
}
