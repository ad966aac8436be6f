import { addDays, mondayOf, weekdayOf } from '@rc/domain'
import { workoutsOf } from '../../model/plan.ts'
import { type Case, withPlan, isTrainingRun, mapWorkouts, one, scale, made, doneRuns, weekM } from '../mutant.ts'
import type { Mutant } from '../mutant.ts'

export const loadMutants: readonly Mutant[] = [
  {
    name: 'long_spike',
    expect: ['V01'],
    mutate: (good) => {
      const longest = workoutsOf(good.plan)
        .filter(isTrainingRun)
        .toSorted((a, b) => b.est.m - a.est.m)[0]
      if (!longest || longest.est.m < 3000) return null
      // Longer by far than anything ever run.
      const factor = (1.6 * Math.max(longest.est.m, ...doneRuns(good).map(({ m }) => m ?? 0))) / longest.est.m
      return withPlan(
        good,
        mapWorkouts(good.plan, (workout) => [workout.key === longest.key ? scale(workout, factor) : workout]),
      )
    },
  },
  {
    name: 'week_leap',
    expect: ['V03', 'V04'],
    mutate: (good) => {
      const week = good.plan.weeks.slice(1).toSorted((a, b) => weekM(b) - weekM(a))[0]
      if (!week || weekM(week) < 5000) return null
      const done = Map.groupBy(doneRuns(good), ({ date }) => mondayOf(date))
      const most = Math.max(
        ...[...done.values()].map((runs) => runs.reduce((sum, { m }) => sum + (m ?? 0), 0)),
        weekM(week),
      )
      const factor = (1.6 * most) / weekM(week)
      const weeks = good.plan.weeks.map((each) =>
        each.index === week.index
          ? {
              ...each,
              workouts: each.workouts.map((workout) => (isTrainingRun(workout) ? scale(workout, factor) : workout)),
            }
          : each,
      )
      return withPlan(good, { ...good.plan, weeks })
    },
  },
  {
    name: 'back_to_back',
    expect: ['V08'],
    mutate: one(
      (workout, { plan }) => isTrainingRun(workout) && workout.date < plan.end && workout.date > plan.start,
      (workout, good) => {
        const hard = made(workout, good, 'tempo_continuous', { km: 8, min: 15 })
        return [hard, { ...hard, key: 'again', date: addDays(workout.date, 1), order: 3 }]
      },
    ),
  },
  {
    name: 'all_hard',
    expect: ['V08', 'V09', 'V11', 'V13'],
    mutate: (good) => {
      const runs = workoutsOf(good.plan).filter(isTrainingRun)
      if (runs.length < 12) return null
      return withPlan(
        good,
        mapWorkouts(good.plan, (workout) => [
          isTrainingRun(workout)
            ? { ...workout, ...made(workout, good, 'tempo_continuous', { km: 7, min: 25 }) }
            : workout,
        ]),
      )
    },
  },
  {
    name: 'no_rest',
    expect: ['V10'],
    mutate: (good) => {
      const run = workoutsOf(good.plan).find((workout) => isTrainingRun(workout))
      const week = good.plan.weeks.find(({ start }) => start >= good.plan.start && addDays(start, 6) <= good.plan.end)
      if (!run || !week) return null
      const extra = [0, 1, 2, 3, 4, 5, 6].map((day) => ({
        ...made(run, good, 'recovery_run', { km: 3 }),
        key: `extra-${day}`,
        date: addDays(week.start, day),
        order: 3,
      }))
      const weeks = good.plan.weeks.map((each) =>
        each.index === week.index ? { ...each, workouts: [...each.workouts, ...extra] } : each,
      )
      return withPlan(good, { ...good.plan, weeks })
    },
  },
  {
    name: 'no_deload',
    expect: ['V07'],
    mutate: (good) => {
      const full = good.plan.weeks
        .filter(({ phase }) => phase !== 'taper' && phase !== 'race' && phase !== 'recovery')
        .slice(1)
      if (full.length < 6 || full.every(({ totals }) => totals.load === 0)) return null
      const model = full[1]!
      const keys = new Set(full.map(({ index }) => index))
      const weeks = good.plan.weeks.map((week) =>
        keys.has(week.index)
          ? {
              ...week,
              workouts: model.workouts.map((workout) => ({
                ...workout,
                key: `w${week.index}-${workout.key}`.slice(0, 40),
                date: addDays(week.start, weekdayOf(workout.date)),
              })),
            }
          : week,
      )
      return withPlan(good, { ...good.plan, weeks })
    },
  },
  {
    name: 'no_taper',
    expect: ['V15', 'V03', 'V04'],
    mutate: (good) => {
      const race = good.plan.goal.raceDate
      if (race === null || good.plan.weeks.length < 8 || ['tri', 'bike', 'swim'].includes(good.plan.goal.kind))
        return null
      const last = workoutsOf(good.plan).filter(
        (workout) => isTrainingRun(workout) && workout.date >= addDays(race, -7) && workout.date < race,
      )
      if (last.length === 0 || last.reduce((sum, { est }) => sum + est.m, 0) < 4000) return null
      const keys = new Set(last.map(({ key }) => key))
      return withPlan(
        good,
        mapWorkouts(good.plan, (workout) => [keys.has(workout.key) ? scale(workout, 2.5) : workout]),
      )
    },
  },
  {
    name: 'four_hours',
    expect: ['V14'],
    mutate: one(
      (workout, { plan }) => isTrainingRun(workout) && plan.goal.kind !== 'ultra',
      (workout, good) => [made(workout, good, 'easy_run', { min: 240 })],
    ),
  },
  {
    name: 'twenty_thousands',
    expect: ['V13'],
    mutate: one(
      (workout, { plan }) =>
        isTrainingRun(workout) &&
        plan.weeks.some(
          (week) => week.workouts.some(({ key }) => key === workout.key) && weekM(week) > 0 && weekM(week) < 90_000,
        ),
      (workout, good) => [made(workout, good, 'vo2_1000', { km: 24, reps: 20 })],
    ),
  },
  {
    name: 'beginner_hard',
    expect: ['V02'],
    mutate: (good, dice) => {
      const first = good.plan.weeks.find((week) => week.workouts.some(isTrainingRun))
      const empty: Case = {
        ...good,
        history: { ...good.history, sessions: [], weeks: [], longest30M: null },
        plan: { ...good.plan, basis: { ...good.plan.basis, weeklyM: 0, longest30M: 0 } },
      }
      return one(
        (workout) => isTrainingRun(workout) && first!.workouts.some(({ key }) => key === workout.key),
        (workout, whole) => [made(workout, whole, 'cruise_intervals', { km: 8, reps: 4 })],
      )(empty, dice)
    },
  },
  {
    name: 'back_too_soon',
    expect: ['V16'],
    mutate: (good) => {
      const week = good.plan.weeks[0]!
      if (weekM(week) < 3000) return null
      return { ...good, history: { ...good.history, daysOff: 14, weekBeforeBreakM: weekM(week) * 0.9 } }
    },
  },
  {
    name: 'swim_jump',
    expect: ['V23'],
    mutate: (good) => {
      const swims = workoutsOf(good.plan).filter(({ sport, type }) => sport === 'pool_swim' && type !== 'race')
      const last = swims.at(-1)
      if (!last || swims.length < 3) return null
      const done = good.history.sessions.filter(({ family }) => family === 'swim').map(({ m }) => m ?? 0)
      const factor = (2.6 * Math.max(...done, ...swims.map(({ est }) => est.m))) / last.est.m
      return withPlan(
        good,
        mapWorkouts(good.plan, (workout) => [workout.key === last.key ? scale(workout, factor) : workout]),
      )
    },
  },
  {
    name: 'load_leap',
    expect: ['V05', 'V06'],
    mutate: (good) => {
      const run = workoutsOf(good.plan).find(isTrainingRun)
      const week = good.plan.weeks.find(({ start }) => start >= good.plan.start && addDays(start, 6) <= good.plan.end)
      if (!run || !week) return null
      const rides = [0, 1, 2, 3, 4, 5].map((day) => ({
        ...made(run, good, 'cross_bike_easy', { min: 300 }),
        key: `ride-${day}`,
        date: addDays(week.start, day),
        order: 2,
      }))
      const weeks = good.plan.weeks.map((each) =>
        each.index === week.index ? { ...each, workouts: [...each.workouts, ...rides] } : each,
      )
      return withPlan(good, { ...good.plan, weeks })
    },
  },
]
