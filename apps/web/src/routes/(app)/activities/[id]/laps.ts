import type { ActivityDetail } from '@rc/contract'
import { m } from '#lib/paraglide/messages.js'

type Lap = ActivityDetail['laps'][number]

export interface TimedLap {
  lap: Lap
  index: number
  /** Seconds since the start. */
  fromS: number
  toS: number
}

/** Laps on the clock of the samples; one without a start begins where the last ended. */
export function timedLaps({ laps, startedAt }: Pick<ActivityDetail, 'laps' | 'startedAt'>): TimedLap[] {
  const start = Date.parse(startedAt)
  let end = 0
  return laps.map((lap, index) => {
    const fromS = lap.startedAt === null ? end : (Date.parse(lap.startedAt) - start) / 1000
    end = fromS + (lap.elapsedS ?? lap.timerS ?? 0)
    return { lap, index, fromS, toS: end }
  })
}

const hard = new Set(['active', 'interval'])
const easy = new Set(['rest', 'recovery', 'warmup', 'cooldown'])

/** The hard parts of an interval session, numbered; none where the laps do not tell hard from easy. */
export function workLaps(detail: ActivityDetail): (TimedLap & { label: string })[] {
  if (!detail.laps.some(({ intensity }) => intensity !== null && easy.has(intensity))) return []
  return timedLaps(detail)
    .filter(({ lap }) => lap.intensity !== null && hard.has(lap.intensity))
    .map((timed, i) => ({ ...timed, label: m.lap_rep({ n: String(i + 1) }) }))
}
