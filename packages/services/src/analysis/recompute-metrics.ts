import { analyseSummaries, athleteMetrics, type SessionSummary } from '@rc/analytics'
import type { Tenant } from '@rc/db'
import { getStoredRecording, listDerivedFrom, lockAthlete, lockUnchanged } from '@rc/db/queries/activities-write'
import { lockHeldJob, saveJobProgress } from '@rc/db/queries/jobs'
import { toJsonRows } from '@rc/db/queries/json-rows'
import { listSummaries, replaceActivityMetrics, updateActivityMetrics } from '@rc/db/queries/metrics-write'
import { getAthleteContext } from '@rc/db/queries/raw'
import { readSampleColumns } from '@rc/db/queries/samples'
import type { JobAnnouncement } from '@rc/jobs'
import type { Deps } from '../deps.ts'
import type { FileReader } from '../ingest/file-reader.ts'
import { toStoredShape } from '../ingest/stored-precision.ts'
import { finishJob, putBack, type ClaimedJob, type JobEnded } from '../work/job-run.ts'
import { notifyUser } from '../work/notify-user.ts'
import { metricRows } from './derived-rows.ts'
import { createHasher, madeWith, optionsOf, thresholdsFor } from './inputs-hash.ts'
import { markDaysDirty } from './mark-days-dirty.ts'

type Needs = Pick<Deps, 'database' | 'queue'> & { reader: FileReader }

/** Activities whose numbers are made again in one step. */
const atOnce = 250
/** Of activities that are read anew, how often the page hears how far it is. */
const toldEvery = 20
/** A page shows few activities; of more than these it is told in one word, when the days are done. */
const mostNotices = 50

/** Activities whose numbers no longer follow from their inputs. */
interface Stale {
  /** Thresholds or effort changed: what is kept of their samples is enough. */
  byAthlete: number[]
  /** Formulas or the grade model changed, or nothing is kept: the samples are read. */
  byRecording: number[]
}

/**
 * Computes anew the numbers of those activities whose inputs (thresholds of the day that concern their sports, effort,
 * formulas) are no longer what the stored numbers were made from, and writes the rows that differ.
 */
export async function recomputeMetrics(
  deps: Needs,
  job: ClaimedJob<'own.metrics.recompute'>,
  signal: AbortSignal,
): Promise<JobEnded> {
  const { database, queue } = deps
  const { byAthlete, byRecording } = await database.asUser(job.userId, listStale)
  const isTold = byAthlete.length <= mostNotices
  const total = byAthlete.length + byRecording.length
  const noteDone = async (tenant: Tenant, done: number): Promise<void> => {
    await saveJobProgress(tenant, job, { done, total })
    await notifyUser(tenant, { type: 'job', jobId: job.id })
  }
  let next: JobAnnouncement | null = null
  for (let at = 0; at < byAthlete.length; at += atOnce) {
    signal.throwIfAborted()
    const some = byAthlete.slice(at, at + atOnce)
    next = await database.asUser(job.userId, async (tenant) => {
      const announcement = await recomputeSummaries(tenant, some, isTold)
      await noteDone(tenant, at + some.length)
      return announcement
    })
  }
  for (const [i, activityId] of byRecording.entries()) {
    signal.throwIfAborted()
    next = (await recomputeOne(deps, job.userId, activityId)) ?? next
    if ((i + 1) % toldEvery === 0)
      await database.asUser(job.userId, (tenant) => noteDone(tenant, byAthlete.length + i + 1))
  }
  const ended = await database.asUser(job.userId, async (tenant) => {
    await lockHeldJob(tenant, job)
    const left = await listStale(tenant)
    const isDone = left.byAthlete.length + left.byRecording.length === 0
    return isDone ? finishJob(tenant, job) : putBack(tenant, job, 0)
  })
  if (next) await queue.announce([next])
  return ended
}

async function listStale(tenant: Tenant): Promise<Stale> {
  const athlete = await getAthleteContext(tenant)
  const present = madeWith(athlete)
  const hash = createHasher(athlete)
  const stale: Stale = { byAthlete: [], byRecording: [] }
  for (const { activityId, localDate: date, rpe, sports, ...stored } of await listDerivedFrom(tenant)) {
    if (sports === null || stored.madeWith !== present) stale.byRecording.push(activityId)
    else if (stored.inputsHash !== hash({ date, rpe, sports }).all) stale.byAthlete.push(activityId)
  }
  return stale
}

/** From what is kept of their samples: all at once, in the one transaction that reads it. */
async function recomputeSummaries(
  tenant: Tenant,
  activityIds: number[],
  isTold: boolean,
): Promise<JobAnnouncement | null> {
  await lockAthlete(tenant)
  const athlete = await getAthleteContext(tenant)
  const options = optionsOf(athlete)
  const hash = createHasher(athlete)
  const made = (await listSummaries(tenant, activityIds)).map(({ activityId, localDate, rpe, sports, sessions }) => {
    const hashes = hash({ date: localDate, rpe, sports })
    const about = { rpe, thresholds: thresholdsFor(athlete, localDate), options }
    const values = analyseSummaries(sessions as SessionSummary[], about)
    return {
      metrics: metricRows(values, hashes.byMetric).map((row) => ({ activityId, ...row })),
      inputs: { activityId, inputsHash: hashes.all },
    }
  })
  const days = await updateActivityMetrics(
    tenant,
    athleteMetrics.map(({ id }) => id),
    toJsonRows(made.flatMap(({ metrics }) => metrics)),
    toJsonRows(made.map(({ inputs }) => inputs)),
  )
  if (isTold) for (const activityId of activityIds) await notifyUser(tenant, { type: 'activity', activityId })
  return markDaysDirty(tenant, days)
}

/** From the stored samples, in a thread. */
async function recomputeOne(
  { database, reader }: Needs,
  userId: number,
  activityId: number,
): Promise<JobAnnouncement | null> {
  const read = await database.asUser(userId, async (tenant) => {
    const stored = await getStoredRecording(tenant, activityId)
    if (!stored) return null
    const { pauses, startTimeS } = stored
    const recording = toStoredShape({
      ...stored,
      pauses: pairs(pauses).map(([from, to]): [number, number] => [startTimeS + from, startTimeS + to]),
      samples: await readSampleColumns(tenant, activityId),
    })
    return { stored, recording, athlete: await getAthleteContext(tenant) }
  })
  if (!read) return null
  const { stored, recording, athlete } = read
  const { localDate, rpe } = stored
  const { metrics, summaries } = await reader.analyse({ recording, athlete, localDate, rpe })
  return database.asUser(userId, async (tenant) => {
    await lockAthlete(tenant)
    // Who wrote it meanwhile has computed it as well, or will find it stale.
    if (!(await lockUnchanged(tenant, stored))) return null
    await replaceActivityMetrics(tenant, activityId, { metrics, summaries })
    await notifyUser(tenant, { type: 'activity', activityId })
    return markDaysDirty(tenant, [localDate])
  })
}

const pairs = (flat: number[]): [number, number][] =>
  flat.flatMap((value, i) => (i % 2 === 0 ? [[value, flat[i + 1]!] satisfies [number, number]] : []))
