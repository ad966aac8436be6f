import { keepMemo, listMessages, readConversation, type AiConversationRow, type AiMessageRow } from '@rc/db/queries/ai'
import { readRevision } from '@rc/db/queries/plans'
import type { Tenant } from '@rc/db'
import { AppError, localDateOf } from '@rc/domain'
import { cleanMemo, foldTurns, isEmptyMemo, type Memo, type Plan } from '@rc/planning'
import type { Deps } from '../deps.ts'
import { readToday } from '../insights/today.ts'
import type { AnswerAbout } from './answer.ts'

/** So many turns of a talk are sent as they were said; of a longer one these, and the memo of those before. */
const mostTurns = 12
const turnsKept = 8

export interface Turn {
  role: 'user' | 'assistant'
  content: string
}

/** What was said so far, as it goes with the next question. */
export interface Talk {
  conversation: AiConversationRow
  turns: Turn[]
  memo: Memo
  /** How many messages of the talk are in the memo. */
  through: number
}

/** Throws `not_found`. */
export async function requireConversation(tenant: Tenant, id: number): Promise<AiConversationRow> {
  const conversation = await readConversation(tenant, id)
  if (conversation === null) throw new AppError('not_found', 'no such conversation')
  return conversation
}

/** A talk with everything but its last turns folded into its memo; nothing is kept of that yet. Throws `not_found`. */
export async function readTalk(tenant: Tenant, now: Date, id: number, locale: 'ko' | 'en'): Promise<Talk> {
  const conversation = await requireConversation(tenant, id)
  return foldTalk(tenant, now, conversation, await listMessages(tenant, id), locale)
}

export async function foldTalk(
  tenant: Tenant,
  now: Date,
  conversation: AiConversationRow,
  messages: readonly AiMessageRow[],
  locale: 'ko' | 'en',
): Promise<Talk> {
  // What rules said is in no words.
  const said = messages.filter(({ state, text }) => state === 'done' && text !== '')
  const older = said.length > mostTurns ? said.slice(0, -turnsKept) : []
  const through = Math.max(conversation.memoThrough, older.length === 0 ? 0 : messages.indexOf(older.at(-1)!) + 1)
  const fresh = messages.slice(conversation.memoThrough, through)
  const own = fresh.filter(({ role, state }) => role === 'athlete' && state === 'done').map(({ text }) => text)
  const folded = foldTurns(cleanMemo((conversation.memo ?? {}) as Partial<Memo>), own)
  const agreed = await readAgreed(tenant, now, fresh, locale)
  return {
    conversation,
    turns: said
      .slice(older.length)
      .map(({ role, text }) => ({ role: role === 'athlete' ? 'user' : 'assistant', content: text.slice(0, 2000) })),
    memo: agreed.length === 0 ? folded : cleanMemo({ ...folded, decisions: [...folded.decisions, ...agreed] }),
    through,
  }
}

/** Proposals among these that the athlete has approved since. */
async function readAgreed(
  tenant: Tenant,
  now: Date,
  messages: readonly AiMessageRow[],
  locale: 'ko' | 'en',
): Promise<string[]> {
  const lines: string[] = []
  for (const { about } of messages) {
    const proposal = (about as Partial<AnswerAbout>).proposal
    const revision = proposal ? await readRevision(tenant, proposal.planId, proposal.version) : null
    if (!revision?.approvedAt) continue
    const { timeZone } = await readToday(tenant, now)
    const on = localDateOf(revision.approvedAt.getTime() / 1000, timeZone)
    const { title } = revision.content as Plan
    lines.push(locale === 'ko' ? `${title} 확정 (${on})` : `${title} approved (${on})`)
  }
  return lines
}

/** What the athlete wants the memo to be; what has gone out of it does not come back by itself. Throws `not_found`. */
export const putMemo = (
  { database, now }: Pick<Deps, 'database' | 'now'>,
  userId: number,
  id: number,
  wanted: Memo,
): Promise<{ memo: Memo }> =>
  database.asUser(userId, async (tenant) => {
    const { through } = await readTalk(tenant, now(), id, 'ko')
    const memo = cleanMemo(wanted)
    await keepMemo(tenant, id, { memo, memoThrough: through })
    return { memo }
  })

/** Keeps what was folded, once it has been sent. */
export async function keepFolded(tenant: Tenant, { conversation, memo, through }: Talk): Promise<void> {
  if (through > conversation.memoThrough && !isEmptyMemo(memo))
    await keepMemo(tenant, conversation.id, { memo, memoThrough: through })
}
