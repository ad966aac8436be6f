import { addDays, daysBetween, isLocalDate, mondayOf, type LocalDate, type Outcome } from '@rc/domain'
import { cleanNote } from '../draft/clean-note.ts'
import { leftOut, type DraftSession, type Left } from '../draft/draft.ts'
import { layOut } from '../draft/expand-draft.ts'
import { makeSession } from '../draft/make-session.ts'
import { goalKindIn } from '../draft/read-wish.ts'
import { estimateWorkout } from '../estimate/estimate-workout.ts'
import { readWorkoutText } from '../exchange/workout-text.ts'
import type { Plan, Workout } from '../model/plan.ts'
import { makeRace } from '../plan/make-race.ts'
import type { PlanRequest } from '../plan/plan-request.ts'
import { expandTemplate } from '../templates/templates.ts'
import type { OutsideText } from './read-outside.ts'
import { readSession } from './read-session.ts'
import type { OutsideRow } from './row.ts'

/** One thing that was decided for the athlete where the text left it open. */
export interface Guess {
  at: string
  about: 'template' | 'day' | 'miles' | 'size' | 'unit' | 'pace' | 'race'
  said: string
  date: LocalDate
}

/** One session as it was understood. */
export interface Understood {
  at: string
  said: string
  date: LocalDate
  /** What was made of it; null: a day of rest. */
  key: string | null
}

export type OutsideLeft = Omit<Left, 'reason'> & { reason: Left['reason'] | 'no_day' | 'no_session' | 'cut' }

export interface OutsidePlan {
  plan: Plan
  understood: Understood[]
  guesses: Guess[]
  left: OutsideLeft[]
}

/** Where it goes: into a new plan, or into one that stands, of which some is kept. */
export interface Place {
  origin: Plan['origin']
  /** The first day that may be planned, and of the first week where they say no dates. */
  from: LocalDate
  kept: readonly Workout[]
}

const mostPerDay = 4
const mostWeeks = 60

/**
 * A draft of what was read: days, sessions and sizes are theirs, paces, steps and sums are ours unless whole workouts of
 * ours came back. Everything that was decided or left out is told. Missing: `no_sessions`, `race_past`,
 * `race_too_far`.
 */
export function planOutside(
  read: OutsideText,
  asked: PlanRequest,
  { origin, from, kept }: Place,
): Outcome<OutsidePlan> {
  const race = raceOf(read, asked, from)
  const request = race === null ? asked : { ...asked, goal: race.goal }
  const guesses: Guess[] = race === null ? [] : [race.guess]
  const { raceDate } = request.goal
  if (raceDate !== null && raceDate < from) return { ok: false, missing: ['race_past'] }
  if (raceDate !== null && daysBetween(mondayOf(request.start), raceDate) >= 7 * mostWeeks)
    return { ok: false, missing: ['race_too_far'] }
  const desk: Desk = { request, from, workouts: [...kept], understood: [], guesses, left: [...read.left] }
  for (const [i, workout] of read.workouts.entries()) placeWhole(desk, workout, `workouts.${i}`)
  for (const [i, session] of read.sessions.entries()) placeSession(desk, session, `sessions.${i}`, session.date)
  for (const row of read.rows) placeRow(desk, row)
  if (read.isCut) desk.left.push({ at: '', reason: 'cut', said: null })
  if (desk.workouts.length === kept.length) return { ok: false, missing: ['no_sessions'] }
  const workouts =
    raceDate === null || desk.workouts.some(({ type, date }) => type === 'race' && date === raceDate)
      ? desk.workouts
      : [...desk.workouts.filter(({ date }) => date !== raceDate), makeRace(request)]
  const { understood, left } = desk
  return { ok: true, value: { plan: layOut(request, workouts, origin), understood, guesses, left } }
}

/** The race that the text names, where the goal has none. */
function raceOf(
  { rows }: OutsideText,
  request: PlanRequest,
  from: LocalDate,
): { goal: Plan['goal']; guess: Guess } | null {
  const { goal } = request
  if (goal.raceDate !== null) return null
  const row = rows.findLast(({ text, steps }) => steps === null && readSession(text)?.template === 'race')
  const date = row === undefined ? null : dayOf(row, from)
  if (row === undefined || date === null || !isLocalDate(date) || date < from) return null
  const kind = goal.kind === 'custom' ? (goalKindIn(row.text) ?? goal.kind) : goal.kind
  return {
    goal: { ...goal, kind, raceDate: date },
    guess: { at: row.at, about: 'race', said: say(row.text), date },
  }
}

interface Desk {
  request: PlanRequest
  from: LocalDate
  workouts: Workout[]
  understood: Understood[]
  guesses: Guess[]
  left: OutsideLeft[]
}

/** With the sizes of its columns. */
const saidOf = ({ text, km, min }: OutsideRow): string =>
  [text, km === null ? '' : `${km} km`, min === null ? '' : `${min} min`].filter(Boolean).join(' ')

const say = (text: string): string =>
  text
    .replaceAll(/[\p{Cf}\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 120)

/** Why a day cannot be used; null: it can. */
function refusal({ request, from, workouts }: Desk, date: string): Left['reason'] | null {
  if (!isLocalDate(date)) return 'bad_date'
  if (date < from) return 'past'
  const last = request.goal.raceDate ?? addDays(mondayOf(request.start), 7 * mostWeeks - 1)
  if (date > last) return 'outside_plan'
  return workouts.filter((workout) => workout.date === date).length >= mostPerDay ? 'too_many_that_day' : null
}

const keyFor = ({ workouts }: Desk, date: LocalDate, name: string): string => {
  const stem = `${date}-${name}`.slice(0, 36)
  const taken = new Set(workouts.map(({ key }) => key))
  const free = [stem, ...Array.from({ length: 9 }, (_, i) => `${stem}-${i + 2}`)].find((key) => !taken.has(key))
  return free ?? `${stem.slice(0, 30)}-${workouts.length}`
}

function add(desk: Desk, workout: Workout, at: string, said: string): void {
  const order = desk.workouts.filter(({ date }) => date === workout.date).length
  desk.workouts.push({ ...workout, order })
  desk.understood.push({ at, said: say(said), date: workout.date, key: workout.key })
}

/** A workout of ours as it is, but for its place, its sums and words that no plan may hold. */
function placeWhole(desk: Desk, workout: Workout, at: string): void {
  const why = refusal(desk, workout.date)
  if (why !== null) {
    desk.left.push(leftOut(at, why, `${workout.date} ${workout.title}`))
    return
  }
  if (workout.type === 'rest') return
  const taken = desk.workouts.some(({ key }) => key === workout.key)
  const key = taken ? keyFor(desk, workout.date, workout.type) : workout.key
  const est = estimateWorkout(workout, desk.request.basis)
  add(desk, { ...workout, key, est, sources: [], lock: 'none' }, at, workout.title)
}

function placeSession(desk: Desk, said: DraftSession, at: string, words: string): Workout | null {
  const why = said.template === 'race' && said.date === desk.request.goal.raceDate ? null : refusal(desk, said.date)
  if (why !== null) {
    desk.left.push(leftOut(at, why, say(words)))
    return null
  }
  if (said.template === 'rest') {
    desk.understood.push({ at, said: say(words), date: said.date, key: null })
    return null
  }
  const { request } = desk
  if (said.template === 'race') {
    const race = { ...makeRace({ ...request, goal: { ...request.goal, raceDate: said.date } }), date: said.date }
    add(desk, race, at, words)
    return race
  }
  const context = { ...request, knownSources: [] }
  const made = makeSession(
    { ...said, sources: [] },
    keyFor(desk, said.date, said.template),
    at,
    context,
    desk.left as Left[],
  )
  if (made !== null) add(desk, made, at, words)
  return made
}

const paces =
  /\d{1,2}[:'′]\d{2}\s*(?:["″])?\s*(?:[-~–]\s*\d{1,2}[:'′]\d{2}["″]?\s*)?(?:\/\s*(?:km|mi|k|100m)|페이스|pace)|\d{1,2}분\s*\d{1,2}초/i

function placeRow(desk: Desk, row: OutsideRow): void {
  const date = dayOf(row, desk.from)
  if (date === null) {
    desk.left.push({ at: row.at, reason: 'no_day', said: say(saidOf(row)) })
    return
  }
  const words = say(saidOf(row))
  if (row.steps !== null && placeSteps(desk, row, date)) return
  const session = readSession(row.text)
  if (session === null) {
    desk.left.push({ at: row.at, reason: 'no_session', said: words })
    return
  }
  const { request, guesses } = desk
  const [km, min] = row.km !== null ? [row.km, null] : row.min !== null ? [null, row.min] : [session.km, session.min]
  const note = isOfLanguage(row.text, request.locale) ? cleanNote(row.text, 200) : null
  const made = placeSession(
    desk,
    { date, template: session.template, km, min, reps: session.reps, note, sources: [] },
    row.at,
    saidOf(row),
  )
  if (made === null) return
  const guess = (about: Guess['about']) => guesses.push({ at: row.at, about, said: words, date })
  if (!session.isSure) guess('template')
  if (row.date === null || row.date.startsWith('--')) guess('day')
  if (session.isMiles && row.km === null) guess('miles')
  if (row.bare !== null && km === null && min === null) guess('unit')
  else if (km === null && min === null && !['strength_a', 'strength_b', 'mobility'].includes(session.template))
    guess('size')
  if (paces.test(row.text)) guess('pace')
}

/** The day: as written, or counted from the weeks; a year that is not said is the next one. */
function dayOf({ date, week, weekDate, weekday }: OutsideRow, start: LocalDate): LocalDate | null {
  if (date !== null) return withYear(date, start)
  if (weekday === null) return null
  const named = weekDate === null ? null : withYear(weekDate, start)
  const monday =
    named !== null && isLocalDate(named) ? mondayOf(named) : addDays(mondayOf(start), 7 * ((week ?? 1) - 1))
  return addDays(monday, weekday)
}

function withYear(date: string, start: LocalDate): string {
  if (!date.startsWith('--')) return date
  const year = Number(start.slice(0, 4))
  const named = [year, year + 1].map((each) => `${each}-${date.slice(2)}`)
  // What lies a little before the start is this year's and past.
  return named.find((each) => isLocalDate(each) && each >= addDays(start, -30)) ?? named[0]!
}

const isOfLanguage = (text: string, locale: 'ko' | 'en'): boolean => {
  const korean = text.match(/[가-힣]/g)?.length ?? 0
  const latin = text.match(/[a-z]/gi)?.length ?? 0
  return locale === 'ko' ? korean >= latin : korean === 0
}

/** Steps that the text itself says, under the template that its words name. */
function placeSteps(desk: Desk, row: OutsideRow, date: LocalDate): boolean {
  const { steps, problems } = readWorkoutText(row.steps ?? '')
  if (steps.length === 0 || steps.length > 50 || problems.length > 0 || refusal(desk, date) !== null) return false
  const { basis, locale, pool } = desk.request
  const session = readSession(row.text)
  const isHard = steps.some(({ kind }) => kind === 'repeat')
  const template = session?.template ?? (isHard ? 'vo2_1000' : 'easy_run')
  const frame = expandTemplate(template === 'rest' ? 'easy_run' : template, {}, { basis, locale, pool })
  const title = cleanNote(row.text, 80) ?? frame.title
  const workout: Workout = {
    ...frame,
    key: keyFor(desk, date, template),
    date,
    order: 0,
    template: null,
    title,
    steps,
    est: { s: 0, m: 0, load: 0, hardS: 0 },
    sources: [],
    lock: 'none',
  }
  add(desk, { ...workout, est: estimateWorkout(workout, basis) }, row.at, row.text)
  if (session === null) desk.guesses.push({ at: row.at, about: 'template', said: say(row.text), date })
  if (row.date === null || row.date.startsWith('--'))
    desk.guesses.push({ at: row.at, about: 'day', said: say(row.text), date })
  return true
}
