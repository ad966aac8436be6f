import { noteProbe } from '@rc/db/queries/ai'
import type { Tenant } from '@rc/db'
import type { Deps } from '../deps.ts'
import { openSecret } from '../vault/secrets.ts'
import { finishJob, type ClaimedJob, type JobEnded } from '../work/job-run.ts'
import { notifyUser } from '../work/notify-user.ts'
import { askModel } from './ask-model.ts'
import { interrupted, reserveRun, settleAnswer, settleOrphansOf } from './budget.ts'
import { bodyOf } from './build-request.ts'
import { keyPlace, readDoor, type AiDoor, type Probe } from './settings.ts'

type Job = ClaimedJob<'ai.door.probe'>
type Needs = Pick<Deps, 'database' | 'config' | 'now'>

const question = 'This is a test of the connection. Reply "ok", intent "answer", everything else empty.'
const maxOutputTokens = 1_000

/**
 * Finds the best that a server can do: holding a model to a schema, to JSON, or to nothing. What is sent says nothing about
 * anybody. Each try is reserved and booked like any other request.
 */
export async function probeModel(deps: Needs, job: Job, signal: AbortSignal): Promise<JobEnded> {
  const { database } = deps
  const door = await database.asUser(job.userId, readDoor)
  const probe = door.provider === 'off' ? null : await climbDown(deps, job, signal, door)
  signal.throwIfAborted()
  return database.asUser(job.userId, async (tenant) => {
    // Another address meanwhile: that one has a trial of its own.
    if (probe !== null && (await readDoor(tenant)).baseUrl === door.baseUrl) await noteProbe(tenant, probe)
    await notifyUser(tenant, { type: 'job', jobId: job.id })
    return finishJob(tenant, job)
  })
}

/** A trial that its worker did not live to end: what it may have cost is booked, and it counts as failed. */
export async function noteProbeLost(tenant: Tenant): Promise<void> {
  await settleOrphansOf(tenant, 'probe')
  const door = await readDoor(tenant)
  const at = new Date().toISOString()
  await noteProbe(tenant, { ...(door.probe ?? untried), failure: interrupted, at })
}

const untried: Pick<Probe, 'api' | 'format'> = { api: 'chat', format: 'json_schema' }

async function climbDown(deps: Needs, job: Job, signal: AbortSignal, door: AiDoor): Promise<Probe> {
  const apis = door.provider === 'openai' ? (['responses', 'chat'] as const) : (['chat', 'responses'] as const)
  const [api, other] = apis
  const steps: Pick<Probe, 'api' | 'format'>[] = [
    { api, format: 'json_schema' },
    { api, format: 'json_object' },
    { api, format: 'text' },
    { api: other, format: 'json_schema' },
    { api: other, format: 'text' },
  ]
  let failure: string = 'unavailable'
  for (const step of steps) {
    failure = (await tryStep(deps, job, signal, door, step)) ?? ''
    if (failure === '') return { ...step, failure: null, at: deps.now().toISOString() }
    // Only a refusal of the shape itself makes a simpler one worth a try.
    if (failure !== 'not_supported') break
  }
  return { api, format: 'json_schema', failure, at: deps.now().toISOString() }
}

/** Null: it works. */
async function tryStep(
  deps: Needs,
  job: Job,
  signal: AbortSignal,
  door: AiDoor,
  { api, format }: Pick<Probe, 'api' | 'format'>,
): Promise<string | null> {
  const model = door.planModel
  const body = bodyOf({ api, format, model, maxOutputTokens, turns: [{ role: 'user', content: question }] })
  const reserved = await deps.database.asUser(job.userId, (tenant) =>
    reserveRun(tenant, deps.now(), door, { kind: 'probe', messageId: null, model, body, maxOutputTokens }),
  )
  if (reserved === null) return 'budget'
  const started = performance.now()
  const key = door.keySealed && (await openSecret(deps, keyPlace(job.userId), door.keySealed))
  const answer = await askModel(deps, { api, baseUrl: door.baseUrl, key, body }, { signal })
  const latencyMs = Math.round(performance.now() - started)
  await deps.database.asUser(job.userId, (tenant) => settleAnswer(tenant, reserved, answer, { body, latencyMs }))
  return answer.failure
}
