import {
  isBike,
  type Basis,
  type End,
  type Locale,
  type PlanSport,
  type Repeat,
  type Step,
  type StepOrRepeat,
  type TemplateUse,
  type Workout,
  type WorkoutType,
} from '../model/plan.ts'
import { targetFor, type Effort } from './effort.ts'
import type { TemplateId } from './template-ids.ts'
import { templateWords } from './template-words.ts'

/** How large: whole distance in km or time in min, and how many repetitions. What a template does not use is ignored. */
export interface TemplateSize {
  km?: number | null
  min?: number | null
  reps?: number | null
}

export interface TemplateContext {
  basis: Basis
  locale: Locale
  /** Another sport of the same kind, such as a treadmill. */
  sport?: PlanSport
  pool?: Workout['pool']
  /** The effort of the race the plan is for. */
  raceEffort?: Effort
  /** Share of speed that is left after a break. */
  slowdown?: number
}

type Made = Pick<Workout, 'sport' | 'type' | 'steps' | 'pool'>
interface Bench {
  size: TemplateSize
  /** Of the whole session in metres, null where it is given in time. */
  totalM: number | null
  step: (intensity: Step['intensity'], end: End, effort: Effort | null, more?: Partial<Step>) => Step
  context: TemplateContext
}

const metres = (m: number): End => ({ type: 'distance', m: Math.max(50, Math.round(m / 10) * 10) })
const seconds = (s: number): End => ({ type: 'time', s: Math.max(5, Math.round(s)) })
const repeat = (count: number, steps: Step[], skipLastRest = false): StepOrRepeat[] => {
  const rounds: Repeat = { kind: 'repeat', count, skipLastRest, steps }
  return count >= 2 ? [rounds] : steps.slice(0, skipLastRest && steps.length > 1 ? -1 : undefined)
}
const run = (type: WorkoutType, steps: StepOrRepeat[]): Made => ({ sport: 'run', type, steps, pool: null })

/** One stretch at one effort. */
const even =
  (type: WorkoutType, effort: Effort, defaultKm: number) =>
  ({ size, step }: Bench): Made => {
    const end = size.km == null && size.min != null ? seconds(60 * size.min) : metres(1000 * (size.km ?? defaultKm))
    return run(type, [step('active', end, effort)])
  }

/** Warm-up, work, cool-down; the work takes `workM` of the whole, what is left is divided two to one, 1 to 3 km before it. */
function framed({ totalM, step, context }: Bench, type: WorkoutType, work: StepOrRepeat[], workM: number): Made {
  if (context.sport !== undefined && isBike(context.sport))
    return run(type, [step('warmup', seconds(900), 'easy'), ...work, step('cooldown', seconds(600), 'easy')])
  const left = Math.max(800, (totalM ?? workM + 3000) - workM)
  const before = Math.min(3000, Math.max(400, left * 0.6))
  const after = Math.max(400, left - before)
  return run(type, [step('warmup', metres(before), 'easy'), ...work, step('cooldown', metres(after), 'easy')])
}

/** Metres covered at a share of threshold speed in so many seconds. */
const reach = ({ basis }: TemplateContext, s: number, share: number): number =>
  (s * 1000 * share) / (basis.thresholdPace ?? 360)

const blockM: Partial<Record<Effort, number>> = { interval: 800, tenKm: 1200, half: 2000, marathon: 3000, steady: 3000 }
/** One block at the effort of a race. */
export const raceBlockM = (effort: Effort): number => blockM[effort] ?? 1200

const strength = ({ size, step }: Bench): Made => ({
  sport: 'strength',
  type: 'strength',
  steps: [step('active', seconds(60 * (size.min ?? 30)), null)],
  pool: null,
})

const swim = (type: WorkoutType, bench: Bench, setM: number, drill: boolean, effort: Effort, restS: number): Made => {
  const pool = bench.context.pool ?? { length: 25, unit: 'm' as const }
  const lengthM = pool.length * (pool.unit === 'yd' ? 0.9144 : 1)
  const lengths = (m: number): End => ({ type: 'distance', m: Math.max(1, Math.round(m / lengthM)) * lengthM })
  const totalM = bench.totalM ?? 1500
  const { step } = bench
  const reps = Math.max(1, bench.size.reps ?? Math.round((0.7 * totalM) / setM))
  const set = [
    step('active', lengths(setM), effort, { stroke: drill ? 'drill' : 'free' }),
    step('rest', seconds(restS), null),
  ]
  const rest = Math.max(4 * lengthM, totalM - reps * setM)
  return {
    sport: 'pool_swim',
    type,
    steps: [
      step('warmup', lengths(0.6 * rest), 'easy', { stroke: 'any' }),
      ...repeat(reps, set, true),
      step('cooldown', lengths(0.4 * rest), 'recovery', { stroke: 'any' }),
    ],
    pool,
  }
}

const repsOf = (bench: Bench, fallback: number): number =>
  Math.min(30, Math.max(1, Math.round(bench.size.reps ?? fallback)))

const makers: Record<TemplateId, (bench: Bench) => Made> = {
  rest: () => ({ sport: 'rest', type: 'rest', steps: [], pool: null }),
  recovery_run: even('recovery', 'recovery', 5),
  easy_run: even('easy', 'easy', 8),
  easy_strides: (bench) => {
    const reps = repsOf(bench, 6)
    const round = [
      bench.step('active', seconds(20), null, { target: { type: 'rpe', lo: 8, hi: 8 } }),
      bench.step('recovery', seconds(70), null),
    ]
    const strideM = reps * (reach(bench.context, 20, 1.07) + reach(bench.context, 70, 0.68))
    const easyM = Math.max(1000, (bench.totalM ?? 7000) - strideM)
    return run('strides', [bench.step('active', metres(easyM), 'easy'), ...repeat(reps, round)])
  },
  long_easy: even('long', 'easy', 14),
  long_progressive: ({ totalM, step }) => {
    const m = totalM ?? 14_000
    return run('long', [step('active', metres(0.75 * m), 'easy'), step('active', metres(0.25 * m), 'steady')])
  },
  long_mp_blocks: (bench) => {
    const m = bench.totalM ?? 20_000
    const reps = repsOf(bench, 2)
    const block = [bench.step('active', metres(3000), 'marathon'), bench.step('recovery', metres(1000), 'easy')]
    const left = Math.max(2000, m - 4000 * reps)
    const steps = [
      bench.step('warmup', metres(0.6 * left), 'easy'),
      ...repeat(reps, block),
      bench.step('cooldown', metres(0.4 * left), 'easy'),
    ]
    return run('long', steps)
  },
  steady: (bench) => {
    const workM = Math.max(1000, (bench.totalM ?? 8000) * 0.5)
    return framed(bench, 'steady', [bench.step('active', metres(workM), 'steady')], workM)
  },
  tempo_continuous: (bench) => {
    const s = 60 * Math.min(40, Math.max(5, bench.size.min ?? 20))
    return framed(bench, 'tempo', [bench.step('active', seconds(s), 'tempo')], reach(bench.context, s, 0.975))
  },
  cruise_intervals: (bench) => {
    const reps = repsOf(bench, 4)
    // Parts of so many minutes where a size is given, else of a kilometre.
    const s = bench.size.min == null ? null : 60 * bench.size.min
    const part = s === null ? metres(1000) : seconds(s)
    const partM = s === null ? 1000 : reach(bench.context, s, 1)
    const round = [bench.step('active', part, 'threshold'), bench.step('recovery', seconds(60), null)]
    const workM = reps * partM + (reps - 1) * reach(bench.context, 60, 0.68)
    return framed(bench, 'threshold', repeat(reps, round, true), workM)
  },
  vo2_1000: (bench) => {
    const reps = repsOf(bench, 4)
    const round = [bench.step('active', metres(1000), 'interval'), bench.step('recovery', seconds(150), null)]
    return framed(
      bench,
      'interval',
      repeat(reps, round, true),
      reps * 1000 + (reps - 1) * reach(bench.context, 150, 0.68),
    )
  },
  vo2_3min: (bench) => {
    const reps = repsOf(bench, 4)
    // Shorter parts where the week is small.
    const s = 60 * (bench.size.min ?? 3)
    const round = [bench.step('active', seconds(s), 'interval'), bench.step('recovery', seconds(0.8 * s), null)]
    const workM = reps * reach(bench.context, s, 1.08) + (reps - 1) * reach(bench.context, 0.8 * s, 0.68)
    return framed(bench, 'interval', repeat(reps, round, true), workM)
  },
  short_hills: (bench) => {
    const reps = repsOf(bench, 8)
    const round = [
      bench.step('active', seconds(20), null, { target: { type: 'rpe', lo: 9, hi: 9 } }),
      bench.step('recovery', seconds(90), null),
    ]
    return framed(
      bench,
      'hill',
      repeat(reps, round),
      reps * (reach(bench.context, 20, 1.13) + reach(bench.context, 90, 0.68)),
    )
  },
  reps_200_400: (bench) => {
    const reps = repsOf(bench, 3)
    const round = [
      bench.step('active', metres(200), 'repetition'),
      bench.step('recovery', metres(200), null),
      bench.step('active', metres(400), 'repetition'),
      bench.step('recovery', metres(400), null),
    ]
    return framed(bench, 'interval', repeat(reps, round), reps * 1200)
  },
  fartlek: (bench) => {
    const reps = repsOf(bench, 8)
    const round = [
      bench.step('active', seconds(60), null, { target: { type: 'rpe', lo: 7, hi: 8 } }),
      bench.step('recovery', seconds(90), null),
    ]
    return framed(
      bench,
      'fartlek',
      repeat(reps, round),
      reps * (reach(bench.context, 60, 1.07) + reach(bench.context, 90, 0.68)),
    )
  },
  race_pace_blocks: (bench) => {
    const reps = repsOf(bench, 3)
    const effort = bench.context.raceEffort ?? 'tenKm'
    const m = raceBlockM(effort)
    const round = [bench.step('active', metres(m), effort), bench.step('recovery', seconds(120), null)]
    return framed(bench, 'interval', repeat(reps, round, true), reps * m + (reps - 1) * reach(bench.context, 120, 0.68))
  },
  time_trial: (bench) => {
    const m = Math.max(1000, (bench.totalM ?? 6000) - 3000)
    return framed(bench, 'test', [bench.step('active', metres(m), 'tenKm')], m)
  },
  race: (bench) => {
    const end = bench.totalM === null ? seconds(60 * (bench.size.min ?? 60)) : metres(bench.totalM)
    return run('race', [bench.step('active', end, bench.context.raceEffort ?? null)])
  },
  run_walk: (bench) => {
    const reps = repsOf(bench, Math.max(2, Math.round((bench.size.min ?? 24) / 3)))
    const round = [
      bench.step('active', seconds(120), null, { target: { type: 'rpe', lo: 3, hi: 4 } }),
      bench.step('recovery', seconds(60), null),
    ]
    return run('easy', repeat(reps, round))
  },
  cross_bike_easy: ({ size, step }) => ({
    sport: 'bike',
    type: 'cross',
    steps: [step('active', seconds(60 * (size.min ?? 45)), 'easy')],
    pool: null,
  }),
  swim_technique: (bench) => swim('technique', bench, 50, true, 'easy', 15),
  swim_css: (bench) => swim('threshold', bench, 100, false, 'threshold', 15),
  swim_endurance: (bench) => swim('easy', bench, 200, false, 'easy', 20),
  strength_a: strength,
  strength_b: strength,
  mobility: ({ size, step }) => ({
    sport: 'mobility',
    type: 'recovery',
    steps: [step('active', seconds(60 * (size.min ?? 15)), null)],
    pool: null,
  }),
}

/**
 * The steps, words and kind of a template of this size in the athlete's own numbers. Missing paces become heart rates or
 * RPE; a size that is not given has a modest default.
 */
export function expandTemplate(
  id: TemplateId,
  size: TemplateSize,
  context: TemplateContext,
): Pick<Workout, 'sport' | 'type' | 'steps' | 'pool' | 'title' | 'purpose' | 'template'> {
  const kind: PlanSport = id.startsWith('swim') ? 'pool_swim' : id.startsWith('cross') ? 'bike' : 'run'
  const sport = context.sport ?? kind
  const step: Bench['step'] = (intensity, end, effort, more = {}) => ({
    kind: 'step',
    intensity,
    end,
    target: effort === null ? { type: 'open' } : targetFor(effort, sport, context.basis, context.slowdown),
    secondary: null,
    ramp: false,
    name: null,
    note: null,
    stroke: null,
    equipment: null,
    ...more,
  })
  const totalM = size.km == null ? null : 1000 * size.km
  const made = makers[id]({ size, totalM, step, context })
  const [title, purpose] = templateWords[id][context.locale]
  const use: TemplateUse = { id, km: size.km ?? null, min: size.min ?? null, reps: size.reps ?? null }
  return { ...made, ...(made.sport === kind || made.sport === 'run' ? { sport } : {}), title, purpose, template: use }
}
