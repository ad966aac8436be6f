import { stretchesOf } from '../estimate/estimate-workout.ts'
import type { Basis, Step, Target, Workout } from '../model/plan.ts'
import { alignSteps, type Alignment, type DoneCourse, type DoneLap, type Stretched } from './align-steps.ts'

/** Raised whenever a session would be scored otherwise than before. */
export const adherenceVersion = 1

/** One planned step and what became of it; null: not measured. */
export interface StepDone {
  intensity: Step['intensity']
  planned: { s: number; m: number; target: Target }
  s: number | null
  m: number | null
  speedMps: number | null
  hrBpm: number | null
  powerW: number | null
  /** Against the target: harder (`above`), easier (`below`), as asked (`in`); null: nothing to compare. */
  against: 'below' | 'in' | 'above' | null
}

export interface SessionScore {
  method: Alignment['method'] | 'summary'
  version: number
  /** Share of the planned size that was done, 1 as planned: by way where the plan has one, else by time. */
  size: number | null
  /** Share of the time of steps with a target in which it was kept. */
  onTarget: number | null
  /** 0–100. */
  compliancePct: number | null
  colour: 'green' | 'amber' | 'red' | null
  steps: StepDone[]
}

/** Heart rate answers late: the first minute of a step says something about the one before. s */
const hrLagS = 60
const leastHrS = 30
/** What is still as asked beyond either end of a target. */
const tolerance = { pace: 0.02, hr: 3, power: 0.05 }
/** Compliance from which a session is green, and amber. */
const greenFrom = 80
const amberFrom = 50

export interface Done {
  s: number | null
  m: number | null
  laps: readonly DoneLap[]
  course: DoneCourse | null
}

/**
 * How close something done came to what was planned. Half of it is the size, min(done/planned, planned/done); half is the
 * share of time on target, where steps have targets and were measured. Missing stays missing. Own choice, evidence D; the
 * colours are the usual ones (80 and 50 %).
 */
export function scoreSession(workout: Workout, basis: Basis, done: Done): SessionScore {
  const stretches = stretchesOf(workout, basis)
  const alignment = done.course && alignSteps(stretches, done.laps, done.course)
  const size = sizeShare(workout, done)
  const steps = stretches.map(({ step, s, m }, i): StepDone => {
    const part = alignment?.parts[i]
    const measured = part && done.course ? measure(done.course, part) : nothing
    return {
      intensity: step.intensity,
      planned: { s: Math.round(s), m: Math.round(m), target: step.target },
      ...measured,
      against: part ? compare(step.target, measured) : null,
    }
  })
  const judged = steps.filter(({ against }) => against !== null)
  const total = judged.reduce((sum, { planned }) => sum + planned.s, 0)
  const kept = judged.reduce((sum, { planned, against }) => sum + (against === 'in' ? planned.s : 0), 0)
  const onTarget = total > 0 ? kept / total : null
  const close = size === null ? null : Math.min(size, size === 0 ? 0 : 1 / size)
  const share = close === null ? onTarget : onTarget === null ? close : (close + onTarget) / 2
  const compliancePct = share === null ? null : Math.round(100 * share)
  return {
    method: alignment?.method ?? 'summary',
    version: adherenceVersion,
    size,
    onTarget,
    compliancePct,
    colour: compliancePct === null ? null : colourOf(compliancePct),
    steps,
  }
}

export const colourOf = (compliancePct: number): 'green' | 'amber' | 'red' =>
  compliancePct >= greenFrom ? 'green' : compliancePct >= amberFrom ? 'amber' : 'red'

function sizeShare({ est, steps }: Workout, { s, m }: Done): number | null {
  const flat = steps.flatMap((item) => (item.kind === 'step' ? [item] : item.steps))
  const isByWay = flat.some(({ end }) => end.type === 'distance')
  if (isByWay && est.m > 0 && m !== null) return m / est.m
  return est.s > 0 && s !== null ? s / est.s : null
}

type Measured = Omit<StepDone, 'intensity' | 'planned' | 'against'>
const nothing: Measured = { s: null, m: null, speedMps: null, hrBpm: null, powerW: null }

function measure(course: DoneCourse, { from, to }: Stretched): Measured {
  const { timeS, distanceM } = course
  const last = Math.min(to, timeS.length - 1)
  if (last <= from) return nothing
  const s = timeS[last]! - timeS[from]!
  const m = distanceM === null ? null : finite(distanceM[last]! - distanceM[from]!)
  let lagged = from
  while (lagged < last && timeS[lagged]! - timeS[from]! < hrLagS) lagged++
  const hrS = timeS[last]! - timeS[lagged]!
  return {
    s,
    m,
    speedMps: m !== null && s > 0 ? m / s : mean(course.speedMps, from, last),
    hrBpm: hrS >= leastHrS ? mean(course.hrBpm, lagged, last) : null,
    powerW: mean(course.powerW, from, last),
  }
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)

function mean(values: ArrayLike<number> | null, from: number, to: number): number | null {
  let sum = 0
  let n = 0
  for (let i = from; values !== null && i < to; i++)
    if (Number.isFinite(values[i]!)) {
      sum += values[i]!
      n++
    }
  return n === 0 ? null : sum / n
}

function compare(target: Target, { speedMps, hrBpm, powerW }: Measured): StepDone['against'] {
  const within = (value: number | null, lo: number, hi: number): StepDone['against'] =>
    value === null ? null : value < lo ? 'below' : value > hi ? 'above' : 'in'
  switch (target.type) {
    case 'pace':
    case 'swimPace': {
      const per = target.type === 'pace' ? 1000 : 100
      return within(speedMps, (per / target.slow) * (1 - tolerance.pace), (per / target.fast) * (1 + tolerance.pace))
    }
    case 'hr':
      return within(hrBpm, target.lo - tolerance.hr, target.hi + tolerance.hr)
    case 'power':
      return within(powerW, target.lo * (1 - tolerance.power), target.hi * (1 + tolerance.power))
    // Zones and shares belong to thresholds, cadence says nothing of the effort, RPE is not recorded step by step.
    case 'open':
    case 'hrZone':
    case 'powerPct':
    case 'cadence':
    case 'rpe':
      return null
  }
}
