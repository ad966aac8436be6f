import { isLocalDate, type LocalDate } from '@rc/domain'
import { estimateWorkout } from '../estimate/estimate-workout.ts'
import type { Basis, Goal, Locale, Workout } from '../model/plan.ts'
import { raceEffort } from '../plan/make-race.ts'
import type { TemplateId } from '../templates/template-ids.ts'
import { expandTemplate } from '../templates/templates.ts'
import { cleanNote } from './clean-note.ts'
import { leftOut, type Left } from './draft.ts'

/** What a session is made with beside what was said of it. */
export interface SessionContext {
  basis: Basis
  locale: Locale
  goal: Goal
  pool: Workout['pool']
  /** Chunks that may be cited. */
  knownSources: readonly string[]
}

interface Said {
  date: LocalDate
  template: TemplateId
  km: number | null
  min: number | null
  reps: number | null
  note: string | null
  sources: readonly string[]
}

/** What a size may be at all; the rules say what is too much. */
const most = { km: 120, min: 600, reps: 40 }

/** A workout of ours from what was said: null, with the reason, where that makes none. */
export function makeSession(
  said: Said,
  key: string,
  at: string,
  context: SessionContext,
  left: Left[],
): Workout | null {
  const refuse = (reason: Left['reason'], value: unknown) => {
    left.push(leftOut(at, reason, value))
    return null
  }
  if (!isLocalDate(said.date)) return refuse('bad_date', said.date)
  const size = { km: said.km, min: said.min, reps: said.reps }
  for (const name of ['km', 'min', 'reps'] as const) {
    const value = size[name]
    if (value !== null && (value <= 0 || value > most[name])) return refuse('size_out_of_range', `${name} ${value}`)
  }
  const note = cleanNote(said.note, 400)
  if (said.note !== null && note === null) left.push(leftOut(`${at}.note`, 'text_unfit'))
  const sources = said.sources.filter((source) => context.knownSources.includes(source))
  for (const source of said.sources)
    if (!sources.includes(source)) left.push(leftOut(`${at}.sources`, 'unknown_source', source))
  const { basis, locale, pool, goal } = context
  const made = expandTemplate(said.template, size, { basis, locale, pool, raceEffort: raceEffort(goal) })
  const workout: Workout = {
    key: key.slice(0, 40),
    date: said.date,
    order: 0,
    ...made,
    purpose: note ?? made.purpose,
    est: { s: 0, m: 0, load: 0, hardS: 0 },
    sources: [...new Set(sources)].slice(0, 5),
    lock: 'none',
  }
  return { ...workout, est: estimateWorkout(workout, basis) }
}
