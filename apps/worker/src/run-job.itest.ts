import { AppError } from '@rc/domain'
import { announceDueJobs } from '@rc/services/work/announce-due-jobs'
import { createDeps } from '@rc/services/create-deps'
import { finishJob, type ClaimedJob, type JobEnded } from '@rc/services/work/job-run'
import { createLeases } from '@rc/services/work/leases'
import { enqueueJob, listJobs, rerunJob } from '@rc/services/work/manage-jobs'
import { runJob, type JobHandlers } from '@rc/services/work/run-job'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestWorker, type TestWorker } from './test-worker.ts'

let t: TestWorker
beforeAll(async () => {
  t = await createTestWorker()
})
afterAll(() => t.close())
beforeEach(() => t.sql`delete from sync_jobs`)

type Deps = TestWorker['app']
const done = (deps: Deps, job: ClaimedJob): Promise<JobEnded> =>
  deps.database.asUser(job.userId, (tenant) => finishJob(tenant, job))

/** A job of the simplest kind, done by `run`; returns what then stands in the table. */
async function doOne(
  run: (deps: Deps, job: ClaimedJob, signal: AbortSignal) => Promise<JobEnded>,
  leases = createLeases(t.app),
) {
  const { id } = await enqueueJob(t.app, t.userId, 'own.daily.recompute', {}, 'daily')
  const handlers = { 'own.daily.recompute': { run } } as unknown as JobHandlers<Deps>
  await runJob(t.app, handlers, leases, id)
  await leases.release()
  return row(id)
}

async function row(id: number) {
  const [found] = await t.sql`
    select *, extract(epoch from run_after - now())::float8 as wait_s from sync_jobs where id = ${id}`
  return found!
}

const fails = (error: Error) => () => Promise.reject(error)

test('a job that is done is done once', async () => {
  let times = 0
  const job = await doOne((deps, claimed) => {
    times++
    return done(deps, claimed)
  })
  expect(job).toMatchObject({ state: 'done', attempts: 1, lease_owner: null })
  await runJob(t.app, {} as JobHandlers<Deps>, createLeases(t.app), Number(job['id']))
  expect(times).toBe(1)
})

test('what nobody foresaw is tried again after a while, up to the last attempt', async () => {
  let job = await doOne(fails(new Error('socket hang up')))
  expect(job).toMatchObject({ state: 'queued', attempts: 1, error_code: 'internal', error_message: 'socket hang up' })
  expect(job['wait_s']).toBeLessThanOrEqual(4)
  for (let attempt = 2; attempt <= 5; attempt++) {
    await t.sql`update sync_jobs set run_after = now()`
    job = await doOne(fails(new AppError('unavailable', 'later', { retry: true })))
    expect(job['attempts']).toBe(attempt)
  }
  expect(job).toMatchObject({ state: 'failed', error_code: 'unavailable' })
  expect(await listJobs(t.app, t.userId, { limit: 10, state: 'failed' })).toMatchObject({
    jobs: [{ kind: 'own.daily.recompute', state: 'failed', attempts: 5, subject: null }],
    counts: { queued: 0, running: 0, failed: 1 },
  })
})

test('what cannot change is not tried again; a failed job can be run anew', async () => {
  const job = await doOne(fails(new AppError('file_unreadable', 'not_fit')))
  expect(job).toMatchObject({ state: 'failed', attempts: 1, error_code: 'file_unreadable' })
  const neighbour = await t.createAthlete(`neighbour${job['id']}`)
  await expect(rerunJob(t.app, neighbour, Number(job['id']))).rejects.toMatchObject({ code: 'not_found' })
  expect(await rerunJob(t.app, t.userId, Number(job['id']))).toMatchObject({
    state: 'queued',
    attempts: 0,
    errorCode: null,
  })
  await expect(rerunJob(t.app, t.userId, Number(job['id']))).rejects.toMatchObject({ code: 'conflict' })
  expect(await doOne(done)).toMatchObject({ id: job['id'], state: 'done' })
})

test('a job of which workers died too often fails with a code', async () => {
  await enqueueJob(t.app, t.userId, 'own.daily.recompute', {}, 'daily')
  await t.sql`update sync_jobs set state = 'running', attempts = 5, lease_owner = 'dead', leased_until = now() - interval '1 s'`
  expect(await doOne(done)).toMatchObject({
    state: 'failed',
    error_code: 'internal',
    error_message: 'a worker died 5 times of this',
  })
})

test('who lost the job writes nothing: its work is rolled back', async () => {
  const job = await doOne(async (deps, claimed) => {
    await t.sql`update sync_jobs set lease_owner = 'somebody else'`
    return deps.database.asUser(claimed.userId, async (tenant) => {
      await tenant.sql`update users set display_name = 'written' where id = ${claimed.userId}`
      return finishJob(tenant, claimed)
    })
  })
  expect(job).toMatchObject({ state: 'running', lease_owner: 'somebody else' })
  expect(await t.sql`select display_name from users where id = ${t.userId}`).toMatchObject([{ display_name: 'runner' }])
})

test('a lease is renewed while the worker lives and taken over when it does not', async () => {
  const leases = createLeases(t.app)
  const { id } = await enqueueJob(t.app, t.userId, 'own.daily.recompute', {}, 'daily')
  await t.sql`update sync_jobs set state = 'running', attempts = 1, lease_owner = 'alive', leased_until = now() + interval '5 s'`
  let runs = 0
  const handlers = { 'own.daily.recompute': { run: (deps: Deps, job: ClaimedJob) => (runs++, done(deps, job)) } }
  await runJob(t.app, handlers as unknown as JobHandlers<Deps>, leases, id)
  expect(runs).toBe(0)
  await t.sql`update sync_jobs set leased_until = now() - interval '1 s'`
  await runJob(t.app, handlers as unknown as JobHandlers<Deps>, leases, id)
  expect(runs).toBe(1)
  expect(await row(id)).toMatchObject({ state: 'done', attempts: 2 })
  await leases.release()
})

test('a worker that stops gives its jobs back, and the attempt with them', async () => {
  const leases = createLeases(t.app)
  const job = await doOne(async (_deps, _job, signal) => {
    leases.stop()
    signal.throwIfAborted()
    throw new Error('not reached')
  }, leases)
  expect(job).toMatchObject({ state: 'queued', attempts: 0, lease_owner: null })
  expect(job['wait_s']).toBeLessThanOrEqual(0)
})

test('work asked for again while it runs waits for its end, so that nothing is overlooked', async () => {
  const job = await doOne(async (deps, claimed) => {
    const twice = await enqueueJob(deps, claimed.userId, 'own.daily.recompute', {}, 'daily')
    expect(twice.id).toBe(claimed.id)
    return done(deps, claimed)
  })
  expect(job['state']).toBe('done')
  expect((await enqueueJob(t.app, t.userId, 'own.daily.recompute', {}, 'daily')).id).not.toBe(Number(job['id']))
})

test('a database that is away is survived', async () => {
  const away = createDeps({
    service: 'away',
    config: { ...t.config, databaseUrl: () => 'postgres://rc_app:x@127.0.0.1:1/none' },
    role: 'rc_app',
  })
  await expect(runJob(away, {} as JobHandlers<Deps>, createLeases(away), 1)).resolves.toBeUndefined()
  await away.close()
})

test('kinds that this version does not know are left alone', async () => {
  const [made] = await t.sql`
    insert into sync_jobs (user_id, kind, dedupe_key) values (${t.userId}, 'garmin.activity.sync', '1') returning id`
  expect(await announceDueJobs(t.app)).toBe(0)
  expect(await row(Number(made!['id']))).toMatchObject({ state: 'queued', attempts: 0 })
})
