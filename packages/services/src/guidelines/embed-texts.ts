import type { Tenant } from '@rc/db'
import { vectorText } from '@rc/planning/guidelines'
import { askEmbeddings, embeddingBody } from '../ai/ask-embeddings.ts'
import type { ModelFailure } from '../ai/ask-model.ts'
import { reserveRun, settleAnswer } from '../ai/budget.ts'
import { keyPlace, type AiDoor } from '../ai/settings.ts'
import type { Deps } from '../deps.ts'
import { openSecret } from '../vault/secrets.ts'

export type EmbedFailure = ModelFailure | 'budget'

interface TextsAsked {
  kind: 'embed' | 'question'
  door: AiDoor
  model: string
  /** Null: as many as the model likes. */
  dimensions: number | null
  texts: readonly string[]
}

/**
 * One request: reserved before it leaves, booked with what came of it in one transaction, so that nothing is paid for twice.
 * `keep` gets the vectors as the database reads them, in the order of the texts. Returns why there are none, null: there are.
 */
export async function embedTexts(
  deps: Pick<Deps, 'database' | 'config' | 'now'>,
  userId: number,
  { kind, door, model, dimensions, texts }: TextsAsked,
  keep: (tenant: Tenant, vectors: string[], size: number) => Promise<void>,
  signal: AbortSignal,
): Promise<EmbedFailure | null> {
  const { database, now } = deps
  const body = embeddingBody(model, dimensions, texts)
  const reserved = await database.asUser(userId, (tenant) =>
    reserveRun(tenant, now(), door, { kind, messageId: null, model, body, maxOutputTokens: 0 }),
  )
  if (reserved === null) return 'budget'
  const started = performance.now()
  const key = door.keySealed && (await openSecret(deps, keyPlace(userId), door.keySealed))
  const question = { baseUrl: door.baseUrl, key, body, count: texts.length, dimensions }
  const answer = await askEmbeddings(deps, question, signal)
  const latencyMs = Math.round(performance.now() - started)
  await database.asUser(userId, async (tenant) => {
    await settleAnswer(tenant, reserved, answer, { body, latencyMs })
    if (answer.failure === null) await keep(tenant, answer.vectors.map(vectorText), answer.vectors[0]!.length)
  })
  return answer.failure
}
