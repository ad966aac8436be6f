import type { Outcome } from '@rc/domain'
import { z } from 'zod'
import { templateIds } from '../templates/template-ids.ts'

// What a model (or a pasted text) may say of a plan: days, templates and sizes. Everything else is ours to compute.

const draftIntents = ['answer', 'propose_plan', 'propose_change', 'ask', 'safety_stop'] as const
const changeOps = ['move', 'replace', 'scale', 'skip', 'add'] as const

const size = { km: z.number().nullable(), min: z.number().nullable(), reps: z.int().nullable() }

/** One session of a new plan. */
export const DraftSession = z.strictObject({
  date: z.string(),
  template: z.enum(templateIds),
  ...size,
  note: z.string().nullable(),
  sources: z.array(z.string()),
})
export type DraftSession = z.infer<typeof DraftSession>

/** One change of the plan that stands; what the operation does not use is null. */
export const DraftChange = z.strictObject({
  op: z.enum(changeOps),
  key: z.string().nullable(),
  date: z.string().nullable(),
  template: z.enum(templateIds).nullable(),
  ...size,
  factor: z.number().nullable(),
  note: z.string().nullable(),
})
export type DraftChange = z.infer<typeof DraftChange>

/** The whole answer: flat, three levels, no unions, so that every server's grammar can hold it. */
export const PlanDraft = z.strictObject({
  reply: z.string(),
  intent: z.enum(draftIntents),
  sessions: z.array(DraftSession),
  changes: z.array(DraftChange),
  questions: z.array(z.string()),
})
export type PlanDraft = z.infer<typeof PlanDraft>

/** The shape for a server that can hold a model to one; JSON Schema without patterns, formats or bounds. */
export function draftSchema(): Record<string, unknown> {
  return plain(z.toJSONSchema(PlanDraft)) as Record<string, unknown>
}

function plain(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(plain)
  if (typeof node !== 'object' || node === null) return node
  const kept = Object.entries(node).filter(([key]) => !['$schema', 'minimum', 'maximum'].includes(key))
  return Object.fromEntries(kept.map(([key, value]) => [key, plain(value)]))
}

/** Something that was said and not taken over, and where: a path such as `sessions.3`. */
export interface Left {
  at: string
  reason:
    | 'unreadable'
    | 'unknown_template'
    | 'bad_date'
    | 'past'
    | 'outside_plan'
    | 'too_many_that_day'
    | 'race_day'
    | 'no_size'
    | 'size_out_of_range'
    | 'text_unfit'
    | 'unknown_source'
    | 'no_such_workout'
    | 'locked'
  /** The value itself, cut short. */
  said: string | null
}

export const leftOut = (at: string, reason: Left['reason'], said: unknown = null): Left => ({
  at,
  reason,
  said: said == null ? null : (typeof said === 'string' ? said : JSON.stringify(said)).slice(0, 80),
})

export interface ReadDraft {
  draft: PlanDraft
  left: Left[]
}

/** More entries than a plan of 60 weeks could hold are not looked at. */
const mostEntries = 800
const mostReply = 8000

/**
 * A draft from whatever JSON came back: numbers in quotes, missing or extra fields and single bad entries are borne, and
 * told in `left`. Missing `no_draft`: there is nothing of one in it.
 */
export function readDraft(value: unknown): Outcome<ReadDraft> {
  const object = Array.isArray(value) ? { sessions: value as unknown[] } : isObject(value) ? unwrap(value) : null
  if (object === null) return { ok: false, missing: ['no_draft'] }
  const [sessions, changes] = [listOf(object, 'sessions', 'plan', 'workouts'), listOf(object, 'changes', 'operations')]
  const reply = textOf(object['reply'] ?? object['answer'] ?? object['message'])
  const questions = listOf(object, 'questions').flatMap((each) => textOf(each) ?? [])
  if (sessions.length === 0 && changes.length === 0 && reply === null && questions.length === 0)
    return { ok: false, missing: ['no_draft'] }
  const left: Left[] = []
  const read = <Entry>(list: unknown[], name: string, entryOf: (raw: Raw, at: string, left: Left[]) => Entry | null) =>
    list.slice(0, mostEntries).flatMap((raw, i) => {
      const at = `${name}.${i}`
      if (!isObject(raw)) {
        left.push(leftOut(at, 'unreadable', raw))
        return []
      }
      return entryOf(raw, at, left) ?? []
    })
  const draft: PlanDraft = {
    reply: (reply ?? '').slice(0, mostReply),
    intent: intentOf(object['intent'], sessions.length, changes.length, questions.length),
    sessions: read(sessions, 'sessions', sessionOf),
    changes: read(changes, 'changes', changeOf),
    questions: questions.slice(0, 6).map((each) => each.slice(0, 300)),
  }
  return { ok: true, value: { draft, left } }
}

type Raw = Record<string, unknown>
const isObject = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Some put everything into one more object. */
function unwrap(object: Raw): Raw {
  const inner = Object.values(object)
  return inner.length === 1 && isObject(inner[0]) ? inner[0] : object
}

function listOf(object: Raw, ...names: string[]): unknown[] {
  for (const name of names) if (Array.isArray(object[name])) return object[name]
  return []
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value : null)

function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  return typeof value === 'string' && /^\s*\d+(?:\.\d+)?\s*$/.test(value) ? Number(value) : null
}

const sizeOf = (raw: Raw) => {
  const reps = numberOf(raw['reps'])
  return { km: numberOf(raw['km']), min: numberOf(raw['min']), reps: reps === null ? null : Math.round(reps) }
}

/** As written, or with another case and other separators. */
function templateOf(value: unknown): DraftSession['template'] | null {
  if (typeof value !== 'string') return null
  const spelt = value
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_')
  return templateIds.find((id) => id === spelt) ?? null
}

function sessionOf(raw: Raw, at: string, left: Left[]): DraftSession | null {
  const said = raw['template'] ?? raw['tpl']
  const template = templateOf(isObject(said) ? said['id'] : said)
  if (template === null) {
    left.push(leftOut(at, 'unknown_template', said))
    return null
  }
  return {
    date: textOf(raw['date']) ?? '',
    template,
    ...sizeOf(isObject(said) ? { ...raw, ...said } : raw),
    note: textOf(raw['note'] ?? raw['why']),
    sources: listOf(raw, 'sources', 'src').flatMap((each) => textOf(each) ?? []),
  }
}

function changeOf(raw: Raw, at: string, left: Left[]): DraftChange | null {
  const op = changeOps.find((each) => each === raw['op'])
  const said = raw['template'] ?? raw['tpl'] ?? null
  const template = templateOf(said)
  if (op === undefined || ((op === 'replace' || op === 'add') && template === null)) {
    left.push(leftOut(at, op === undefined ? 'unreadable' : 'unknown_template', op === undefined ? raw['op'] : said))
    return null
  }
  return {
    op,
    key: textOf(raw['key']),
    date: textOf(raw['date'] ?? raw['toDate']),
    template,
    ...sizeOf(raw),
    factor: numberOf(raw['factor']),
    note: textOf(raw['note'] ?? raw['why']),
  }
}

/** What the entries say counts where the word does not fit them. */
function intentOf(said: unknown, sessions: number, changes: number, questions: number): PlanDraft['intent'] {
  const word = draftIntents.find((intent) => intent === said)
  if (word === 'safety_stop') return word
  if (sessions > 0) return word === 'answer' || word === 'ask' ? word : 'propose_plan'
  if (changes > 0) return word === 'answer' || word === 'ask' ? word : 'propose_change'
  return word === 'ask' || (word === undefined && questions > 0) ? 'ask' : 'answer'
}
