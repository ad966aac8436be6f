import { randomUUID } from 'node:crypto'
import { listAiPrices } from '@rc/db/queries/ai'
import {
  addSearch,
  endSearch,
  findSearch,
  listWaiting,
  readSearch,
  type SearchRow,
} from '@rc/db/queries/guideline-vectors'
import { findChunks } from '@rc/db/queries/guidelines'
import { lockHeldJob } from '@rc/db/queries/jobs'
import type { Tenant } from '@rc/db'
import { AppError } from '@rc/domain'
import { sha256Hex } from '@rc/planning'
import { embeddingBody, embeddingUrl } from '../ai/ask-embeddings.ts'
import { interrupted, settleOrphansOf } from '../ai/budget.ts'
import { priceOf, reserveFor } from '../ai/price.ts'
import type { Deps } from '../deps.ts'
import { readToday } from '../insights/today.ts'
import { finishJob, type ClaimedJob, type JobEnded } from '../work/job-run.ts'
import { notifyUser } from '../work/notify-user.ts'
import { putJob } from '../work/put-job.ts'
import { embedTexts } from './embed-texts.ts'
import { readStandingVectors, type Standing } from './embeddings.ts'
import { findGuidelines, plainQuestion } from './find-guidelines.ts'

type Job = ClaimedJob<'ai.question.embed'>
type Needs = Pick<Deps, 'database' | 'config' | 'now'>

/** Exactly what would be sent for a question, and the most it may cost; null where nothing would be. */
export const previewSearch = ({ database, now }: Pick<Deps, 'database' | 'now'>, userId: number, question: string) =>
  database.asUser(userId, async (tenant) => {
    const standing = await readStandingVectors(tenant, now())
    if (standing.why !== null) return { preview: null, why: standing.why }
    const body = bodyOf(standing, plainQuestion(question))
    const { today } = await readToday(tenant, now())
    const price = priceOf(await listAiPrices(tenant), standing.space!.model, today)
    const preview = {
      url: embeddingUrl(standing.door.baseUrl),
      model: standing.space!.model,
      body,
      bodySha256: sha256Hex(body),
      bytes: Buffer.byteLength(body),
      reserveMicroUsd: price === null ? 0 : reserveFor(price, body, 0),
    }
    return { preview, why: null }
  })

const bodyOf = ({ space, door }: Standing, question: string): string =>
  embeddingBody(space!.model, door.embedDimensions, [question])

/**
 * Looks for guidelines by the model that was chosen: the question waits for its numbers. Asked again within a day, it is the
 * same search and costs nothing. `bodySha256`: of the preview that was looked at; anything else is a `conflict`.
 */
export async function askSearch(
  deps: Pick<Deps, 'database' | 'now' | 'queue'>,
  userId: number,
  { question: typed, bodySha256 }: { question: string; bodySha256?: string | undefined },
): Promise<{ searchId: string }> {
  const question = plainQuestion(typed)
  const [searchId, jobs] = await deps.database.asUser(userId, async (tenant) => {
    const standing = await readStandingVectors(tenant, deps.now())
    const { why, space } = standing
    if (bodySha256 !== undefined && (why !== null || sha256Hex(bodyOf(standing, question)) !== bodySha256))
      throw new AppError('conflict', 'what would be sent is not what was looked at')
    const before = why === null ? await findSearch(tenant, { question, model: space!.model }) : null
    if (before !== null && (before.dimensions === null || before.dimensions === space!.dimensions))
      return [before.searchId, []] as const
    const searchId = randomUUID()
    const row: SearchRow = {
      searchId,
      question,
      state: why === null ? 'waiting' : 'done',
      why,
      model: space?.model ?? null,
      dimensions: null,
      embedding: null,
    }
    await addSearch(tenant, row)
    return [searchId, why === null ? [await putJob(tenant, 'ai.question.embed', {}, 'question')] : []] as const
  })
  await deps.queue.announce([...jobs])
  return { searchId }
}

/** What a search has found so far: nothing while it waits, by our own embedder where the model could not. Throws `not_found`. */
export const getSearch = (
  { database, now }: Pick<Deps, 'database' | 'now'>,
  userId: number,
  { id, locale, limit }: { id: string; locale: 'ko' | 'en'; limit: number },
) =>
  database.asUser(userId, async (tenant) => {
    const search = await readSearch(tenant, id)
    if (search === null) throw new AppError('not_found', 'no such search')
    const { question, state, embedding, model, dimensions } = search
    if (state === 'waiting') return { state, by: null, why: null, found: [] }
    const standing = embedding === null ? null : await readStandingVectors(tenant, now())
    const isCurrent = standing?.space?.model === model && standing?.space?.dimensions === dimensions
    // What was asked is answered by numbers that are here, however little is left of the month.
    const isWhole = isCurrent && standing!.sums.missing === 0
    if (embedding !== null && isWhole) {
      const space = standing!.space!
      return {
        state,
        by: 'model' as const,
        why: null,
        found: await findChunks(tenant, { question, embedding, locale, limit, space }),
      }
    }
    return {
      state,
      by: 'own' as const,
      why: search.why ?? (isCurrent ? 'incomplete' : 'off'),
      found: await findGuidelines(tenant, { question, locale, limit }),
    }
  })

/** Has every question embedded that waits, one after the other. */
export async function embedQuestions(deps: Needs, job: Job, signal: AbortSignal): Promise<JobEnded> {
  const { database, now } = deps
  await database.asUser(job.userId, (tenant) => settleOrphansOf(tenant, 'question'))
  for (;;) {
    const next = await database.asUser(job.userId, async (tenant) => {
      await lockHeldJob(tenant, job)
      const [search] = await listWaiting(tenant)
      if (search) return { search, standing: await readStandingVectors(tenant, now()) }
      return { ended: await finishJob(tenant, job) }
    })
    if ('ended' in next) return next.ended
    await embedOne(deps, job, next.search, next.standing, signal)
    signal.throwIfAborted()
  }
}

async function embedOne(
  deps: Needs,
  job: Job,
  { searchId, question, model }: SearchRow,
  { door, space, why }: Standing,
  signal: AbortSignal,
): Promise<void> {
  const isSame = space !== null && space.model === model
  const failure =
    why ??
    (isSame
      ? await embedTexts(
          deps,
          job.userId,
          { kind: 'question', door, model: space.model, dimensions: door.embedDimensions, texts: [question] },
          (tenant, [embedding], dimensions) =>
            endSearch(tenant, searchId, { why: null, dimensions, embedding: embedding! }),
          signal,
        )
      : 'off')
  // The worker stops: somebody else asks.
  if (failure === 'stopped') return
  await deps.database.asUser(job.userId, async (tenant) => {
    if (failure !== null) await endSearch(tenant, searchId, { why: failure, dimensions: null, embedding: null })
    await notifyUser(tenant, { type: 'job', jobId: job.id })
  })
}

export async function noteQuestionsLost(tenant: Tenant): Promise<void> {
  await settleOrphansOf(tenant, 'question')
  for (const { searchId } of await listWaiting(tenant))
    await endSearch(tenant, searchId, { why: interrupted, dimensions: null, embedding: null })
}
