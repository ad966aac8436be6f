import type { Tenant } from '@rc/db'
import { getStoredRecording, listDerivedFrom, lockAthlete, lockUnchanged } from '@rc/db/queries/activities-write'
import { lockHeldJob } from '@rc/db/queries/jobs'
import { replaceActivityMetrics } from '@rc/db/queries/metrics-write'
import { getAthleteContext, type AthleteContext } from '@rc/db/queries/raw'
import { readSampleColumns } from '@rc/db/queries/samples'
import type { Deps } from '../deps.ts'
import type { FileReader } from '../ingest/file-reader.ts'
import { toStoredShape } from '../ingest/stored-precision.ts'
import { finishJob, putBack, type ClaimedJob, type JobEnded } from '../work/job-run.ts'
import { notifyUser } from '../work/notify-user.ts'
import { inputsHash } from './inputs-hash.ts'
import { markDaysDirty } from './mark-days-dirty.ts'

type Needs = Pick<Deps, 'database'> & { reader: FileReader }

/**
 * Computes anew the numbers of those activities whose inputs (thresholds of the day, effort, formulas) are no longer what
 * the stored numbers were made from, out of the stored samples. Every activity is a step of its own.
 */
export async function recomputeMetrics(
  deps: Needs,
  job: ClaimedJob<'own.metrics.recompute'>,
  signal: AbortSignal,
): Promise<JobEnded> {
  for (const activityId of await deps.database.asUser(job.userId, listStale)) {
    signal.throwIfAborted()
    await recomputeOne(deps, job.userId, activityId)
  }
  return deps.database.asUser(job.userId, async (tenant) => {
    await lockHeldJob(tenant, job)
    return (await listStale(tenant)).length > 0 ? putBack(tenant, job, 0) : finishJob(tenant, job)
  })
}

async function listStale(tenant: Tenant): Promise<number[]> {
  const athlete = await getAthleteContext(tenant)
  return (await listDerivedFrom(tenant))
    .filter((row) => row.inputsHash !== inputsHash(athlete, row.localDate, row.rpe))
    .map((row) => row.activityId)
}

async function recomputeOne({ database, reader }: Needs, userId: number, activityId: number): Promise<void> {
  const read = await database.asUser(userId, async (tenant) => {
    const stored = await getStoredRecording(tenant, activityId)
    if (!stored) return null
    const { pauses, startTimeS } = stored
    const recording = toStoredShape({
      ...stored,
      pauses: pairs(pauses).map(([from, to]): [number, number] => [startTimeS + from, startTimeS + to]),
      samples: await readSampleColumns(tenant, activityId),
    })
    const athlete: AthleteContext = await getAthleteContext(tenant)
    return { stored, recording, athlete }
  })
  if (!read) return
  const { stored, recording, athlete } = read
  const { localDate, rpe } = stored
  const { metrics } = await reader.analyse({ recording, athlete, localDate, rpe })
  await database.asUser(userId, async (tenant) => {
    await lockAthlete(tenant)
    // Who wrote it meanwhile has computed it as well, or will find it stale.
    if (!(await lockUnchanged(tenant, stored))) return
    await replaceActivityMetrics(tenant, activityId, metrics)
    await markDaysDirty(tenant, [localDate])
    await notifyUser(tenant, { type: 'activity', activityId })
  })
}

const pairs = (flat: number[]): [number, number][] =>
  flat.flatMap((value, i) => (i % 2 === 0 ? [[value, flat[i + 1]!] satisfies [number, number]] : []))
