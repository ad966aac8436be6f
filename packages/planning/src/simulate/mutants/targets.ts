import { isTraining } from '../../model/plan.ts'
import { isTrainingRun, one, mapSteps, withTarget, stepsOf, hasPace } from '../mutant.ts'
import type { Mutant } from '../mutant.ts'

export const targetsMutants: readonly Mutant[] = [
  {
    name: 'sprint_pace',
    expect: ['T02'],
    mutate: one(
      (workout, { plan }) =>
        hasPace(workout) && plan.basis.thresholdPace !== null && plan.basis.thresholdPace * 0.6 >= 125,
      (workout, { plan }) =>
        withTarget({
          type: 'pace',
          fast: Math.round(plan.basis.thresholdPace! * 0.6),
          slow: Math.round(plan.basis.thresholdPace! * 0.65),
        })(workout),
    ),
  },
  {
    name: 'pace_in_minutes',
    expect: ['T09'],
    mutate: one(hasPace, (workout, _, dice) =>
      withTarget({ type: 'pace', fast: dice.between(3, 5), slow: 6 })(workout),
    ),
  },
  { name: 'pace_inverted', expect: ['T01'], mutate: one(hasPace, withTarget({ type: 'pace', fast: 420, slow: 380 })) },
  {
    name: 'easy_too_fast',
    expect: ['T04'],
    mutate: one(
      (workout) => hasPace(workout) && workout.type === 'easy',
      (workout, { plan }) =>
        withTarget({
          type: 'pace',
          fast: Math.round(plan.basis.thresholdPace!),
          slow: Math.round(plan.basis.thresholdPace! * 1.04),
        })(workout),
    ),
  },
  { name: 'hr_impossible', expect: ['T06'], mutate: one(isTrainingRun, withTarget({ type: 'hr', lo: 215, hi: 229 })) },
  {
    name: 'minutes_as_metres',
    expect: ['T08', 'T09'],
    mutate: one(
      (workout) =>
        isTraining(workout) &&
        !workout.sport.includes('swim') &&
        workout.type !== 'race' &&
        stepsOf(workout).some(({ end }) => end.type === 'time'),
      (workout) => [
        mapSteps(workout, (step) =>
          step.end.type === 'time'
            ? { ...step, end: { type: 'distance', m: Math.max(1, Math.round(step.end.s / 60)) } }
            : step,
        ),
      ],
    ),
  },
  {
    name: 'metres_as_minutes',
    expect: ['T08', 'T09', 'S01'],
    mutate: one(
      (workout) =>
        isTrainingRun(workout) && stepsOf(workout).some(({ end }) => end.type === 'distance' && end.m >= 400),
      (workout) => [
        mapSteps(workout, (step) =>
          step.end.type === 'distance' ? { ...step, end: { type: 'time', s: 60 * step.end.m } } : step,
        ),
      ],
    ),
  },
  {
    name: 'off_the_wall',
    expect: ['T10'],
    mutate: one(
      ({ sport, type, pool }) => sport === 'pool_swim' && type !== 'race' && pool !== null,
      (workout) => [
        mapSteps(workout, (step) =>
          step.end.type === 'distance' ? { ...step, end: { type: 'distance', m: step.end.m + 13 } } : step,
        ),
      ],
    ),
  },
  {
    name: 'power_impossible',
    expect: ['T07'],
    mutate: one(({ sport }) => sport === 'bike', withTarget({ type: 'powerPct', lo: 180, hi: 220 })),
  },
  {
    name: 'threshold_forever',
    expect: ['T05'],
    mutate: one(
      (workout, { plan }) => isTrainingRun(workout) && workout.type !== 'test' && plan.basis.thresholdPace !== null,
      (workout, { plan }) => {
        const pace = Math.round(plan.basis.thresholdPace! * 0.93)
        return [
          {
            ...workout,
            template: null,
            type: 'interval',
            steps: [
              {
                ...stepsOf(workout)[0]!,
                end: { type: 'time', s: 2400 },
                intensity: 'active',
                target: { type: 'pace', fast: pace, slow: pace },
              },
            ],
          },
        ]
      },
    ),
  },
]
