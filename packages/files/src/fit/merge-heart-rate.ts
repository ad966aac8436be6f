import type { Message } from './profile.ts'

/** Heartbeats of a strap: Unix seconds, and the filtered rate at each (0 where the strap gave none). */
export interface Beats {
  timeS: ArrayLike<number>
  bpm: ArrayLike<number>
}

/** More than a day of beats is no swim. */
const mostBeats = 400_000
const stepS = 0.25
const mostSteps = 20

/**
 * Beats from FIT's `hr` messages (132), as chest straps store them under water. A message with a timestamp anchors the strap's
 * clock (1/1024 s); the others give event times as full 32-bit values or packed 12-bit ones (two in three bytes) that roll over.
 */
export function beatsOf(messages: readonly Message<'hr'>[]): Beats {
  const timeS: number[] = []
  const bpm: number[] = []
  let anchorS = Number.NaN
  let anchorTicks = 0
  let ticks = 0
  for (const message of messages) {
    if (timeS.length >= mostBeats) break
    const rates = message.filteredBpm ?? []
    if (message.timestamp !== undefined) {
      anchorS = message.timestamp + (message.fractionalTimestamp ?? 0)
      ticks = anchorTicks = message.eventTimestamp?.[0] ?? ticks
      timeS.push(anchorS)
      bpm.push(rates[0] || 0)
      continue
    }
    if (Number.isNaN(anchorS)) continue
    const events = eventTicks(message, ticks)
    for (const [i, next] of events.slice(0, rates.length).entries()) {
      timeS.push(anchorS + ((next - anchorTicks) >>> 0) / 1024)
      bpm.push(rates[i] || 0)
    }
    ticks = events.at(-1) ?? ticks
  }
  return { timeS, bpm }
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
export function mergeBeats(beats: Beats, timeS: Float64Array, hrBpm: Float64Array): void {
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
    for (; next < dense.timeS.length; next++) {
      const beatS = dense.timeS[next]!
      if (beatS > fromS && beatS <= toS) {
        sum += dense.bpm[next]!
        count++
      } else if (beatS > toS) {
        if (count > 0) hrBpm[row] = Math.floor(sum / count + 0.5)
        fromS = toS
        break
      }
    }
  }
}

/** How many steps go between two beats so far apart. */
function stepsIn(gapS: number): number {
  let steps = 0
  while (steps < mostSteps && gapS - steps * stepS > stepS) steps++
  return steps
}

function fillGaps(beats: Beats): { timeS: Float64Array; bpm: Float64Array } {
  const steps = Array.from(beats.timeS, (timeS, i) => (i === 0 ? 0 : stepsIn(Math.abs(timeS - beats.timeS[i - 1]!))))
  const length = steps.reduce((sum, count) => sum + count + 1, 0)
  const dense = { timeS: new Float64Array(length), bpm: new Float64Array(length) }
  let at = 0
  const put = (timeS: number, bpm: number) => {
    dense.timeS[at] = timeS
    dense.bpm[at++] = bpm
  }
  for (const [i, count] of steps.entries()) {
    for (let step = 1; step <= count; step++) put(beats.timeS[i - 1]! + stepS * step, beats.bpm[i - 1]!)
    put(beats.timeS[i]!, beats.bpm[i]!)
  }
  return dense
}
