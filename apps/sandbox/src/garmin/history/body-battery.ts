import type { PlannedDay } from '../../athlete/planned.ts'
import { secondsByStage } from '../../athlete/sleep-stages.ts'
import { nightSleep } from '../../athlete/night-wellness.ts'

/** Charge at the turning points of a day: the evening before, waking, the evening. */
export interface BodyBattery {
  charged: number
  drained: number
  highest: number
  lowest: number
  levelAt(timeS: number): number
}

/** The device that can measure it came later. */
const since = '2018-10-01'

export function bodyBattery(day: PlannedDay, before: PlannedDay | null, after: PlannedDay | null): BodyBattery | null {
  if (day.date < since) return null
  const knots: [timeS: number, level: number][] = [
    [before?.night?.endS ?? day.startS - 61_200, before ? wakeLevel(before) : 70],
    [day.night?.startS ?? day.startS, before ? eveningLevel(before) : 30],
    [day.night?.endS ?? day.startS + 25_200, wakeLevel(day)],
    [after?.night?.startS ?? day.endS - 1, eveningLevel(day)],
    [after?.night?.endS ?? day.endS + 25_200, after ? wakeLevel(after) : 70],
  ]
  const levelAt = (timeS: number) => {
    const next = Math.max(
      1,
      knots.findIndex(([knotS]) => knotS > timeS),
    )
    const [[fromS, from], [toS, to]] = [knots[next - 1]!, knots[next]!]
    return Math.round(from + ((to - from) * Math.min(1, Math.max(0, timeS - fromS))) / Math.max(1, toS - fromS))
  }
  const within = knots.slice(1, 4).filter(([knotS]) => knotS >= day.startS && knotS < day.endS)
  const levels = [levelAt(day.startS), levelAt(day.endS - 1), ...within.map(([, level]) => level)]
  return {
    charged: Math.max(0, wakeLevel(day) - (before ? eveningLevel(before) : 30)),
    drained: Math.max(0, wakeLevel(day) - eveningLevel(day)),
    highest: Math.max(...levels),
    lowest: Math.min(...levels),
    levelAt,
  }
}

function wakeLevel(day: PlannedDay): number {
  if (!day.night) return 45
  const { lightS, deepS, remS } = secondsByStage(nightSleep(day, day.night).sleepStages)
  const shortH = Math.max(0, 8 - (lightS + deepS + remS) / 3600)
  return Math.round(Math.min(100, Math.max(20, 99 - 7 * shortH - 45 * day.body.strain)))
}

function eveningLevel(day: PlannedDay): number {
  const load = day.activities.reduce((sum, activity) => sum + activity.load, 0)
  return Math.round(Math.min(70, Math.max(5, wakeLevel(day) - 42 - 0.25 * load)))
}
