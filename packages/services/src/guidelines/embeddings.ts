import { listAiPrices } from '@rc/db/queries/ai'
import {
  countTexts,
  dropVectors,
  noteEmbedding,
  readDimensions,
  type TextSums,
  type VectorSpace,
} from '@rc/db/queries/guideline-vectors'
import type { Tenant } from '@rc/db'
import { AppError } from '@rc/domain'
import { embeddingUrl } from '../ai/ask-embeddings.ts'
import { priceOf, tokensOf } from '../ai/price.ts'
import { monthOf, readDoor, whoAnswers, type AiDoor } from '../ai/settings.ts'
import type { Deps } from '../deps.ts'
import { readToday } from '../insights/today.ts'
import { putJob } from '../work/put-job.ts'

type Needs = Pick<Deps, 'database' | 'now'>

/** Around each text: quotes, what is escaped in it, and what stands beside them in a request. */
const bytesAround = 40

/** Why a question is not sent to the model that was chosen; null: it is. */
export type WhyOwn = 'off' | 'no_key' | 'budget' | 'incomplete'

export interface Standing {
  door: AiDoor
  /** The chosen one; null: none is. */
  space: { model: string; dimensions: number } | null
  sums: TextSums
  why: WhyOwn | null
}

/** Whether questions can be compared by the numbers of the chosen model: every text has to have its own. */
export async function readStandingVectors(tenant: Tenant, now: Date): Promise<Standing> {
  const door = await readDoor(tenant)
  const chosen = spaceOf(door)
  const sums = await countTexts(tenant, chosen)
  const dimensions = chosen === null ? null : (chosen.dimensions ?? (await readDimensions(tenant, chosen.model)))
  const { answers } = await whoAnswers(tenant, door, monthOf((await readToday(tenant, now)).today))
  const why =
    chosen === null || door.provider === 'off'
      ? 'off'
      : answers === 'no_key' || answers === 'budget'
        ? answers
        : dimensions === null || sums.missing > 0
          ? 'incomplete'
          : null
  return { door, space: chosen && dimensions !== null ? { model: chosen.model, dimensions } : null, sums, why }
}

export const spaceOf = ({ embedModel, embedDimensions }: AiDoor): VectorSpace | null =>
  embedModel === null ? null : { model: embedModel, dimensions: embedDimensions }

/** What stands, and what it would be to have everything embedded by `wanted` (absent: by the model that was chosen). */
export const getEmbeddings = ({ database, now }: Needs, userId: number, wanted?: VectorSpace) =>
  database.asUser(userId, async (tenant) => {
    const door = await readDoor(tenant)
    const chosen = spaceOf(door)
    const space = wanted ?? chosen
    const sums = await countTexts(tenant, space)
    const { today } = await readToday(tenant, now())
    const price = space === null ? null : priceOf(await listAiPrices(tenant), space.model, today)
    const bytes = sums.missingBytes + bytesAround * sums.missing
    return {
      model: door.embedModel,
      dimensions: door.embedDimensions,
      failure: door.embedFailure,
      url: door.provider === 'off' ? null : embeddingUrl(door.baseUrl),
      library: sums.library,
      own: sums.own,
      missing: sums.missing,
      characters: sums.missingCharacters,
      /** The most it may cost, at the price of the day. */
      mostMicroUsd: price === null ? 0 : Math.ceil((tokensOf(bytes) * Math.max(price.input, price.cacheWrite)) / 1e6),
    }
  })

/** Has everything embedded that is not yet, by this model; of another one nothing is kept. Throws `invalid_input` where no server is set up. */
export async function beginEmbedding(
  deps: Needs & Pick<Deps, 'queue'>,
  userId: number,
  space: VectorSpace,
): Promise<{ jobId: number }> {
  const job = await deps.database.asUser(userId, async (tenant) => {
    const { provider } = await readDoor(tenant)
    if (provider === 'off') throw new AppError('invalid_input', 'no model is set up')
    await dropVectors(tenant, space)
    await noteEmbedding(tenant, { embedModel: space.model, embedDimensions: space.dimensions, embedFailure: null })
    return putJob(tenant, 'ai.guidelines.embed', {}, 'embed')
  })
  await deps.queue.announce([job])
  return { jobId: job.id }
}

/** Guidelines are found by our own embedder again; the numbers of the model are forgotten. */
export const endEmbedding = ({ database }: Pick<Deps, 'database'>, userId: number): Promise<void> =>
  database.asUser(userId, async (tenant) => {
    await noteEmbedding(tenant, { embedModel: null, embedDimensions: null, embedFailure: null })
    await dropVectors(tenant, null)
  })
