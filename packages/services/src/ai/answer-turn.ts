import { changeMessage, readMessage, touchConversation, type AiMessageRow } from '@rc/db/queries/ai'
import type { Tenant } from '@rc/db'
import type { Outcome } from '@rc/domain'
import {
  cleanNote,
  cleanReply,
  extractJson,
  partialReply,
  PlanDraft,
  readDraft,
  rulesVersion,
  type Plan,
} from '@rc/planning'
import type { Deps } from '../deps.ts'
import { readToday } from '../insights/today.ts'
import { openSecret } from '../vault/secrets.ts'
import { finishJob, type ClaimedJob, type JobEnded } from '../work/job-run.ts'
import { notifyUser } from '../work/notify-user.ts'
import { citationOf, noAnswer, type AnswerAbout, type WhyRules } from './answer.ts'
import { answerByRules } from './answer-by-rules.ts'
import { askModel, type ModelAnswer, type ModelFailure } from './ask-model.ts'
import { reserveRun, settleAnswer, settleOrphans, type Asked } from './budget.ts'
import { bodyAgain, type Prepared } from './build-request.ts'
import { proposeChanges, proposePlan, type Proposed } from './make-proposal.ts'
import { promptVersion } from './prompt.ts'
import { keyPlace, monthOf, readDoor, whoAnswers, type AiDoor } from './settings.ts'
import { takePen } from './take-pen.ts'

type Job = ClaimedJob<'ai.turn.answer'>
type Needs = Pick<Deps, 'database' | 'config' | 'now'>

/** Never more requests than this for one question, whatever comes of them and however often its job begins anew. */
const mostRuns = 2
/** After these a second request may bring what the first did not. */
const worthAgain: ReadonlySet<ModelFailure> = new Set(['cut', 'truncated', 'empty'])

/**
 * Answers one question: the model first, if there is one, it is agreed to and the month has room; what it says is booked
 * before it is read, then read, expanded, judged and repaired, asked for once more where that is worth it; else the rules
 * answer, and say why. What it proposes is a draft revision.
 */
export async function answerTurn(deps: Needs, job: Job, signal: AbortSignal): Promise<JobEnded> {
  const { database, now } = deps
  const { messageId } = job.payload
  const begun = await database.asUser(job.userId, async (tenant) => {
    const message = await readMessage(tenant, messageId)
    const before = await settleOrphans(tenant, messageId)
    if (message === null || message.state === 'done') return { ended: await finishJob(tenant, job) }
    return { message, before, door: await readDoor(tenant) }
  })
  if ('ended' in begun) return begun.ended
  const { message, door, before } = begun
  const prepared = (message.about as { prepared: Prepared }).prepared
  const reply =
    prepared.request === null ? null : await converse(deps, job, signal, { message, prepared, door, before })
  signal.throwIfAborted()
  return database.asUser(job.userId, async (tenant) => {
    const { text, about } =
      reply !== null && reply.about !== null
        ? { text: reply.text, about: reply.about }
        : { text: '', about: await answerByRules(tenant, now(), prepared, reply?.why ?? whyNone(door)) }
    const costMicroUsd = reply?.costMicroUsd ?? null
    await changeMessage(tenant, messageId, {
      state: 'done',
      text,
      about: {
        ...about,
        facts: { ...about.facts, ...understood(prepared) },
        costMicroUsd,
        askedAgain: reply?.askedAgain ?? false,
      },
    })
    await touchConversation(tenant, message.conversationId, about.proposal?.planId)
    await notifyUser(tenant, { type: 'chat', conversationId: message.conversationId, messageId })
    return finishJob(tenant, job)
  })
}

/** What was read out of the words and is kept to by the rules, for the athlete to see. */
const understood = ({ wish }: Prepared): AnswerAbout['facts'] =>
  wish.kind === 'plan'
    ? {
        mostDays: wish.mostDays,
        noDays: wish.noDays.length > 0 ? wish.noDays.join(',') : null,
        raceDate: wish.goal?.raceDate ?? null,
      }
    : {}

const whyNone = ({ provider }: AiDoor): WhyRules | null => (provider === 'off' ? 'off' : null)

/** What cannot be done for good is said, so that nobody waits for it. */
export async function noteTurnLost(tenant: Tenant, { payload }: Job): Promise<void> {
  await settleOrphans(tenant, payload.messageId)
  const message = await readMessage(tenant, payload.messageId)
  if (message === null || message.state === 'done') return
  await changeMessage(tenant, message.id, { state: 'failed', about: { ...noAnswer, why: 'internal' } })
  await notifyUser(tenant, { type: 'chat', conversationId: message.conversationId, messageId: message.id })
}

interface Turn {
  message: AiMessageRow
  prepared: Prepared
  door: AiDoor
  /** What was asked for it before, by a worker that died. */
  before: Asked
}

interface Conversed {
  /** Null: no answer of the model can be used. */
  about: AnswerAbout | null
  text: string
  why: WhyRules | null
  costMicroUsd: number | null
  askedAgain: boolean
}

async function converse(deps: Needs, job: Job, signal: AbortSignal, turn: Turn): Promise<Conversed> {
  const { prepared, before } = turn
  const result: Conversed = {
    about: null,
    text: '',
    why: before.isInterrupted ? 'interrupted' : 'unusable',
    costMicroUsd: before.runs === 0 ? null : before.costMicroUsd,
    askedAgain: false,
  }
  let body = prepared.request!.body
  for (let { runs } = before; runs < mostRuns; runs++) {
    const asked = await ask(deps, job, signal, turn, body, runs > 0)
    if ('why' in asked) return { ...result, why: asked.why }
    const { answer, runId } = asked
    result.costMicroUsd = (result.costMicroUsd ?? 0) + asked.costMicroUsd
    result.askedAgain = body !== prepared.request!.body
    if (answer.failure === 'stopped')
      return { ...result, text: shownOf(answer.text), about: { ...aboutOf(turn, answer), stopped: true }, why: null }
    if (answer.failure !== null && !worthAgain.has(answer.failure)) return { ...result, why: answer.failure }
    const used = answer.failure === null ? await useAnswer(deps, job, turn, answer, runId) : null
    if (used?.ok) return { ...result, ...used.value, why: null }
    const trouble = used?.missing ?? [answer.failure!]
    if (trouble.includes('plan_changed')) return { ...result, why: 'plan_changed' }
    result.why = answer.failure ?? 'unusable'
    body = bodyAgain(body, answer.text, trouble)
  }
  return result
}

const shownOf = (text: string): string => cleanReply(partialReply(text))

const aboutOf = (turn: Turn, { model }: ModelAnswer): AnswerAbout => ({
  ...noAnswer,
  by: 'model',
  model: model ?? turn.prepared.request!.model,
})

type AskedModel = { answer: ModelAnswer; costMicroUsd: number; runId: string } | { why: WhyRules }

/** One request, reserved before and booked after; the athlete reads along. */
async function ask(
  deps: Needs,
  job: Job,
  signal: AbortSignal,
  { message, prepared, door }: Turn,
  body: string,
  isAgain: boolean,
): Promise<AskedModel> {
  const { database, now } = deps
  const { api, model, maxOutputTokens } = prepared.request!
  const reserved = await database.asUser(job.userId, async (tenant) => {
    const { today } = await readToday(tenant, now())
    const { answers } = await whoAnswers(tenant, door, monthOf(today))
    if (answers !== 'model') return answers
    const kind = isAgain ? 'again' : 'turn'
    return (
      (await reserveRun(tenant, now(), door, { kind, messageId: message.id, model, body, maxOutputTokens })) ?? 'budget'
    )
  })
  if (typeof reserved === 'string') return { why: reserved }
  const started = performance.now()
  const pen = takePen(deps, job.userId, message, { stopped: signal, shownOf })
  const key = door.keySealed && (await openSecret(deps, keyPlace(job.userId), door.keySealed))
  const answer = await askModel(
    deps,
    { api, baseUrl: door.baseUrl, key, body },
    { signal: pen.signal, onText: (said) => pen.write(said) },
  )
  await pen.put()
  const latencyMs = Math.round(performance.now() - started)
  const costMicroUsd = await database.asUser(job.userId, (tenant) =>
    settleAnswer(tenant, reserved, answer, { body, latencyMs }),
  )
  // The worker stops or has lost the job: what it cost is booked, somebody else goes on.
  signal.throwIfAborted()
  return { answer, costMicroUsd, runId: reserved.runId }
}

/** What can be made of an answer; missing: what was wrong with it, for a second try. */
async function useAnswer(
  { database, now }: Needs,
  job: Job,
  turn: Turn,
  answer: ModelAnswer,
  runId: string,
): Promise<Outcome<{ text: string; about: AnswerAbout }>> {
  const { prepared, door } = turn
  const found = extractJson(answer.text, Object.keys(PlanDraft.shape))
  const isTalk = prepared.wish.kind === 'question' || prepared.wish.kind === 'tired'
  const base = aboutOf(turn, answer)
  if (!found.ok) {
    const said = cleanReply(answer.text)
    // Words alone answer a question; they are no plan.
    return isTalk && said !== '' ? { ok: true, value: { text: said.slice(0, 4000), about: base } } : found
  }
  const read = readDraft(found.value.value)
  if (!read.ok) return read
  const { draft, left } = read.value
  const text = cleanReply(draft.reply)
  const cited = new Set(draft.sessions.flatMap(({ sources }) => sources))
  const isCited = cited.size > 0
  const about: AnswerAbout = {
    ...base,
    left,
    questions: draft.questions.flatMap((question) => cleanNote(question, 300) ?? []),
    citations: prepared.references
      .filter(({ key }) => !isCited || cited.has(key))
      .slice(0, 4)
      .map(citationOf),
  }
  if (draft.intent === 'safety_stop') return { ok: true, value: { text, about: { ...about, say: 'red_flag' } } }
  const wantsPlan = draft.intent === 'propose_plan' && draft.sessions.length > 0
  const wantsChange = draft.intent === 'propose_change' && draft.changes.length > 0
  if (!wantsPlan && !wantsChange)
    return text === '' && about.questions.length === 0
      ? { ok: false, missing: [...left.map(({ at, reason }) => `${at}: ${reason}`), 'no_draft'] }
      : { ok: true, value: { text, about } }
  // What ends in the middle may lack what mattered.
  if (found.value.isCut) return { ok: false, missing: ['truncated'] }
  const origin: Plan['origin'] = {
    kind: door.provider === 'openai' ? 'openai' : 'compatible',
    runId,
    model: base.model?.slice(0, 80) ?? null,
    promptVersion,
    rulesVersion,
  }
  const made = await database.asUser(job.userId, (tenant): Promise<Outcome<Proposed>> =>
    wantsPlan
      ? proposePlan(tenant, now(), prepared, draft.sessions, origin)
      : proposeChanges(tenant, now(), prepared, draft.changes, origin),
  )
  if (!made.ok) return made
  const { proposal, repaired } = made.value
  return { ok: true, value: { text, about: { ...about, proposal, repaired, left: [...left, ...made.value.left] } } }
}
