import { utcOffsetS, type Session, type Sport } from '@rc/domain'
import type { EncodableRecording } from '@rc/files'
import { beatsOf } from './beats.ts'
import { watch } from './devices.ts'
import { markHere, startDraft, type Draft, type SessionStretch } from './draft.ts'
import { createHeart, type Heart } from './heart.ts'
import { liftWeights } from './lift-weights.ts'
import { moveLeg } from './move-leg.ts'
import type { PlannedActivity, PlannedLeg } from './planned.ts'
import { createRandom, type Random } from './random.ts'
import { swimInPool } from './swim-pool.ts'
import { totalsBetween } from './totals.ts'

/** FIT's sport and sub-sport. */
const fitSports: Partial<Record<Sport, [sport: number, subSport: number]>> = {
  run: [1, 0],
  treadmill_run: [1, 1],
  trail_run: [1, 3],
  indoor_bike: [2, 6],
  bike: [2, 7],
  transition: [3, 0],
  pool_swim: [5, 17],
  open_water_swim: [5, 18],
  strength: [10, 20],
}
const kcalPerS: Partial<Record<Sport, number>> = { run: 0.205, trail_run: 0.215, treadmill_run: 0.2, strength: 0.08 }

/** What the watch would have recorded of the planned activity. */
export function recordActivity(seed: number, activity: PlannedActivity): EncodableRecording {
  const random = createRandom(seed, 'record', activity.key)
  const draft = startDraft(activity.startTimeS)
  const altitudeM = activity.legs[0]?.place?.altitudeM ?? 0
  const heart = createHeart(activity.body, { temperatureC: activity.temperatureC, altitudeM }, random)
  for (const leg of activity.legs) draft.sessions.push(recordLeg(draft, activity, leg, heart, random))

  const samples = draft.log.columns()
  const sessions = draft.sessions.map(({ from, to, ...words }): Session => ({
    ...totalsBetween(samples, from, to, kcalPerS[words.sport] ?? 0.17),
    ...words,
    numLaps: draft.laps.filter((lap) => lap.from.timeS >= from.timeS && lap.to.timeS <= to.timeS).length,
  }))
  return {
    utcOffsetS: utcOffsetS(activity.startTimeS, activity.timeZone),
    // Only a guided workout leaves its name in the file.
    name: activity.legs.some((leg) => leg.steps.length > 1) ? activity.name : null,
    device: watch,
    sessions,
    laps: draft.laps.map(({ from, to, ...words }) => ({ ...totalsBetween(samples, from, to, 0.17), ...words })),
    lengths: draft.lengths,
    events: [],
    pauses: draft.pauses,
    samples,
    rrMs: activity.beats && activity.heartRate === 'strap' ? beatsOf(samples, random) : new Float64Array(),
  }
}

function recordLeg(
  draft: Draft,
  activity: PlannedActivity,
  leg: PlannedLeg,
  heart: Heart,
  random: Random,
): SessionStretch {
  const from = markHere(draft)
  const poolLengthM = leg.sport === 'pool_swim' ? activity.poolLengthM : null
  if (poolLengthM !== null) swimInPool(draft, activity, { steps: leg.steps, poolLengthM }, heart, random)
  else if (leg.sport === 'strength') {
    const [step] = leg.steps
    liftWeights(draft, activity, step && 'durationS' in step.goal ? step.goal.durationS : 0, heart)
  } else moveLeg(draft, activity, leg, heart, random)
  const [fitSport, fitSubSport] = fitSports[leg.sport] ?? [0, 0]
  return {
    from,
    to: markHere(draft),
    sport: leg.sport,
    fitSport,
    fitSubSport,
    poolLengthM,
    numLengths: poolLengthM === null ? null : draft.lengths.length,
  }
}
