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

interface Stretch {
  startedAt: string | null
  elapsedS: number | null
  timerS: number | null
}

/** When each stretch began and ended, in seconds since the start; one without a start begins where the last ended. */
function onTheClock<T extends Stretch>(
  stretches: T[],
  startedAt: string,
): { stretch: T; fromS: number; toS: number }[] {
  const start = Date.parse(startedAt)
  let end = 0
  return stretches.map((stretch) => {
    const fromS = stretch.startedAt === null ? end : (Date.parse(stretch.startedAt) - start) / 1000
    end = fromS + (stretch.elapsedS ?? stretch.timerS ?? 0)
    return { stretch, fromS, toS: end }
  })
}

/** Laps on the clock of the samples. */
export const timedLaps = ({ laps, startedAt }: Pick<ActivityDetail, 'laps' | 'startedAt'>): TimedLap[] =>
  onTheClock(laps, startedAt).map(({ stretch, ...times }, index) => ({ lap: stretch, index, ...times }))

/** The sports of a multisport activity, one after the other. */
export const timedSessions = ({ sessions, startedAt }: Pick<ActivityDetail, 'sessions' | 'startedAt'>) =>
  sessions.length > 1 ? onTheClock(sessions, startedAt) : []

const hard = new Set(['active', 'interval'])
const easy = new Set(['rest', 'recovery', 'warmup', 'cooldown'])

/** The hard parts of an interval session, numbered; none where the laps do not tell hard from easy. */
export function workLaps(detail: ActivityDetail): (TimedLap & { label: string })[] {
  if (!detail.laps.some(({ intensity }) => intensity !== null && easy.has(intensity))) return []
  return timedLaps(detail)
    .filter(({ lap }) => lap.intensity !== null && hard.has(lap.intensity))
    .map((timed, i) => ({ ...timed, label: m.lap_rep({ n: String(i + 1) }) }))
}

/** Above this they would be a fence. */
const MOST_EDGES = 60

/** Where one lap ended and the next began; none where the hard ones are drawn as columns, or there are too many. */
export function lapEdges(detail: ActivityDetail): number[] {
  if (detail.laps.length < 2 || detail.laps.length > MOST_EDGES || workLaps(detail).length > 0) return []
  return timedLaps(detail)
    .slice(1)
    .map(({ fromS }) => fromS)
}
