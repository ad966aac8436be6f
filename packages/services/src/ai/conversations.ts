import {
  addConversation,
  addMessage,
  askToStop,
  deleteConversation,
  listAiPrices,
  listConversations as listRows,
  listMessages,
  readMessage,
  touchConversation,
  type AiConversationRow,
  type AiMessageRow,
} from '@rc/db/queries/ai'
import type { Tenant } from '@rc/db'
import { readAccount } from '@rc/db/queries/accounts'
import { AppError } from '@rc/domain'
import { cleanReply, findRedFlag, findRefused, isEmptyMemo } from '@rc/planning'
import type { Deps } from '../deps.ts'
import { readToday } from '../insights/today.ts'
import { notifyUser } from '../work/notify-user.ts'
import { putJob } from '../work/put-job.ts'
import { noAnswer, type AnswerAbout } from './answer.ts'
import { prepareTurn } from './build-request.ts'
import { priceOf, reserveFor } from './price.ts'
import { readDoor } from './settings.ts'
import { foldTalk, keepFolded, readTalk, requireConversation } from './talk.ts'

export interface QuestionAsked {
  text: string
  /** Null begins a new conversation. */
  conversationId: number | null
  locale: 'ko' | 'en'
}

const conversationsShown = 50
const titleLength = 60

const presentConversation = ({ id, title, planId, updatedAt }: AiConversationRow) => ({
  id,
  title,
  planId,
  updatedAt: updatedAt.toISOString(),
})

const presentMessage = ({ id, role, state, text, about, createdAt }: AiMessageRow) => ({
  id,
  role,
  state,
  text,
  // Until it is answered it holds what will be sent.
  about: role === 'coach' && (state === 'done' || state === 'failed') ? (about as AnswerAbout) : null,
  createdAt: createdAt.toISOString(),
})

export const listConversations = ({ database }: Pick<Deps, 'database'>, userId: number) =>
  database.asUser(userId, async (tenant) => ({
    conversations: (await listRows(tenant, conversationsShown)).map(presentConversation),
  }))

/** With its memo as the next question would take it along. */
export const getConversation = ({ database, now }: Pick<Deps, 'database' | 'now'>, userId: number, id: number) =>
  database.asUser(userId, async (tenant) => {
    const conversation = await requireConversation(tenant, id)
    const messages = await listMessages(tenant, id)
    const locale = (await readAccount(tenant))?.locale ?? 'ko'
    const { memo } = await foldTalk(tenant, now(), conversation, messages, locale)
    return {
      ...presentConversation(conversation),
      memo: isEmptyMemo(memo) ? null : memo,
      messages: messages.map(presentMessage),
    }
  })

/** Its words go; what was paid for them stays in the sums. */
export const removeConversation = ({ database }: Pick<Deps, 'database'>, userId: number, id: number): Promise<void> =>
  database.asUser(userId, async (tenant) => {
    if (!(await deleteConversation(tenant, id))) throw new AppError('not_found', 'no such conversation')
  })

const talkOf = async (tenant: Tenant, now: Date, { conversationId, locale }: QuestionAsked) =>
  conversationId === null ? null : readTalk(tenant, now, conversationId, locale)

/** Exactly what would be sent for a question, and the most it may cost; null while no model is set up. */
export const previewQuestion = (deps: Pick<Deps, 'database' | 'now'>, userId: number, asked: QuestionAsked) =>
  deps.database.asUser(userId, async (tenant) => {
    const door = await readDoor(tenant)
    const talk = await talkOf(tenant, deps.now(), asked)
    const { request } = await prepareTurn(tenant, deps.now(), door, { ...asked, talk })
    if (request === null) return { preview: null }
    const { today } = await readToday(tenant, deps.now())
    const price = priceOf(await listAiPrices(tenant), request.model, today)
    return {
      preview: {
        url: `${door.baseUrl}${request.api === 'responses' ? '/responses' : '/chat/completions'}`,
        model: request.model,
        body: request.body,
        bodySha256: request.bodySha256,
        bytes: Buffer.byteLength(request.body),
        reserveMicroUsd: price === null ? 0 : reserveFor(price, request.body, request.maxOutputTokens),
      },
    }
  })

/**
 * Writes a question down and has it answered. What will be sent is made now and sent as it is, so that a preview
 * (`bodySha256`) holds; another one is a `conflict`. Words that a doctor should hear of are answered by a card at once.
 */
export async function askCoach(
  deps: Pick<Deps, 'database' | 'now' | 'queue'>,
  userId: number,
  asked: QuestionAsked & { bodySha256?: string | undefined },
): Promise<{ conversationId: number; messageId: number }> {
  const text = asked.text.normalize('NFC')
  const [ids, jobs] = await deps.database.asUser(userId, async (tenant) => {
    const talk = await talkOf(tenant, deps.now(), asked)
    const flag = findRedFlag(text)
    const refused = flag === null ? findRefused(text) : null
    const isCard = flag !== null || refused !== null
    const door = await readDoor(tenant)
    const prepared = isCard ? null : await prepareTurn(tenant, deps.now(), door, { ...asked, text, talk })
    if (asked.bodySha256 !== undefined && prepared?.request?.bodySha256 !== asked.bodySha256)
      throw new AppError('conflict', 'what would be sent is not what was looked at')
    const title = cleanReply(text).replaceAll('\n', ' ').slice(0, titleLength)
    const conversationId = asked.conversationId ?? (await addConversation(tenant, { title, planId: null }))
    if (talk !== null && !isCard) await keepFolded(tenant, talk)
    await addMessage(tenant, { conversationId, role: 'athlete', state: 'done', text })
    const about: unknown = isCard ? cardOf(flag, refused) : { prepared }
    const state = isCard ? 'done' : 'waiting'
    const messageId = await addMessage(tenant, { conversationId, role: 'coach', state, text: '', about })
    await touchConversation(tenant, conversationId)
    await notifyUser(tenant, { type: 'chat', conversationId, messageId })
    const announced = isCard ? [] : [await putJob(tenant, 'ai.turn.answer', { messageId }, String(messageId))]
    return [{ conversationId, messageId }, announced] as const
  })
  await deps.queue.announce([...jobs])
  return ids
}

const cardOf = (flag: string | null, refused: string | null): AnswerAbout => ({
  ...noAnswer,
  by: 'card',
  say: flag === null ? 'refused' : 'red_flag',
  facts: { words: flag ?? refused },
})

/** Throws `not_found`, and `conflict` where nothing is being answered. */
export const stopAnswer = ({ database }: Pick<Deps, 'database'>, userId: number, messageId: number): Promise<void> =>
  database.asUser(userId, async (tenant) => {
    if ((await readMessage(tenant, messageId)) === null) throw new AppError('not_found', 'no such answer')
    if (!(await askToStop(tenant, messageId))) throw new AppError('conflict', 'nothing is being answered')
  })
