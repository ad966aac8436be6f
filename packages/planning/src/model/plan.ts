import { z } from 'zod'

// The canonical plan, `runningcoach.plan/1`: SI units, everything required, "not known" is null. See PLAN_FORMAT.md.

const day = z.iso.date()
const text = (max: number) => z.string().max(max)

export const goalKinds = [
  '5k',
  '10k',
  'half',
  'marathon',
  'ultra',
  'fitness',
  'return',
  'bike',
  'swim',
  'tri',
  'custom',
] as const
export const phases = ['base', 'build', 'peak', 'taper', 'race', 'recovery', 'transition'] as const
export const planSports = [
  'run',
  'trail',
  'treadmill',
  'bike',
  'indoor_bike',
  'pool_swim',
  'open_swim',
  'strength',
  'walk',
  'hike',
  'mobility',
  'rest',
  'other',
] as const
export const workoutTypes = [
  'easy',
  'long',
  'recovery',
  'steady',
  'tempo',
  'threshold',
  'interval',
  'hill',
  'fartlek',
  'race',
  'test',
  'strides',
  'technique',
  'strength',
  'cross',
  'rest',
] as const
export const intensities = ['warmup', 'active', 'recovery', 'rest', 'cooldown'] as const
export const strokes = ['any', 'free', 'back', 'breast', 'fly', 'im', 'drill'] as const
export const swimTools = ['fins', 'kickboard', 'paddles', 'pull_buoy', 'snorkel'] as const

const bpm = z.int().min(40).max(230)
const range = <Type extends string>(type: Type, value: z.ZodNumber) =>
  z.strictObject({ type: z.literal(type), lo: value, hi: value })

export const End = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('time'), s: z.int().min(5).max(36_000) }),
  z.strictObject({ type: z.literal('distance'), m: z.number().min(10).max(250_000) }),
  z.strictObject({ type: z.literal('lap') }),
  z.strictObject({ type: z.literal('hr'), op: z.enum(['below', 'above']), bpm }),
  z.strictObject({ type: z.literal('power'), op: z.enum(['below', 'above']), w: z.int() }),
  z.strictObject({ type: z.literal('kcal'), kcal: z.int().min(1).max(10_000) }),
])
export type End = z.infer<typeof End>

const paceS = z.number().min(120).max(1200)
const swimPaceS = z.number().min(40).max(400)

/** Paces in s/km, `swimPace` in s/100 m, with `fast` ≤ `slow`; `powerPct` of FTP or critical power; cadence with both feet. */
export const Target = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('open') }),
  z.strictObject({ type: z.literal('pace'), fast: paceS, slow: paceS }),
  z.strictObject({ type: z.literal('swimPace'), fast: swimPaceS, slow: swimPaceS }),
  range('hr', bpm),
  z.strictObject({ type: z.literal('hrZone'), zone: z.int().min(1).max(5) }),
  range('power', z.int().min(0).max(2500)),
  range('powerPct', z.number().min(0).max(300)),
  range('cadence', z.int().min(30).max(260)),
  range('rpe', z.int().min(1).max(10)),
])
export type Target = z.infer<typeof Target>

export const Step = z.strictObject({
  kind: z.literal('step'),
  intensity: z.enum(intensities),
  end: End,
  target: Target,
  secondary: Target.nullable(),
  ramp: z.boolean(),
  name: text(40).nullable(),
  note: text(200).nullable(),
  stroke: z.enum(strokes).nullable(),
  equipment: z.enum(swimTools).nullable(),
})
export type Step = z.infer<typeof Step>

/** One level only: a repeat holds steps. */
export const Repeat = z.strictObject({
  kind: z.literal('repeat'),
  count: z.int().min(2).max(99),
  skipLastRest: z.boolean(),
  steps: z.array(Step).min(1).max(12),
})
export type Repeat = z.infer<typeof Repeat>

export const StepOrRepeat = z.discriminatedUnion('kind', [Step, Repeat])
export type StepOrRepeat = z.infer<typeof StepOrRepeat>

/** Which template a workout was made from, and how large; null: written by hand. */
export const TemplateUse = z.strictObject({
  id: text(40),
  km: z.number().nullable(),
  min: z.number().nullable(),
  reps: z.int().nullable(),
})
export type TemplateUse = z.infer<typeof TemplateUse>

export const Workout = z.strictObject({
  key: text(40),
  date: day,
  order: z.int().min(0).max(3),
  sport: z.enum(planSports),
  type: z.enum(workoutTypes),
  template: TemplateUse.nullable(),
  title: text(80),
  purpose: text(400),
  steps: z.array(StepOrRepeat).max(50),
  pool: z.strictObject({ length: z.number(), unit: z.enum(['m', 'yd']) }).nullable(),
  /** Computed, never believed: seconds, metres, load (100 = an hour at threshold), seconds above the first threshold. */
  est: z.strictObject({ s: z.int(), m: z.number(), load: z.number(), hardS: z.int() }),
  sources: z.array(text(60)).max(5),
  lock: z.enum(['none', 'date', 'all']),
})
export type Workout = z.infer<typeof Workout>

export const Week = z.strictObject({
  index: z.int().min(1).max(60),
  /** A Monday. */
  start: day,
  phase: z.enum(phases),
  deload: z.boolean(),
  focus: text(200),
  /** Computed, never believed. */
  totals: z.strictObject({ s: z.int(), m: z.number(), load: z.number() }),
  workouts: z.array(Workout).max(21),
})
export type Week = z.infer<typeof Week>

export const Goal = z.strictObject({
  kind: z.enum(goalKinds),
  raceDate: day.nullable(),
  targetS: z.int().nullable(),
  note: text(300).nullable(),
})
export type Goal = z.infer<typeof Goal>

/** What the paces and sizes were made from: s/km, bpm, W, s/100 m, metres. */
export const Basis = z.strictObject({
  thresholdPace: z.number().nullable(),
  lthr: z.int().nullable(),
  maxHr: z.int().nullable(),
  restHr: z.int().nullable(),
  ftp: z.int().nullable(),
  css: z.number().nullable(),
  weeklyM: z.number(),
  longest30M: z.number(),
  asOf: day,
})
export type Basis = z.infer<typeof Basis>

export const Plan = z.strictObject({
  schema: z.literal('runningcoach.plan/1'),
  id: z.guid(),
  version: z.int().min(1),
  locale: z.enum(['ko', 'en']),
  tz: text(64),
  title: text(80),
  goal: Goal,
  start: day,
  end: day,
  basis: Basis,
  weeks: z.array(Week).min(1).max(60),
  assumptions: z.array(text(200)).max(10),
  origin: z.strictObject({
    kind: z.enum(['rules', 'openai', 'compatible', 'import', 'manual']),
    runId: z.guid().nullable(),
    model: text(80).nullable(),
    promptVersion: text(20).nullable(),
    rulesVersion: text(20),
  }),
  status: z.enum(['draft', 'approved', 'active', 'superseded', 'archived']),
  /** SHA-256 of the canonical JSON without `hash` and `status`: what a human approves. Empty before it is computed. */
  hash: text(64),
})
export type Plan = z.infer<typeof Plan>

export type Locale = Plan['locale']
export type PlanSport = Workout['sport']
export type WorkoutType = Workout['type']

/** Every workout of a plan, in the order of its weeks. */
export const workoutsOf = (plan: Plan): Workout[] => plan.weeks.flatMap((week) => week.workouts)

export const isRun = (sport: PlanSport): boolean => sport === 'run' || sport === 'trail' || sport === 'treadmill'
export const isBike = (sport: PlanSport): boolean => sport === 'bike' || sport === 'indoor_bike'
export const isSwim = (sport: PlanSport): boolean => sport === 'pool_swim' || sport === 'open_swim'
/** Rest and stretching leave a day free. */
export const isTraining = ({ sport, type }: Pick<Workout, 'sport' | 'type'>): boolean =>
  sport !== 'rest' && sport !== 'mobility' && type !== 'rest'
