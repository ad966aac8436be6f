import type { RecordedEvent } from '@rc/domain'

const timerEvent = 0
const starts = new Set([0, 2])
const stops = new Set([1, 4, 8, 9])

/**
 * Timer-stopped windows [from, to): a stop event (stop, stop_all, stop_disable…) up to the next start. A stop at the end opens none.
 */
export function pausesOf(events: readonly RecordedEvent[]): [number, number][] {
  const pauses: [number, number][] = []
  let stoppedAt: number | null = null
  for (const { event, eventType, timeS } of events) {
    if (event !== timerEvent || timeS === null) continue
    if (stops.has(eventType)) stoppedAt ??= timeS
    else if (starts.has(eventType)) {
      if (stoppedAt !== null && timeS > stoppedAt) pauses.push([stoppedAt, timeS])
      stoppedAt = null
    }
  }
  return pauses.sort((a, b) => a[0] - b[0])
}
