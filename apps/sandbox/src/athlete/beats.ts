import type { SampleColumns } from '@rc/domain'
import type { Random } from './random.ts'

/** Beat-to-beat intervals (ms) that fit the recorded heart rate: a breath-like wave, a little noise, no gaps. */
export function beatsOf(samples: SampleColumns, random: Random): Float64Array {
  const bpm = samples.channels.hrBpm
  if (!bpm) return new Float64Array()
  const beats: number[] = []
  let aheadMs = 0
  for (let i = 0; i < samples.n; i++) {
    const rate = bpm[i]!
    if (Number.isNaN(rate)) continue
    for (aheadMs += 1000; aheadMs > 0;) {
      const wave = Math.sin(beats.length * 0.9)
      const interval = Math.round((60_000 / rate) * (1 + 0.006 * wave + 0.004 * random.normal()))
      beats.push(interval)
      aheadMs -= interval
    }
  }
  return Float64Array.from(beats)
}
