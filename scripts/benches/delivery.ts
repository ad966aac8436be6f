import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { addDays, localDateOf } from '@rc/domain'
import { startGarmin, type RunningGarmin } from '@rc/sandbox/garmin/start-garmin'
import { importTokens } from '@rc/services/connections/keep-credential'
import { createDeps } from '@rc/services/create-deps'
import { getDelivery, sendPlan } from '@rc/services/delivery/send-plan'
import type { Deps } from '@rc/services/deps'
import { approvePlan, changePlan } from '@rc/services/plans/change-plan'
import { approveSamplePlan } from '@rc/services/plans/sample-plan'
import { pauseSync } from '@rc/services/sync/control-sync'
import postgres from 'postgres'
import { isRunning, waitUntil } from '../process-id.ts'
import { startEphemeralStores } from '../stores/ephemeral-stores.ts'
import { startTrial, type Trial } from '../trial/start-trial.ts'
import { waitForJobs } from '../trial/wait-for-jobs.ts'

/** ./scripts/bench delivery [--workouts N] [--kills N]: workers die while they send; the watches end as they should be. */
export async function run(args: string[]): Promise<void> {
  const options = { workouts: { type: 'string', default: '200' }, kills: { type: 'string', default: '10' } } as const
  const { values } = parseArgs({ args, options })
  const stores = await startEphemeralStores()
  process.env['RC_TEST_DATABASE_URL'] = stores.databaseUrl
  process.env['RC_TEST_REDIS_URL'] = stores.redisUrl
  try {
    const outcome = await besiege(Number(values.workouts), Number(values.kills))
    console.log(
      `${outcome.workouts} workouts on ${outcome.athletes} watches, ${outcome.kills} kills, ${outcome.writes} writes: ${outcome.lost} lost, ${outcome.doubled} doubled`,
    )
    if (outcome.lost + outcome.doubled > 0) process.exitCode = 1
  } finally {
    await stores.stop()
  }
}

interface Athlete {
  userId: number
  planId: string
  account: { email: string; password: string; seed: number; years: number }
}

async function besiege(wanted: number, kills: number) {
  const accounts = Array.from({ length: Math.ceil(wanted / 10) }, (_, i) => ({
    email: `athlete${i}@example.test`,
    password: `a secret of athlete ${i}`,
    seed: 100 + i,
    years: 0.003,
  }))
  const garmin = await startGarmin({ now: new Date().toISOString(), accounts })
  for (const [name, host] of Object.entries({ PERSONAL: 'personal', API: 'api', SSO: 'sso', DI: 'di' }))
    process.env[`RC_GARMIN_${name}_URL`] = `${garmin.url}/@${host}`
  Object.assign(process.env, { RC_GARMIN_PACE_MS: '15', RC_GARMIN_PAUSE_S: '1', RC_GARMIN_PATIENCE_MS: '1500' })
  const trial = await startTrial()
  const sql = postgres(trial.database.adminUrl, { max: 1, onnotice: () => {} })
  const api = createDeps({ service: 'bench', config: trial.config, role: 'rc_app', maxConnections: 2 })
  try {
    await trial.start('scheduler')
    const first = await trial.start('worker')
    const athletes: Athlete[] = []
    for (const account of accounts) {
      const [user] = await sql<{ id: number }[]>`
        insert into users (login, display_name, password_hash) values (${account.email.split('@')[0]!}, 'a', '-') returning id`
      await runWeeks(sql, user!.id)
      await pauseSync(api, user!.id, 'garmin')
      const tokens = JSON.stringify(garmin.admin.tokens(account).di)
      await importTokens(api, user!.id, 'garmin', { tokens })
      athletes.push({ userId: user!.id, planId: await makePlan(api, user!.id), account })
    }
    await waitForJobs(sql)
    await first.stop()
    let done = 0
    const send = async () => {
      for (const { userId, planId } of athletes) {
        const { hash } = await getDelivery(api, userId, planId)
        await sendPlan(api, userId, planId, hash!)
      }
    }
    await send()
    done += await attack(trial, garmin, accounts, Math.ceil(kills / 2))
    // Half of the plans change while their first sending is still under way.
    for (const athlete of athletes.filter((_, i) => i % 2 === 0)) await changeSomething(api, athlete)
    done += await attack(trial, garmin, accounts, kills - done)
    for (const { email } of accounts) garmin.admin.clearFaults({ email })
    await trial.start('worker')
    await waitForJobs(sql)
    return { ...(await count(api, garmin, athletes)), athletes: athletes.length, kills: done, writes: writesOf(garmin) }
  } finally {
    await api.close()
    await sql.end()
    await trial.stop()
    await garmin.close()
  }
}

/** Twelve weeks of six runs, 52 km each: enough for a plan with a session on most days. */
async function runWeeks(sql: postgres.Sql, userId: number): Promise<void> {
  await sql`
    insert into activities (user_id, source, started_at, ended_at, local_date, reader_version, sport, distance_m, timer_s)
    select ${userId}, 'manual', day + interval '6 h', day + interval '7 h', day::date, 1, 'run', 1000 * km, km * 345
    from (select current_date - ago as day, (array[8, 7, 9, 0, 7, 5, 16])[1 + ago % 7] as km from generate_series(2, 84) ago) d
    where km > 0`
}

async function makePlan(api: Deps, userId: number): Promise<string> {
  const today = localDateOf(Date.now() / 1000, 'Asia/Seoul')
  const plan = await approveSamplePlan(api, userId, { start: addDays(today, 1), weeks: 4 })
  return plan.id
}

async function changeSomething(api: Deps, { userId, planId }: Athlete): Promise<void> {
  const { workouts, hash } = await getDelivery(api, userId, planId)
  const [first, second] = workouts
  const changed = await changePlan(api, userId, planId, {
    baseHash: hash!,
    operations: [
      { op: 'scale', key: first!.key, factor: 0.8 },
      { op: 'skip', key: second!.key, reason: 'no_time' },
    ],
  })
  const confirmed = changed.verdict.findings.map(({ id }) => id)
  await approvePlan(api, userId, planId, { hash: changed.plan.hash, confirmed })
}

const writesOf = (garmin: RunningGarmin): number => garmin.admin.log().filter(isWrite).length
const isWrite = ({ method, path }: { method: string; path: string }): boolean =>
  method !== 'GET' && path.includes('/workout-service/')

/** Kills one worker after the other with SIGKILL while it writes; now and then an answer is lost besides. */
async function attack(
  trial: Trial,
  garmin: RunningGarmin,
  accounts: { email: string }[],
  kills: number,
): Promise<number> {
  for (let kill = 1; kill <= kills; kill++) {
    const worker = await trial.start('worker')
    const before = writesOf(garmin)
    const { email } = accounts[(kill * 7) % accounts.length]!
    garmin.admin.fault({ email, kind: 'reply_lost_after_write', times: 1 })
    // Who was killed holds its job for half a minute.
    await waitUntil(() => writesOf(garmin) > before + 8, 60_000)
    await setTimeout(120 * Math.random())
    if (isRunning(worker.process)) process.kill(worker.process.pid, 'SIGKILL')
    await worker.exited
    console.log(`killed ${kill} times, ${writesOf(garmin)} writes`)
  }
  return kills
}

async function count(api: Deps, garmin: RunningGarmin, athletes: Athlete[]) {
  let [workouts, lost, doubled] = [0, 0, 0]
  for (const { userId, planId, account } of athletes) {
    const planned = (await getDelivery(api, userId, planId)).workouts.filter(
      ({ fidelity }) => fidelity !== 'unsupported',
    )
    const { placed, workouts: inLibrary } = garmin.admin.watch(account)
    const timesOn = (key: string, date: string) =>
      placed.filter((each) => each.key === key && each.date === date).length
    workouts += planned.length
    lost += planned.filter(({ key, localDate }) => timesOn(key, localDate) === 0).length
    doubled += Math.max(0, placed.length - planned.length) + Math.max(0, inLibrary - planned.length)
  }
  return { workouts, lost, doubled }
}
