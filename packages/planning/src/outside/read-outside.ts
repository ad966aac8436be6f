import { extractJson } from '../draft/extract-json.ts'
import { readDraft, type DraftSession, type Left } from '../draft/draft.ts'
import { fromICalendar } from '../exchange/icalendar.ts'
import { readPlan } from '../model/read-plan.ts'
import { workoutsOf, type Goal, type Workout } from '../model/plan.ts'
import { readEvents } from './read-events.ts'
import { readLooseJson } from './read-loose-json.ts'
import { readRows } from './read-rows.ts'
import type { OutsideRow } from './row.ts'

export const outsideFormats = ['plan', 'draft', 'json', 'calendar', 'events', 'text'] as const

/** What a text from outside holds, before anything is decided about it. */
export interface OutsideText {
  format: (typeof outsideFormats)[number]
  /** Whole workouts of ours, with their steps. */
  workouts: Workout[]
  /** Sessions by our templates. */
  sessions: DraftSession[]
  /** Sessions in words. */
  rows: OutsideRow[]
  left: Left[]
  /** What a plan of ours says it is for. */
  goal: Goal | null
  /** The end is missing. */
  isCut: boolean
}

/** Longer texts are no plans. */
export const longestOutside = 1_000_000

const nothing = { workouts: [], sessions: [], rows: [], left: [], goal: null, isCut: false }
const keys = ['schema', 'weeks', 'workouts', 'sessions', 'plan', 'changes', 'reply', 'date', 'template', '날짜', '주차']

/**
 * A plan from a text somebody pasted: ours as JSON or as a calendar, the flat draft, other JSON, another calendar, a table
 * or prose in Korean or English. Whatever else stands in it is only words. Never throws.
 */
export function readOutside(text: string): OutsideText {
  const plain = text.slice(0, longestOutside).normalize('NFC')
  if (/^\s*BEGIN:VCALENDAR/.test(plain)) {
    const workouts = fromICalendar(plain)
    if (workouts.length > 0) return { ...nothing, format: 'calendar', workouts }
    return { ...nothing, format: 'events', rows: readEvents(plain) }
  }
  return readJson(plain) ?? { ...nothing, format: 'text', rows: readRows(plain) }
}

function readJson(text: string): OutsideText | null {
  const found = extractJson(text, keys)
  if (!found.ok) return null
  const { value, isCut } = found.value
  if (isOurs(value)) {
    const { plan, issues } = readPlan(value)
    if (plan !== null) {
      const left: Left[] = issues.slice(0, 50).map(({ path }) => ({ at: path, reason: 'unreadable', said: null }))
      return { ...nothing, format: 'plan', workouts: workoutsOf(plan), goal: plan.goal, left, isCut }
    }
  }
  const draft = readDraft(value)
  if (draft.ok && draft.value.draft.sessions.length > 0)
    return { ...nothing, format: 'draft', sessions: draft.value.draft.sessions, left: draft.value.left, isCut }
  const rows = readLooseJson(value)
  return rows.length > 0 ? { ...nothing, format: 'json', rows, isCut } : null
}

const isOurs = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'weeks' in value && Array.isArray(value.weeks) && 'goal' in value
