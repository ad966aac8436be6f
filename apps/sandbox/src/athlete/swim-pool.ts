import { markHere, tick, type Draft } from './draft.ts'
import type { Heart } from './heart.ts'
import type { PlannedActivity } from './planned.ts'
import type { Random } from './random.ts'
import type { Step } from './step.ts'

/** Metres a stroke cycle of the watch arm carries at CSS. */
const metresPerCycle = 2.15

/** Repeats and rests of a pool session: one length after the other, one lap for each repeat and each rest. */
export function swimInPool(
  draft: Draft,
  activity: PlannedActivity,
  given: { steps: Step[]; poolLengthM: number },
  heart: Heart,
  random: Random,
): void {
  const { steps, poolLengthM } = given
  const hasHeart = activity.heartRate !== 'none'
  const pass = (seconds: number, motion: { effort: number; speedMps: number; cadenceRpm: number }) => {
    for (let i = 0; i < seconds; i++) {
      const bpm = heart(0.92 * motion.effort)
      draft.log.open(draft.timeS)
      draft.log.set('distanceM', draft.distanceM)
      draft.log.set('speedMps', motion.speedMps)
      draft.log.set('cadenceRpm', motion.cadenceRpm)
      draft.log.set('temperatureC', 28)
      if (hasHeart) draft.log.set('hrBpm', Math.round(bpm))
      tick(draft, 0)
    }
  }
  /** Fractions of a second are carried on, since the watch counts lengths finer than samples. */
  let owedS = 0
  const wholeSeconds = (seconds: number) => {
    const whole = Math.round(seconds + owedS)
    owedS += seconds - whole
    return whole
  }
  const swimLength = (intensity: number, share: number) => {
    const speed = activity.body.cssMps * intensity * (1 + 0.012 * random.normal() - 0.015 * share)
    const timerS = poolLengthM / speed
    const strokes = Math.round((poolLengthM - 4) / (metresPerCycle * (1.06 - 0.09 * intensity)) + 0.5 * random.normal())
    const startTimeS = draft.timeS
    pass(wholeSeconds(timerS), { effort: intensity, speedMps: speed, cadenceRpm: Math.round((60 * strokes) / timerS) })
    draft.distanceM += poolLengthM
    draft.lengths.push({
      startTimeS,
      elapsedS: timerS,
      timerS,
      active: true,
      strokes,
      stroke: 'freestyle',
      avgSpeedMps: speed,
    })
  }
  const rest = (seconds: number) => {
    const startTimeS = draft.timeS
    const timerS = wholeSeconds(seconds)
    pass(timerS, { effort: 0.15, speedMps: 0, cadenceRpm: 0 })
    draft.lengths.push({
      startTimeS,
      elapsedS: timerS,
      timerS,
      active: false,
      strokes: null,
      stroke: null,
      avgSpeedMps: null,
    })
  }

  for (const step of steps) {
    const from = markHere(draft)
    if ('durationS' in step.goal) rest(step.goal.durationS)
    else {
      const count = Math.max(1, Math.round(step.goal.distanceM / poolLengthM))
      for (let i = 0; i < count; i++) swimLength(step.intensity, i / count)
    }
    draft.laps.push({ from, to: markHere(draft), trigger: 'manual', intensity: step.intent })
  }
}
