import { isRun, isTraining, workoutsOf } from '../../model/plan.ts'
import { withPlan, isTrainingRun, mapWorkouts, one, scale, made, hardToday } from '../mutant.ts'
import type { Mutant } from '../mutant.ts'

export const athleteMutants: readonly Mutant[] = [
  {
    name: 'unavailable_day',
    expect: ['A02'],
    mutate: (good, dice) => {
      const found = workoutsOf(good.plan).filter((workout) => isTraining(workout) && workout.type !== 'race')
      if (found.length === 0) return null
      const { date } = dice.pick(found)
      const { availability } = good.athlete
      return {
        ...good,
        athlete: { ...good.athlete, availability: { ...availability, dates: { ...availability.dates, [date]: 0 } } },
      }
    },
  },
  {
    name: 'low_readiness_hard',
    expect: ['H01'],
    mutate: (good) => hardToday({ ...good, athlete: { ...good.athlete, readiness: 25 } }),
  },
  {
    name: 'alert_hard',
    expect: ['V19'],
    mutate: (good) => hardToday({ ...good, athlete: { ...good.athlete, level: 'alert' } }),
  },
  {
    name: 'injury_quality',
    expect: ['V18', 'H03'],
    mutate: (good) =>
      workoutsOf(good.plan).some((workout) => isRun(workout.sport))
        ? { ...good, athlete: { ...good.athlete, isInjured: true, injuryUntil: null } }
        : null,
  },
  {
    name: 'illness',
    expect: ['V18', 'H04'],
    mutate: (good) =>
      workoutsOf(good.plan).some((workout) => isRun(workout.sport))
        ? { ...good, athlete: { ...good.athlete, isIll: true } }
        : null,
  },
  {
    name: 'red_flag',
    expect: ['H05'],
    mutate: (good, dice) => ({
      ...good,
      athlete: {
        ...good.athlete,
        words: [
          dice.pick([
            '어제 가슴 통증이 있었어요',
            'I fainted after the run',
            'I get chest pain uphill',
            '달리다가 실신했어요',
            '호흡곤란이 와요',
          ]),
        ],
      },
    }),
  },
  {
    name: 'minor_hard',
    expect: ['H06'],
    mutate: (good, dice) =>
      one(isTrainingRun, (workout, whole) => [made(workout, whole, 'vo2_1000', { km: 8, reps: 3 })])(
        { ...good, athlete: { ...good.athlete, ageYears: 15 } },
        dice,
      ),
  },
  {
    name: 'locked_changed',
    expect: ['D11'],
    mutate: (good, dice) => {
      const found = workoutsOf(good.plan).filter((workout) => isTrainingRun(workout))
      if (found.length === 0) return null
      const { key } = dice.pick(found)
      const previous = mapWorkouts(good.plan, (workout) => [
        workout.key === key ? { ...workout, lock: 'all' } : workout,
      ])
      const plan = mapWorkouts(good.plan, (workout) => [
        workout.key === key ? { ...scale(workout, 0.8), lock: 'all' } : workout,
      ])
      return { ...withPlan(good, plan), athlete: { ...good.athlete, previous } }
    },
  },
  {
    name: 'overlap',
    expect: ['D12'],
    mutate: (good) => ({
      ...good,
      athlete: { ...good.athlete, otherPlans: [{ start: good.plan.start, end: good.plan.start }] },
    }),
  },
  {
    name: 'over_time',
    expect: ['A01'],
    mutate: (good, dice) => {
      const found = workoutsOf(good.plan).filter(
        (workout) => isTraining(workout) && workout.type !== 'race' && workout.est.s > 1500,
      )
      if (found.length === 0) return null
      const { date, est } = dice.pick(found)
      const { availability } = good.athlete
      return {
        ...good,
        athlete: {
          ...good.athlete,
          availability: { ...availability, dates: { ...availability.dates, [date]: Math.floor(est.s / 60 / 1.3) } },
        },
      }
    },
  },
  {
    name: 'excluded_sport',
    expect: ['A04'],
    mutate: (good, dice) => {
      const found = workoutsOf(good.plan).filter((workout) => isTraining(workout) && workout.type !== 'race')
      if (found.length === 0) return null
      const { availability } = good.athlete
      return {
        ...good,
        athlete: { ...good.athlete, availability: { ...availability, excludedSports: [dice.pick(found).sport] } },
      }
    },
  },
  {
    name: 'device_cannot',
    expect: ['E03'],
    mutate: (good) =>
      workoutsOf(good.plan).some(({ type }) => type !== 'rest')
        ? { ...good, athlete: { ...good.athlete, deviceSports: [] } }
        : null,
  },
]
