import type { LocalDate } from '@rc/domain'
import { and, asc, desc, eq, inArray, sql as say } from 'drizzle-orm'
import type { Database, Tenant } from '../database.ts'
import { aiConversations, aiMessages, aiPrices, aiSettings } from '../schema/index.ts'

type Embedding = 'embedModel' | 'embedDimensions' | 'embedFailure'
type Owned = 'userId' | 'createdAt' | 'updatedAt'
export type AiSettingsRow = typeof aiSettings.$inferSelect
export type AiPriceRow = Omit<typeof aiPrices.$inferSelect, 'createdAt' | 'updatedAt'>
export type AiConversationRow = typeof aiConversations.$inferSelect
export type AiMessageRow = typeof aiMessages.$inferSelect

export async function readAiSettings({ tx, userId }: Tenant): Promise<AiSettingsRow | null> {
  const [row] = await tx.select().from(aiSettings).where(eq(aiSettings.userId, userId))
  return row ?? null
}

/** `keySealed`: undefined leaves the one that is kept. */
export async function putAiSettings(
  { tx, userId }: Tenant,
  settings: Omit<AiSettingsRow, Owned | 'keySealed' | Embedding> & {
    keySealed?: Uint8Array | null
  } & Partial<Pick<AiSettingsRow, Embedding>>,
): Promise<void> {
  await tx
    .insert(aiSettings)
    .values({ userId, ...settings })
    .onConflictDoUpdate({ target: aiSettings.userId, set: settings })
}

export async function noteProbe({ tx, userId }: Tenant, probe: unknown): Promise<void> {
  await tx.update(aiSettings).set({ probe }).where(eq(aiSettings.userId, userId))
}

export async function noteAgreement({ tx, userId }: Tenant, agreedAt: Date): Promise<void> {
  await tx.update(aiSettings).set({ agreedAt }).where(eq(aiSettings.userId, userId))
}

/** Every price there ever was, the newest of a model first. */
export function listAiPrices({ tx }: Tenant): Promise<AiPriceRow[]> {
  return tx.select().from(aiPrices).orderBy(asc(aiPrices.model), desc(aiPrices.validFrom))
}

/** Only the owner of the house may; the database says so too. */
export async function putAiPrice({ tx }: Tenant, price: AiPriceRow): Promise<void> {
  await tx
    .insert(aiPrices)
    .values(price)
    .onConflictDoUpdate({ target: [aiPrices.model, aiPrices.validFrom], set: price })
}

export async function deleteAiPrice(
  { tx }: Tenant,
  { model, validFrom }: { model: string; validFrom: LocalDate },
): Promise<boolean> {
  const gone = await tx
    .delete(aiPrices)
    .where(and(eq(aiPrices.model, model), eq(aiPrices.validFrom, validFrom)))
    .returning({ model: aiPrices.model })
  return gone.length > 0
}

export function listConversations({ tx, userId }: Tenant, limit: number): Promise<AiConversationRow[]> {
  return tx
    .select()
    .from(aiConversations)
    .where(eq(aiConversations.userId, userId))
    .orderBy(desc(aiConversations.updatedAt))
    .limit(limit)
}

export async function readConversation({ tx, userId }: Tenant, id: number): Promise<AiConversationRow | null> {
  const [row] = await tx
    .select()
    .from(aiConversations)
    .where(and(eq(aiConversations.userId, userId), eq(aiConversations.id, id)))
    .for('update')
  return row ?? null
}

export async function addConversation(
  { tx, userId }: Tenant,
  { title, planId }: { title: string; planId: string | null },
): Promise<number> {
  const [row] = await tx.insert(aiConversations).values({ userId, title, planId }).returning({ id: aiConversations.id })
  return row!.id
}

/** Also makes it the newest; `planId` undefined leaves the plan it is about. */
export async function touchConversation({ tx, userId }: Tenant, id: number, planId?: string | null): Promise<void> {
  await tx
    .update(aiConversations)
    .set({ updatedAt: say`now()`, ...(planId === undefined ? {} : { planId }) })
    .where(and(eq(aiConversations.userId, userId), eq(aiConversations.id, id)))
}

/** What older turns have come to. */
export async function keepMemo(
  { tx, userId }: Tenant,
  id: number,
  kept: Pick<AiConversationRow, 'memo' | 'memoThrough'>,
): Promise<void> {
  await tx
    .update(aiConversations)
    .set(kept)
    .where(and(eq(aiConversations.userId, userId), eq(aiConversations.id, id)))
}

export async function deleteConversation({ tx, userId }: Tenant, id: number): Promise<boolean> {
  const gone = await tx
    .delete(aiConversations)
    .where(and(eq(aiConversations.userId, userId), eq(aiConversations.id, id)))
    .returning({ id: aiConversations.id })
  return gone.length > 0
}

/** In the order in which they were said. */
export async function listMessages({ tx, userId }: Tenant, conversationId: number): Promise<AiMessageRow[]> {
  return tx
    .select()
    .from(aiMessages)
    .where(and(eq(aiMessages.userId, userId), eq(aiMessages.conversationId, conversationId)))
    .orderBy(asc(aiMessages.id))
}

export async function readMessage({ tx, userId }: Tenant, id: number): Promise<AiMessageRow | null> {
  const [row] = await tx
    .select()
    .from(aiMessages)
    .where(and(eq(aiMessages.userId, userId), eq(aiMessages.id, id)))
  return row ?? null
}

export async function addMessage(
  { tx, userId }: Tenant,
  message: Pick<AiMessageRow, 'conversationId' | 'role' | 'state' | 'text'> & { about?: unknown },
): Promise<number> {
  const [row] = await tx
    .insert(aiMessages)
    .values({ userId, ...message })
    .returning({ id: aiMessages.id })
  return row!.id
}

/** Whether the athlete has asked to stop meanwhile; null: the message is gone. */
export async function changeMessage(
  { tx, userId }: Tenant,
  id: number,
  change: Partial<Pick<AiMessageRow, 'state' | 'text' | 'about'>>,
): Promise<boolean | null> {
  const [row] = await tx
    .update(aiMessages)
    .set(change)
    .where(and(eq(aiMessages.userId, userId), eq(aiMessages.id, id)))
    .returning({ stopAsked: aiMessages.stopAsked })
  return row?.stopAsked ?? null
}

/** Only what is still being answered can be stopped. */
export async function askToStop({ tx, userId }: Tenant, id: number): Promise<boolean> {
  const asked = await tx
    .update(aiMessages)
    .set({ stopAsked: true })
    .where(
      and(eq(aiMessages.userId, userId), eq(aiMessages.id, id), inArray(aiMessages.state, ['waiting', 'streaming'])),
    )
    .returning({ id: aiMessages.id })
  return asked.length > 0
}

/** Forgets texts that are older than their athletes keep them. */
export async function forgetOldAiTexts({ client }: Pick<Database, 'client'>): Promise<void> {
  await client`select forget_old_ai_texts()`
}
