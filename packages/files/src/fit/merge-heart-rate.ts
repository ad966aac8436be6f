import type { Message } from './profile.ts'

/** One heartbeat of a strap: Unix seconds, and the filtered rate at it (0 where the strap gave none). */
export interface Beat {
  timeS: number
  bpm: number
}

const stepS = 0.25
const maxFillSteps = 20

/**
 * Beats from FIT's `hr` messages (132), as chest straps store them under water. A message with a timestamp anchors the strap's
 * clock (1/1024 s); the others give event times as full 32-bit values or packed 12-bit ones (two in three bytes) that roll over.
 */
export function beatsOf(messages: readonly Message<'hr'>[]): Beat[] {
  const beats: Beat[] = []
  let anchorS = Number.NaN
  let anchorTicks = 0
  let ticks = 0
  for (const message of messages) {
    const bpm = message.filteredBpm ?? []
    if (message.timestamp !== undefined) {
      anchorS = message.timestamp + (message.fractionalTimestamp ?? 0)
      ticks = anchorTicks = message.eventTimestamp?.[0] ?? ticks
      beats.push({ timeS: anchorS, bpm: bpm[0] || 0 })
      continue
    }
    if (Number.isNaN(anchorS)) continue
    for (const [i, next] of eventTicks(message, ticks).entries()) {
      if (i >= bpm.length) break
      beats.push({ timeS: anchorS + ((next - anchorTicks) >>> 0) / 1024, bpm: bpm[i] || 0 })
    }
    ticks = eventTicks(message, ticks).at(-1) ?? ticks
  }
  return beats
}

function eventTicks(message: Message<'hr'>, from: number): number[] {
  const packed = message.eventTimestamp12
  if (!packed) return message.eventTimestamp ?? []
  const result: number[] = []
  let ticks = from
  for (let i = 0; i + 2 < packed.length; i += 3) {
    const [low, middle, high] = [packed[i]!, packed[i + 1]!, packed[i + 2]!]
    for (const low12 of [low | ((middle & 15) << 8), (middle >> 4) | (high << 4)]) {
      ticks += (low12 - ticks) & 0xfff
      result.push(ticks)
    }
  }
  return result
}

/**
 * Heart rate of the records from beats: the rounded mean of the beats in (previous record, record]. Gaps between beats are first
 * filled every 0.25 s with the last rate, up to 20 steps. Records without a beat keep what they had. In place.
 */
export function mergeBeats(beats: readonly Beat[], timeS: Float64Array, hrBpm: Float64Array): void {
  const dense = fillGaps(beats)
  let next = 0
  let fromS = Number.NaN
  for (let row = 0; row < timeS.length; row++) {
    const toS = timeS[row]!
    if (Number.isNaN(fromS)) fromS = toS
    if (fromS === toS) {
      fromS--
      next = Math.max(0, next - 1)
    }
    let sum = 0
    let count = 0
    for (; next < dense.length; next++) {
      const beat = dense[next]!
      if (beat.timeS > fromS && beat.timeS <= toS) {
        sum += beat.bpm
        count++
      } else if (beat.timeS > toS) {
        if (count > 0) hrBpm[row] = Math.floor(sum / count + 0.5)
        fromS = toS
        break
      }
    }
  }
}

function fillGaps(beats: readonly Beat[]): Beat[] {
  const dense: Beat[] = []
  for (const beat of beats) {
    const last = dense.at(-1)
    if (last) {
      const gapS = Math.abs(beat.timeS - last.timeS)
      for (let step = 1; step <= maxFillSteps && gapS - (step - 1) * stepS > stepS; step++) {
        dense.push({ timeS: last.timeS + stepS * step, bpm: last.bpm })
      }
    }
    dense.push(beat)
  }
  return dense
}
