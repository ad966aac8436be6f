import { addDays, isLocalDate } from '@rc/domain'
import { planSports, type Plan, type PlanSport } from '../model/plan.ts'
import { readPlan } from '../model/read-plan.ts'
import {
  athleteOn,
  type AthleteFacts,
  type Availability,
  type DoneSession,
  type TrainingHistory,
} from './athlete-facts.ts'
import { verdictOf, type Finding, type Verdict } from './finding.ts'
import { planRule } from './rules.ts'
import { validatePlan } from './validate-plan.ts'

type Json = Record<string, unknown>

const asObject = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}
const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const asNumber = (value: unknown): number | null => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : null
}
const asDate = (value: unknown): string | null => {
  const day = typeof value === 'string' ? value.slice(0, 10) : ''
  return isLocalDate(day) ? day : null
}
/** A flag in any of the ways people write one; an object says more, and so says yes unless it says no. */
const asFlag = (value: unknown): boolean =>
  value === true ||
  (typeof value === 'number' && value > 0) ||
  (typeof value === 'string' && !/^(|no|none|false|0|null)$/i.test(value)) ||
  (Array.isArray(value) && value.length > 0) ||
  (typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !['active', 'open', 'flag'].some((key) => (value as Json)[key] === false))

/** Flags as an object, or as a list of their names. */
const asFlags = (value: unknown): Json =>
  Array.isArray(value)
    ? Object.fromEntries(value.flatMap((name) => (typeof name === 'string' ? [[name, true]] : [])))
    : asObject(value)

/** The first of several names a field goes by, in camelCase or snake_case. */
function named(from: Json, ...names: string[]): unknown {
  for (const name of names) {
    const snake = name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
    const value = from[name] ?? from[snake]
    if (value !== undefined && value !== null) return value
  }
  return undefined
}

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const weekday = (value: unknown): number | null => {
  if (typeof value === 'number') return value >= 0 && value <= 6 ? value : null
  const at = typeof value === 'string' ? days.indexOf(value.slice(0, 3).toLowerCase()) : -1
  return at >= 0 ? at : typeof value === 'string' ? ('월화수목금토일'.indexOf(value.slice(0, 1)) + 7) % 7 : null
}

/** Athlete facts from JSON as PLAN_FORMAT.md describes it; what is missing is not known. */
function readAthlete(raw: unknown, plan: Plan): AthleteFacts {
  const from = asObject(raw)
  const today = asDate(named(from, 'today', 'asOf', 'date', 'now')) ?? plan.basis.asOf
  const health = { ...from, ...asFlags(from['health']), ...asFlags(from['flags']) }
  const injury = named(health, 'injury', 'injured', 'isInjured', 'injuryFlag')
  const levels = ['none', 'watch', 'caution', 'alert', 'stop'] as const
  const level = levels.find((each) => each === named(from, 'level', 'alertLevel', 'morningLevel'))
  const readiness = named(from, 'readiness', 'readinessScore')
  const texts = [named(from, 'words', 'message', 'messages'), named(from, 'notes', 'note', 'text')].flatMap((value) =>
    Array.isArray(value) ? value : [value],
  )
  const sources = named(from, 'knownSources', 'sources', 'retrieved', 'chunks')
  return {
    ...athleteOn(today),
    ageYears: asNumber(named(from, 'ageYears', 'age')),
    isPregnant: asFlag(named(health, 'pregnant', 'isPregnant', 'pregnancy')),
    bestKmPace: asNumber(named(from, 'bestKmPace', 'best1kPace', 'best1k', 'best1kS')),
    thresholdsAsOf: asDate(named(from, 'thresholdsAsOf', 'thresholdDate')),
    thresholdQuality: asNumber(named(from, 'thresholdQuality', 'quality')),
    readiness: asNumber(typeof readiness === 'object' ? asObject(readiness)['score'] : readiness),
    level: level ?? 'none',
    isInjured: asFlag(injury),
    injuryUntil: asDate(named(asObject(injury), 'until', 'clearedFrom')) ?? asDate(named(health, 'injuryUntil')),
    isIll: asFlag(named(health, 'illness', 'ill', 'isIll', 'sick')),
    pain: asNumber(named(health, 'pain', 'painScore')),
    availability: readAvailability(named(from, 'availability', 'available'), from),
    words: texts.filter((text): text is string => typeof text === 'string'),
    otherPlans: asList(named(from, 'otherPlans', 'activePlans')).flatMap((each) => {
      const [start, end] = [asDate(asObject(each)['start']), asDate(asObject(each)['end'])]
      return start !== null && end !== null ? [{ start, end }] : []
    }),
    previous: readPlan(named(from, 'previous', 'previousPlan') ?? null).plan,
    knownSources: asList(sources).filter((id): id is string => typeof id === 'string'),
    deviceSports: readSports(named(from, 'deviceSports') ?? asObject(from['device'])['sports']),
    weather: asList(from['weather']).flatMap((each) => {
      const row = asObject(each)
      const date = asDate(row['date'])
      return date === null
        ? []
        : [
            {
              date,
              maxC: asNumber(named(row, 'maxC', 'temperatureC')),
              airQuality: asNumber(named(row, 'airQuality', 'aqi', 'pm25')),
            },
          ]
    }),
  }
}

const readSports = (value: unknown): PlanSport[] | null =>
  Array.isArray(value) ? planSports.filter((sport) => value.includes(sport)) : null

/** Minutes by weekday, as a list from Monday or by name; `blocked` names weekdays or days. */
function readAvailability(raw: unknown, athlete: Json): Availability {
  const from = { ...asObject(raw), ...asObject(athlete['constraints']) }
  const minutesOf = (value: unknown): number | null =>
    asNumber(typeof value === 'object' ? named(asObject(value), 'minutes', 'min') : value === false ? 0 : value)
  const list = Array.isArray(raw) ? raw : asList(named(from, 'minutes', 'minutesByDay'))
  const byName = { ...from, ...asObject(named(from, 'minutes', 'minutesByDay', 'weekdayMinutes', 'days', 'weekdays')) }
  const minutes = days.map((day, i) => {
    const found = Object.entries(byName).find(
      ([key]) => key.length >= 3 && key.slice(0, 3).toLowerCase() === day && !/minutes/i.test(key),
    )
    return list.length === 7 ? minutesOf(list[i]) : found === undefined ? null : minutesOf(found[1])
  })
  const dates: Record<string, number> = {}
  for (const [date, value] of Object.entries(asObject(named(from, 'dates', 'overrides')))) {
    const free = minutesOf(value)
    if (isLocalDate(date) && free !== null) dates[date] = free
  }
  for (const day of asList(named(from, 'blocked', 'blockedDays', 'blockedDates', 'unavailable'))) {
    const date = asDate(day)
    const at = date === null ? weekday(day) : null
    if (date !== null) dates[date] = 0
    else if (at !== null) minutes[at] = 0
  }
  const noDoubles = asFlag(named(from, 'noDoubles'))
  const excluded = readSports(named(from, 'excludedSports', 'excluded')) ?? []
  return {
    minutes,
    dates,
    longRunDay: weekday(named(from, 'longRunDay', 'preferredLongRunDay')),
    maxDaysPerWeek: asNumber(named(from, 'maxDaysPerWeek', 'maxDays')),
    maxSessionsPerDay: noDoubles ? 1 : asNumber(named(from, 'maxSessionsPerDay')),
    excludedSports: asFlag(named(from, 'noTreadmill')) ? [...excluded, 'treadmill'] : excluded,
  }
}

function familyOf(sport: unknown): DoneSession['family'] {
  const word = typeof sport === 'string' ? sport.toLowerCase() : 'run'
  if (/run|trail|treadmill/.test(word)) return 'run'
  if (/bike|cycl|ride/.test(word)) return 'bike'
  return /swim/.test(word) ? 'swim' : 'other'
}

/** A plain number of a week below this can only be kilometres. */
const mostKm = 400

const inMetres = (row: Json): number | null => {
  const km = asNumber(named(row, 'km', 'distanceKm', 'runKm'))
  return asNumber(named(row, 'm', 'distanceM', 'meters', 'metres', 'runM')) ?? (km === null ? null : 1000 * km)
}

/** History from JSON: a list of sessions, or an object with `sessions` (or `days`, `activities`) and `weeks`. */
function readHistory(raw: unknown, athlete: unknown, plan: Plan): TrainingHistory {
  const from = asObject(raw)
  // Single numbers may stand with the athlete.
  const told = { ...asObject(athlete), ...from }
  const rows = Array.isArray(raw) ? raw : asList(named(from, 'sessions', 'days', 'activities', 'runs'))
  const sessions = rows.flatMap((each): DoneSession[] => {
    const row = asObject(each)
    const date = asDate(named(row, 'date', 'localDate', 'startedAt', 'day'))
    if (date === null) return []
    const minutes = asNumber(named(row, 'min', 'minutes', 'durationMin'))
    const s = asNumber(named(row, 's', 'durationS', 'seconds')) ?? (minutes === null ? null : 60 * minutes)
    return [
      {
        date,
        family: familyOf(named(row, 'sport', 'family')),
        m: inMetres(row),
        s,
        load: asNumber(row['load'] ?? row['tss']),
        isHard: asFlag(named(row, 'hard', 'isHard')),
      },
    ]
  })
  const weeks = asList(named(from, 'weeks', 'weekly', 'weeklyM', 'weeklyKm')).flatMap((each) => {
    const plain = asNumber(each)
    const m = plain === null ? inMetres(asObject(each)) : plain < mostKm ? 1000 * plain : plain
    return m === null ? [] : [{ m, load: asNumber(asObject(each)['load']) }]
  })
  const longestKm = asNumber(named(told, 'longest30Km', 'longestKm'))
  const beforeKm = asNumber(named(told, 'weekBeforeBreakKm', 'preBreakWeekKm'))
  return {
    // Days without a session are often written with zeros.
    sessions: sessions.filter(({ m, s, load }) => (m ?? 0) > 0 || (s ?? 0) > 0 || (load ?? 0) > 0),
    weeks,
    longest30M: asNumber(named(told, 'longest30M', 'longestM')) ?? (longestKm === null ? null : 1000 * longestKm),
    ctl: asNumber(told['ctl']),
    daysOff: asNumber(named(told, 'daysOff')) ?? daysSince(asDate(named(told, 'lastRun', 'lastRunDate')), plan),
    weekBeforeBreakM:
      asNumber(named(told, 'weekBeforeBreakM', 'preBreakWeekM')) ?? (beforeKm === null ? null : 1000 * beforeKm),
  }
}

function daysSince(last: string | null, plan: Plan): number | null {
  if (last === null) return null
  let off = 0
  for (let date = addDays(last, 1); date < plan.basis.asOf && off < 1000; date = addDays(date, 1)) off++
  return off
}

export interface JudgedCase extends Verdict {
  /** Every rule with a finding, blocks first, with the other number of the same constraint. */
  block: string[]
  warn: string[]
  info: string[]
}

/** One `{athlete, history, plan}` from anywhere, judged. A plan that cannot be read is blocked by S01. */
export function judgeCase(raw: unknown): JudgedCase {
  const { athlete, history, plan } = asObject(raw)
  return judge(plan, (read) => [readAthlete(athlete, read), readHistory(history, athlete, read)])
}

/** A plan from anywhere for an athlete we know: what its schema says, then what the rules say. */
export const judgePlan = (plan: unknown, athlete: AthleteFacts, history: TrainingHistory): JudgedCase =>
  judge(plan, () => [athlete, history])

function judge(raw: unknown, knownOf: (plan: Plan) => [AthleteFacts, TrainingHistory]): JudgedCase {
  const { plan, issues, nested } = readPlan(raw)
  const schema = issues
    .slice(0, 20)
    .map(({ path, code }): Finding => ({ id: 'S01', severity: 'block', at: { path }, data: { code }, repair: null }))
  const repeats = nested.map((path): Finding => ({
    id: 'S05',
    severity: 'block',
    at: { path },
    data: {},
    repair: null,
  }))
  const found = plan === null ? [] : validatePlan(plan, ...knownOf(plan)).findings
  const verdict = verdictOf([...schema, ...repeats, ...found])
  return { ...verdict, block: idsOf(verdict, 'block'), warn: idsOf(verdict, 'warn'), info: idsOf(verdict, 'info') }
}

function idsOf({ findings }: Verdict, severity: Finding['severity']): string[] {
  const ids = findings.filter((finding) => finding.severity === severity).map(({ id }) => id)
  const also = ids.flatMap((id) => planRule(id).also ?? [])
  return [...new Set([...ids, ...also])].toSorted()
}
