import type { ActivityInput } from './activity-input.ts'
import { maxHoleS, samplesBetween, timerClock, type TimerClock } from './metrics/grid.ts'

export interface Window {
  startS: number
  endS: number
}

/** More seconds than the device's own timer counted, and pauses it did not write down are looked for. */
const toleratedExcessS = 10

const lastSampleBefore = ({ samples }: ActivityInput, endS: number): number =>
  samples.timeS.reduce((last, time) => (time <= endS && time > last ? time : last), -Infinity)

/**
 * When session `index` began and ended: its own words, else up to the next one or the end of the recording. Where the
 * timer claims to have run longer than the session lasted, the samples say how far it went.
 */
export function windowOf(input: ActivityInput, index: number): Window {
  const { startTimeS, elapsedS, timestampS, timerS } = input.sessions[index]!
  const startS = startTimeS ?? (index === 0 ? input.startTimeS : windowOf(input, index - 1).endS)
  const nextS = input.sessions[index + 1]?.startTimeS ?? null
  const toldS = elapsedS === null ? (timestampS ?? nextS ?? input.endTimeS) : startS + elapsedS
  if (timerS === null || startS + timerS <= toldS) return { startS, endS: Math.max(startS, toldS) }
  const sampledS = lastSampleBefore(input, Math.min(startS + timerS, nextS ?? Infinity))
  return { startS, endS: Math.max(startS, toldS, sampledS + 1) }
}

/** Stretches without a single sample, longer than what counts as smart recording. */
function silences({ samples: { timeS } }: ActivityInput, { startS, endS }: Window): [number, number][] {
  const inside = samplesBetween(timeS, startS, endS)
  const found: [number, number][] = []
  for (let i = 1; i < inside.length; i++) {
    const [before, after] = [timeS[inside[i - 1]!]!, timeS[inside[i]!]!]
    if (after - before > maxHoleS) found.push([before + 1, after])
  }
  return found
}

/**
 * The timer of session `index`. Devices that write no pauses but a timer shorter than the session paused where they
 * were silent, if that agrees better with their timer; and a session that goes on after its last sample ends with it.
 */
export function sessionClock(input: ActivityInput, index: number): TimerClock {
  const window = windowOf(input, index)
  const { startS, endS } = window
  const { timerS } = input.sessions[index]!
  const told = timerClock(input.samples.timeS, startS, endS, input.pauses)
  if (timerS === null || told.seconds - timerS <= toleratedExcessS) return told
  const inferred = timerClock(input.samples.timeS, startS, endS, [...input.pauses, ...silences(input, window)])
  const off = ({ seconds }: TimerClock): number => Math.abs(seconds - timerS)
  const clock = off(inferred) < off(told) ? inferred : told
  const sampledS = Math.floor(clock.timerS.at(-1) ?? -1) + 1
  return { ...clock, seconds: Math.min(clock.seconds, Math.max(Math.round(timerS), sampledS)) }
}
