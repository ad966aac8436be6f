import { markHere, tick, type Draft } from './draft.ts'
import type { Heart } from './heart.ts'
import type { PlannedActivity } from './planned.ts'

/** Sets of 40 seconds with breaks; nothing but heart rate is measured. */
export function liftWeights(draft: Draft, activity: PlannedActivity, durationS: number, heart: Heart): void {
  const from = markHere(draft)
  for (let second = 0; second < durationS; second++) {
    const bpm = heart(second % 130 < 40 ? 0.72 : 0.26)
    draft.log.open(draft.timeS)
    if (activity.heartRate !== 'none') draft.log.set('hrBpm', Math.round(bpm))
    draft.log.set('temperatureC', activity.temperatureC)
    tick(draft, 0)
  }
  draft.laps.push({ from, to: markHere(draft), trigger: 'session_end', intensity: 'active' })
}
