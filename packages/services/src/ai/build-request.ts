import type { Tenant } from '@rc/db'
import { draftSchema, narrowDays, readWish, sha256Hex, type Goal, type Plan, type Wish } from '@rc/planning'
import { findGuidelines, type FoundGuideline } from '../guidelines/find-guidelines.ts'
import { readInputs, type PlanInputs } from '../plans/read-inputs.ts'
import { readStandingPlan } from './standing-plan.ts'
import { gatherFacts } from './gather-facts.ts'
import { againPrompt, contextPrompt, systemPrompt } from './prompt.ts'
import type { AiDoor, Probe } from './settings.ts'
import type { Talk, Turn } from './talk.ts'

export interface Asked {
  text: string
  locale: 'ko' | 'en'
  /** Null: it begins one. */
  talk: Talk | null
}

/** Everything about a question that both its request and the reading of its answer need. */
export interface Prepared {
  locale: 'ko' | 'en'
  wish: Wish
  /** What a plan would be for. */
  goal: Goal
  /** The plan that changes would change, by its revision. */
  base: { planId: string; version: number; hash: string } | null
  references: FoundGuideline[]
  /** Null: no model is set up. */
  request: { api: Probe['api']; model: string; body: string; bodySha256: string; maxOutputTokens: number } | null
}

const referenceCount = 6
const planOutputTokens = 12_000
const chatOutputTokens = 4_000

/** What would be sent for a question, to the byte; the same now gives the same bytes. */
export async function prepareTurn(tenant: Tenant, now: Date, door: AiDoor, asked: Asked): Promise<Prepared> {
  const standing = await readStandingPlan(tenant, now, asked.talk?.conversation.planId ?? null)
  const read = await readInputs(tenant, now, standing?.told ?? {}, standing?.plan.id ?? null)
  const wish = readWish(asked.text, read.today)
  const availability = narrowDays(read.athlete.availability, wish)
  const inputs: PlanInputs = { ...read, athlete: { ...read.athlete, availability } }
  const goal = wish.goal ?? standing?.plan.goal ?? fitness
  const references = await findGuidelines(tenant, {
    question: asked.text,
    locale: asked.locale,
    limit: referenceCount,
  })
  const base = standing && { planId: standing.plan.id, version: standing.plan.version, hash: standing.plan.hash }
  const about = { locale: asked.locale, wish, goal, base, references }
  if (door.provider === 'off') return { ...about, request: null }
  const plan: Plan | null = standing?.plan ?? null
  const facts = await gatherFacts(tenant, now, inputs, { signals: door.signals, locale: asked.locale, goal, plan })
  const isPlan = wish.kind === 'plan' || wish.kind === 'less'
  const model = isPlan ? door.planModel : door.chatModel
  const maxOutputTokens = isPlan ? planOutputTokens : chatOutputTokens
  const api = door.probe?.api ?? (door.provider === 'openai' ? 'responses' : 'chat')
  const turns = [
    { role: 'user' as const, content: contextPrompt(facts, asked.talk?.memo ?? null, references) },
    ...(asked.talk?.turns ?? []),
    { role: 'user' as const, content: asked.text },
  ]
  const body = bodyOf({ api, format: door.probe?.format ?? 'json_schema', model, maxOutputTokens, turns })
  return { ...about, request: { api, model, body, bodySha256: sha256Hex(body), maxOutputTokens } }
}

const fitness: Goal = { kind: 'fitness', raceDate: null, targetS: null, note: null }

interface BodyParts {
  api: Probe['api']
  format: Probe['format']
  model: string
  maxOutputTokens: number
  turns: Turn[]
}

const schemaName = 'plan_draft'
/** Models that think first are asked to think little. */
const thinks = (model: string): boolean => /^(?:gpt-[5-9]|o\d)/.test(model)

/** No tools, nothing kept by the server, the answer as a stream. */
export function bodyOf({ api, format, model, maxOutputTokens, turns }: BodyParts): string {
  const schema = draftSchema()
  if (api === 'responses')
    return JSON.stringify({
      model,
      instructions: systemPrompt,
      input: turns,
      ...(format === 'json_schema'
        ? { text: { format: { type: 'json_schema', name: schemaName, strict: true, schema } } }
        : format === 'json_object'
          ? { text: { format: { type: 'json_object' } } }
          : {}),
      ...(thinks(model) ? { reasoning: { effort: 'low' } } : {}),
      max_output_tokens: maxOutputTokens,
      store: false,
      stream: true,
    })
  return JSON.stringify({
    model,
    messages: [{ role: 'system', content: systemPrompt }, ...turns],
    ...(format === 'json_schema'
      ? { response_format: { type: 'json_schema', json_schema: { name: schemaName, strict: true, schema } } }
      : format === 'json_object'
        ? { response_format: { type: 'json_object' } }
        : {}),
    max_tokens: maxOutputTokens,
    store: false,
    stream: true,
    stream_options: { include_usage: true },
  })
}

/** The same request with the answer that was no good, and why. */
export function bodyAgain(body: string, answer: string, trouble: readonly string[]): string {
  const before = JSON.parse(body) as { input?: Turn[]; messages?: Turn[] }
  const more: Turn[] = [
    ...(answer.trim() === '' ? [] : [{ role: 'assistant' as const, content: answer.slice(0, 40_000) }]),
    { role: 'user', content: againPrompt(trouble) },
  ]
  return JSON.stringify(
    before.input
      ? { ...before, input: [...before.input, ...more] }
      : { ...before, messages: [...(before.messages ?? []), ...more] },
  )
}
