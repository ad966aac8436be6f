import { listUnembedded, noteEmbedding, putVectors, readDimensions } from '@rc/db/queries/guideline-vectors'
import { lockHeldJob } from '@rc/db/queries/jobs'
import type { Tenant } from '@rc/db'
import { interrupted, settleOrphansOf } from '../ai/budget.ts'
import { readDoor } from '../ai/settings.ts'
import type { Deps } from '../deps.ts'
import { finishJob, type ClaimedJob, type JobEnded } from '../work/job-run.ts'
import { notifyUser } from '../work/notify-user.ts'
import { embedTexts, type EmbedFailure } from './embed-texts.ts'
import { spaceOf } from './embeddings.ts'

type Job = ClaimedJob<'ai.guidelines.embed'>
type Needs = Pick<Deps, 'database' | 'config' | 'now'>

/** Texts of one request: some 25,000 characters. */
const textsAtOnce = 32

/**
 * Has every text of the guidelines embedded that has no numbers of the chosen model yet, some at a time. Begun again it goes
 * on where it was; ends at the first request that brings nothing, and says why.
 */
export async function embedGuidelines(deps: Needs, job: Job, signal: AbortSignal): Promise<JobEnded> {
  const { database } = deps
  await database.asUser(job.userId, (tenant) => settleOrphansOf(tenant, 'embed'))
  for (;;) {
    const failure = await embedSome(deps, job.userId, signal)
    signal.throwIfAborted()
    if (failure === undefined) continue
    const ended = await database.asUser(job.userId, async (tenant) => {
      await lockHeldJob(tenant, job)
      // Another model was chosen meanwhile.
      if (failure === null && (await findSome(tenant)) !== null) return null
      await noteEmbedding(tenant, { embedFailure: failure })
      await notifyUser(tenant, { type: 'job', jobId: job.id })
      return finishJob(tenant, job)
    })
    if (ended) return ended
  }
}

async function findSome(tenant: Tenant) {
  const door = await readDoor(tenant)
  const space = spaceOf(door)
  if (space === null || door.provider === 'off') return null
  const texts = await listUnembedded(tenant, space, textsAtOnce)
  const dimensions = space.dimensions ?? (await readDimensions(tenant, space.model))
  return texts.length === 0 ? null : { door, model: space.model, dimensions, texts }
}

/** Undefined: some were embedded; null: none are left; else why nothing came. */
async function embedSome(deps: Needs, userId: number, signal: AbortSignal): Promise<EmbedFailure | null | undefined> {
  const found = await deps.database.asUser(userId, findSome)
  if (found === null) return null
  const { door, model, texts, dimensions } = found
  const failure = await embedTexts(
    deps,
    userId,
    { kind: 'embed', door, model, dimensions, texts: texts.map(({ text }) => text) },
    async (tenant, vectors, size) => {
      // Turned off, or another one chosen: nobody wants these any more.
      if ((await readDoor(tenant)).embedModel !== model) return
      const rows = texts.map(({ chunkKey, version }, i) => ({
        chunkKey,
        version,
        model,
        dimensions: size,
        embedding: vectors[i]!,
      }))
      await putVectors(tenant, rows)
    },
    signal,
  )
  return failure ?? undefined
}

export async function noteEmbeddingLost(tenant: Tenant): Promise<void> {
  await settleOrphansOf(tenant, 'embed')
  await noteEmbedding(tenant, { embedFailure: interrupted })
}
