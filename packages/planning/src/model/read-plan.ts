import { isLocalDate } from '@rc/domain'
import type { z } from 'zod'
import { Plan } from './plan.ts'

export interface ReadPlan {
  /** Null: not enough of a plan to look any further. */
  plan: Plan | null
  /** What does not follow the schema: path and zod's code. */
  issues: { path: string; code: string }[]
  /** Paths of repeats inside repeats. */
  nested: string[]
}

/**
 * A plan from unknown JSON. What the schema refuses is told; where only a size, a length or an extra word is wrong, the
 * plan is read nevertheless, so that the rules can say what it means. Workouts that cannot be read are left out, missing
 * texts are empty.
 */
export function readPlan(raw: unknown): ReadPlan {
  const nested = nestedRepeats(raw)
  const parsed = Plan.safeParse(raw)
  if (parsed.success) return { plan: parsed.data, issues: [], nested }
  const issues = parsed.error.issues.map(({ path, code }) => ({ path: path.join('.'), code }))
  const readable = withoutUnreadable(withDefaults(raw))
  const patched = Plan.safeParse(readable)
  if (!patched.success && !patched.error.issues.every(isHarmless)) return { plan: null, issues, nested }
  const plan = readable as Plan
  return { plan: hasShape(plan) ? plan : null, issues, nested }
}

type Issue = z.core.$ZodIssue

/** Sizes, lengths and extra words leave the shape as it is; a day that is none does not. */
function isHarmless(issue: Issue): boolean {
  if (issue.code === 'too_small' || issue.code === 'too_big')
    return issue.origin !== 'array' || issue.path.at(-1) !== 'weeks'
  if (issue.code === 'unrecognized_keys') return true
  if (issue.code === 'invalid_format') return issue.format !== 'date'
  // A number with decimals where a whole one belongs.
  return issue.code === 'invalid_type' && issue.expected === 'int'
}

/** Dates are what the rules count with. */
const hasShape = (plan: Plan): boolean =>
  plan.weeks.length > 0 &&
  isLocalDate(plan.start) &&
  isLocalDate(plan.end) &&
  plan.weeks.every((week) => isLocalDate(week.start) && week.workouts.every(({ date }) => isLocalDate(date)))

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const stepDefaults = { secondary: null, ramp: false, name: null, note: null, stroke: null, equipment: null }
const workoutDefaults = {
  order: 0,
  template: null,
  title: '',
  purpose: '',
  steps: [],
  pool: null,
  est: { s: 0, m: 0, load: 0, hardS: 0 },
  sources: [],
  lock: 'none',
}
const planDefaults = {
  id: '',
  version: 1,
  locale: 'ko',
  tz: 'UTC',
  title: '',
  assumptions: [],
  status: 'draft',
  hash: '',
  origin: { kind: 'import', runId: null, model: null, promptVersion: null, rulesVersion: '' },
}
const goalDefaults = { kind: 'custom', raceDate: null, targetS: null, note: null }

/** What may be missing without changing what is to be done. */
function withDefaults(raw: unknown): unknown {
  if (!isObject(raw)) return raw
  const weeks = Array.isArray(raw['weeks']) ? raw['weeks'] : []
  const start = raw['start'] ?? (isObject(weeks[0]) ? weeks[0]['start'] : undefined)
  const last = isObject(weeks.at(-1)) ? (weeks.at(-1) as Record<string, unknown>) : {}
  const step = (item: unknown): unknown => {
    if (!isObject(item)) return item
    if (item['kind'] === 'repeat' && Array.isArray(item['steps']))
      return { skipLastRest: false, ...item, steps: item['steps'].map(step) }
    return { kind: 'step', ...stepDefaults, ...item, target: item['target'] ?? { type: 'open' } }
  }
  const workout = (item: unknown): unknown =>
    isObject(item)
      ? { ...workoutDefaults, ...item, steps: Array.isArray(item['steps']) ? item['steps'].map(step) : [] }
      : item
  const basis = {
    thresholdPace: null,
    lthr: null,
    maxHr: null,
    restHr: null,
    ftp: null,
    css: null,
    weeklyM: 0,
    longest30M: 0,
    asOf: start,
    ...(isObject(raw['basis']) ? raw['basis'] : {}),
  }
  return {
    schema: 'runningcoach.plan/1',
    ...planDefaults,
    ...raw,
    goal: { ...goalDefaults, ...(isObject(raw['goal']) ? raw['goal'] : {}) },
    start,
    end: raw['end'] ?? last['start'],
    basis,
    weeks: weeks.map((week, i) =>
      isObject(week)
        ? {
            index: i + 1,
            phase: 'base',
            deload: false,
            focus: '',
            totals: { s: 0, m: 0, load: 0 },
            ...week,
            workouts: Array.isArray(week['workouts']) ? week['workouts'].map(workout) : [],
          }
        : week,
    ),
  }
}

/** Without the workouts in which something is wrong that is no size. */
function withoutUnreadable(value: unknown): unknown {
  if (!isObject(value) || !Array.isArray(value['weeks'])) return value
  const again = Plan.safeParse(value)
  const bad = new Set(
    (again.success ? [] : again.error.issues)
      .filter((issue) => !isHarmless(issue))
      .map(({ path }) => path.slice(0, 4).join('.')),
  )
  const weeks = value['weeks'].map((week: unknown, i) =>
    isObject(week) && Array.isArray(week['workouts'])
      ? { ...week, workouts: week['workouts'].filter((_, j) => !bad.has(`weeks.${i}.workouts.${j}`)) }
      : week,
  )
  return { ...value, weeks }
}

function nestedRepeats(raw: unknown): string[] {
  if (!isObject(raw) || !Array.isArray(raw['weeks'])) return []
  return raw['weeks'].flatMap((week: unknown, i) =>
    isObject(week) && Array.isArray(week['workouts'])
      ? week['workouts'].flatMap((workout: unknown, j) => {
          const steps = isObject(workout) && Array.isArray(workout['steps']) ? workout['steps'] : []
          const isNested = steps.some(
            (step) =>
              isObject(step) &&
              Array.isArray(step['steps']) &&
              step['steps'].some(
                (inner) => isObject(inner) && (inner['kind'] === 'repeat' || Array.isArray(inner['steps'])),
              ),
          )
          return isNested ? [`weeks.${i}.workouts.${j}`] : []
        })
      : [],
  )
}
