import { and, asc, eq } from 'drizzle-orm'
import type { Tenant } from '../database.ts'
import { aiRuns } from '../schema/index.ts'

export type AiRunRow = typeof aiRuns.$inferSelect
type NewRun = Pick<
  AiRunRow,
  | 'runId'
  | 'messageId'
  | 'kind'
  | 'month'
  | 'provider'
  | 'host'
  | 'modelRequested'
  | 'promptVersion'
  | 'rulesVersion'
  | 'request'
  | 'requestSha256'
  | 'price'
  | 'reservedMicroUsd'
>
export type RunEnd = Pick<
  AiRunRow,
  | 'modelReported'
  | 'response'
  | 'requestId'
  | 'stopReason'
  | 'errorCode'
  | 'inputTokens'
  | 'cachedInputTokens'
  | 'cacheWriteTokens'
  | 'outputTokens'
  | 'reasoningTokens'
  | 'tries'
  | 'latencyMs'
> & { costMicroUsd: number }

/** Of one month, in millionths of a dollar: what was spent, and what may be yet for requests that are under way. */
export async function sumSpent({ sql, userId }: Tenant, month: string): Promise<{ spent: number; held: number }> {
  const [row] = await sql<{ spent: number; held: number }[]>`
    select coalesce(sum(cost_micro_usd) filter (where state = 'settled'), 0)::bigint as spent,
      coalesce(sum(reserved_micro_usd) filter (where state = 'reserved'), 0)::bigint as held
    from ai_runs where user_id = ${userId} and month = ${month}`
  return row!
}

/** Nobody else of this athlete reserves until the transaction ends. */
export async function lockBudget({ sql, userId }: Tenant): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('ai_budget', ${userId}))`
}

export async function addRun({ tx, userId }: Tenant, run: NewRun): Promise<void> {
  await tx.insert(aiRuns).values({ userId, state: 'reserved', ...run })
}

/** Once only: a run that is settled stays as it is. */
export async function settleRun({ tx, userId }: Tenant, runId: string, end: RunEnd): Promise<void> {
  await tx
    .update(aiRuns)
    .set({ state: 'settled', ...end })
    .where(and(eq(aiRuns.userId, userId), eq(aiRuns.runId, runId), eq(aiRuns.state, 'reserved')))
}

/** The requests that were made for one answer, in their order. */
export function listRunsOf({ tx, userId }: Tenant, messageId: number): Promise<AiRunRow[]> {
  return tx
    .select()
    .from(aiRuns)
    .where(and(eq(aiRuns.userId, userId), eq(aiRuns.messageId, messageId)))
    .orderBy(asc(aiRuns.createdAt))
}

/** Requests of a kind that are not settled. */
export function listReserved({ tx, userId }: Tenant, kind: AiRunRow['kind']): Promise<AiRunRow[]> {
  return tx
    .select()
    .from(aiRuns)
    .where(and(eq(aiRuns.userId, userId), eq(aiRuns.kind, kind), eq(aiRuns.state, 'reserved')))
}

/** Every answer of a model that is still kept, the oldest first. */
export async function listKeptRuns({ sql, userId }: Tenant): Promise<{ runId: string; response: string }[]> {
  return sql<{ runId: string; response: string }[]>`
    select run_id as "runId", response from ai_runs
    where user_id = ${userId} and response is not null and kind in ('turn', 'again') order by created_at`
}
