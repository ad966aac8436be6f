import { randomUUID } from 'node:crypto'
import { listAiPrices } from '@rc/db/queries/ai'
import {
  addRun,
  listReserved,
  listRunsOf,
  lockBudget,
  settleRun,
  sumSpent,
  type AiRunRow,
} from '@rc/db/queries/ai-runs'
import type { Tenant } from '@rc/db'
import { rulesVersion, sha256Hex } from '@rc/planning'
import { readToday } from '../insights/today.ts'
import type { ModelAnswer } from './ask-model.ts'
import { costOf, estimateUsage, priceOf, reserveFor, type Price } from './price.ts'
import { promptVersion } from './prompt.ts'
import { monthOf, type AiDoor } from './settings.ts'

export interface Reserved {
  runId: string
  price: Price
}

export interface RunAsked {
  kind: AiRunRow['kind']
  messageId: number | null
  model: string
  body: string
  maxOutputTokens: number
}

/**
 * Takes the most a request may cost out of the month before anything is sent; null where the cap has no room for it. Two
 * requests of one athlete reserve one after the other.
 */
export async function reserveRun(tenant: Tenant, now: Date, door: AiDoor, asked: RunAsked): Promise<Reserved | null> {
  await lockBudget(tenant)
  const { today } = await readToday(tenant, now)
  const month = monthOf(today)
  const price = priceOf(await listAiPrices(tenant), asked.model, today)
  if (price === null) return null
  const reservedMicroUsd = reserveFor(price, asked.body, asked.maxOutputTokens)
  const { spent, held } = await sumSpent(tenant, month)
  if (spent + held + reservedMicroUsd > door.capMicroUsd) return null
  const runId = randomUUID()
  await addRun(tenant, {
    runId,
    messageId: asked.messageId,
    kind: asked.kind,
    month,
    provider: door.provider,
    host: new URL(door.baseUrl).host,
    modelRequested: asked.model,
    promptVersion,
    rulesVersion,
    request: asked.body,
    requestSha256: sha256Hex(asked.body),
    price,
    reservedMicroUsd,
  })
  return { runId, price }
}

/**
 * Books what a request has cost: what the server counted; where it said nothing, what was sent and what had come; nothing
 * where nobody began to answer.
 */
export async function settleAnswer(
  tenant: Tenant,
  { runId, price }: Reserved,
  answer: ModelAnswer,
  { body, latencyMs }: { body: string; latencyMs: number },
): Promise<number> {
  const usage = answer.usage ?? (answer.isFree ? null : estimateUsage(body, answer.text))
  const costMicroUsd = usage === null ? 0 : costOf(price, usage)
  await settleRun(tenant, runId, {
    modelReported: answer.model,
    response: answer.text.replaceAll('\0', ''),
    requestId: answer.requestId,
    stopReason: answer.stopReason,
    errorCode: answer.failure,
    inputTokens: answer.usage?.input ?? null,
    cachedInputTokens: answer.usage?.cachedInput ?? null,
    cacheWriteTokens: answer.usage?.cacheWrite ?? null,
    outputTokens: answer.usage?.output ?? null,
    reasoningTokens: answer.usage?.reasoning ?? null,
    tries: answer.tries,
    latencyMs,
    costMicroUsd,
  })
  return costMicroUsd
}

/** What was asked for one answer so far. */
export interface Asked {
  runs: number
  costMicroUsd: number
  /** Some of them ended with their worker. */
  isInterrupted: boolean
}

/** Requests for an answer whose worker died are booked; what all of them come to. */
export async function settleOrphans(tenant: Tenant, messageId: number): Promise<Asked> {
  await settleLost(tenant, await listRunsOf(tenant, messageId))
  const runs = await listRunsOf(tenant, messageId)
  return {
    runs: runs.length,
    costMicroUsd: runs.reduce((sum, run) => sum + (run.costMicroUsd ?? 0), 0),
    isInterrupted: runs.some(({ errorCode }) => errorCode === interrupted),
  }
}

/** The same for requests of a kind that belong to no answer; one job of its kind at a time makes them. */
export const settleOrphansOf = async (tenant: Tenant, kind: AiRunRow['kind']): Promise<void> =>
  settleLost(tenant, await listReserved(tenant, kind))

export const interrupted = 'interrupted'

/** Nobody knows what a request has cost whose worker died, so all that was held counts. */
async function settleLost(tenant: Tenant, runs: readonly AiRunRow[]): Promise<void> {
  for (const run of runs.filter(({ state }) => state === 'reserved'))
    await settleRun(tenant, run.runId, {
      modelReported: null,
      response: null,
      requestId: null,
      stopReason: null,
      errorCode: interrupted,
      inputTokens: null,
      cachedInputTokens: null,
      cacheWriteTokens: null,
      outputTokens: null,
      reasoningTokens: null,
      tries: run.tries,
      latencyMs: null,
      costMicroUsd: run.reservedMicroUsd,
    })
}
