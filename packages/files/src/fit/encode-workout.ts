import type { FitWorkout, FitWorkoutStep } from '@rc/domain'
import { defined } from './encode-activity.ts'
import { writeMessage, type FitWriter } from './message-writer.ts'
import type { Message } from './profile.ts'
import { absoluteBpm, absoluteW, durationKinds, stepIntensities, targetKinds } from './workout-words.ts'

/** Writes a structured workout: its head, then its steps in order. */
export function writeWorkout(writer: FitWriter, workout: FitWorkout): void {
  const { name, fitSport, fitSubSport, poolLengthM, steps } = workout
  writeMessage(
    writer,
    'workout',
    defined({
      wktName: name,
      sport: fitSport,
      subSport: fitSubSport,
      poolLength: poolLengthM,
      numValidSteps: steps.length,
    }),
  )
  for (const [messageIndex, step] of steps.entries())
    writeMessage(writer, 'workoutStep', stepMessage(step, messageIndex))
}

const stepMessage = (step: FitWorkoutStep, messageIndex: number): Message<'workoutStep'> =>
  defined({
    messageIndex,
    wktStepName: step.name,
    notes: step.notes ?? null,
    intensity: stepIntensities.indexOf(step.intensity),
    ...durationFields(step.duration),
    ...targetFields(step),
  })

function durationFields(duration: FitWorkoutStep['duration']): Message<'workoutStep'> {
  switch (duration.kind) {
    case 'open':
      return { durationType: durationKinds.indexOf('open') }
    case 'time':
      return { durationType: durationKinds.indexOf('time'), durationValue: duration.seconds * 1000 }
    case 'distance':
      return { durationType: durationKinds.indexOf('distance'), durationValue: duration.metres * 100 }
    case 'hr_less_than':
    case 'hr_greater_than':
      return { durationType: durationKinds.indexOf(duration.kind), durationValue: duration.bpm + absoluteBpm }
    case 'power_less_than':
    case 'power_greater_than':
      return { durationType: durationKinds.indexOf(duration.kind), durationValue: duration.watts + absoluteW }
    case 'calories':
      return { durationType: durationKinds.indexOf('calories'), durationValue: duration.kcal }
    case 'repeat':
      return {
        durationType: durationKinds.indexOf('repeat_until_steps_complete'),
        durationValue: duration.fromStep,
        targetValue: duration.times,
      }
  }
}

function targetFields({ duration, target }: FitWorkoutStep): Message<'workoutStep'> {
  if (duration.kind === 'repeat') return {}
  const custom = (low: number, high: number, kind: string = target.kind): Message<'workoutStep'> => ({
    targetType: targetKinds.indexOf(kind),
    targetValue: 0,
    customTargetValueLow: low,
    customTargetValueHigh: high,
  })
  switch (target.kind) {
    case 'open':
      return { targetType: targetKinds.indexOf('open') }
    case 'speed':
      return custom(target.lowMps * 1000, target.highMps * 1000)
    case 'heart_rate':
      return custom(target.lowBpm + absoluteBpm, target.highBpm + absoluteBpm)
    case 'heart_rate_zone':
      return { targetType: targetKinds.indexOf('heart_rate'), targetValue: target.zone }
    case 'cadence':
      return custom(target.low, target.high)
    case 'power_percent':
      return custom(target.lowPct, target.highPct, 'power')
    case 'power':
      return custom(target.lowW + absoluteW, target.highW + absoluteW)
  }
}
