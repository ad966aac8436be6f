import type { Sport } from '@rc/domain'
import { markHere, pause, tick, type Draft } from './draft.ts'
import type { Heart } from './heart.ts'
import { createMover } from './movers.ts'
import type { PlannedActivity, PlannedLeg } from './planned.ts'
import { createDrift, type Random } from './random.ts'
import { between, locate, routeOf } from './route.ts'
import type { Step } from './step.ts'

/** Distance after which the watch laps by itself. */
const autoLapM: Partial<Record<Sport, number>> = {
  run: 1_000,
  trail_run: 1_000,
  treadmill_run: 1_000,
  bike: 5_000,
  indoor_bike: 10_000,
}

/** A leg on the move, second by second: anything but pool and weights. Laps follow the steps of a structured session. */
export function moveLeg(draft: Draft, activity: PlannedActivity, leg: PlannedLeg, heart: Heart, random: Random): void {
  const { body, temperatureC } = activity
  const { log } = draft
  const swimming = leg.sport === 'open_water_swim'
  const move = createMover(leg.sport, body, activity.heartRate === 'strap', random)
  const readHeart = swimming || activity.heartRate === 'none' ? null : heartReader(activity.heartRate, random)
  const route = leg.place && routeOf(leg.place)
  const [north, east] = [createDrift(random, 0.99), createDrift(random, 0.99)]
  const byStep = leg.steps.some((step) => step.intent !== 'active')
  const lapM = byStep ? Infinity : (autoLapM[leg.sport] ?? Infinity)
  const startedM = draft.distanceM
  let lapFrom = markHere(draft)
  let nextPauseS = activity.autoPause ? draft.timerS + random.between(300, 1_200) : Infinity
  let nextSampleS = draft.timeS

  const endLap = (trigger: string, step: Step) => {
    draft.laps.push({ from: lapFrom, to: markHere(draft), trigger, intensity: step.intent })
    lapFrom = markHere(draft)
  }

  for (const [number, step] of leg.steps.entries()) {
    const from = markHere(draft)
    const done = () =>
      'durationS' in step.goal
        ? draft.timerS - from.timerS >= step.goal.durationS
        : draft.distanceM - from.distanceM >= step.goal.distanceM
    while (!done()) {
      const at = route && locate(route, draft.distanceM - startedM)
      const motion = move(step.intensity, route && at ? route.grade[at.index]! : 0)
      const bpm = heart(motion.effort)
      if (draft.timeS >= nextSampleS) {
        nextSampleS = draft.timeS + (activity.recording === 'smart' ? Math.ceil(random.between(0, 6)) : 1)
        log.open(draft.timeS)
        log.set('distanceM', draft.distanceM)
        if (route && at) {
          log.set('latDeg', between(route.latDeg, at) + 1.2e-5 * north())
          log.set('lonDeg', between(route.lonDeg, at) + 1.4e-5 * east())
          if (!swimming) log.set('altitudeM', between(route.altitudeM, at) + 0.15 * north())
        }
        if (readHeart) log.set('hrBpm', readHeart(bpm))
        log.set('speedMps', motion.speedMps)
        log.set('cadenceRpm', motion.cadenceRpm)
        if (motion.powerW !== null) log.set('powerW', Math.round(motion.powerW))
        log.set('temperatureC', temperatureC + (draft.timerS < 600 ? 4 * Math.exp(-draft.timerS / 240) : 0))
        if (motion.dynamics) for (const [channel, value] of motion.dynamics) log.set(channel, value)
      }
      tick(draft, motion.speedMps)
      if (draft.distanceM - lapFrom.distanceM >= lapM) endLap('distance', step)
      if (draft.timerS >= nextPauseS) {
        pause(draft, Math.round(random.between(15, 90)))
        nextPauseS = draft.timerS + random.between(400, 1_500)
      }
    }
    if (byStep && number < leg.steps.length - 1) endLap('manual', step)
  }
  endLap('session_end', leg.steps.at(-1)!)
}

/** A strap reads every second; the optics at the wrist lose the pulse now and then. */
function heartReader(source: 'strap' | 'wrist', random: Random): (bpm: number) => number {
  if (source === 'strap') return Math.round
  let lostFor = 12
  return (bpm) => {
    if (lostFor > 0) lostFor--
    else if (random.chance(0.0006)) lostFor = Math.round(random.between(8, 70))
    return lostFor > 0 ? NaN : Math.round(bpm)
  }
}
