import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { localDateOf } from '@rc/domain'
import { demoDays, demoFiles, demoTimeZone } from '../../sandbox/src/demo/demo-athlete.ts'
import { type Appliance, openAppliance } from '../../sandbox/src/demo/appliance.ts'
import { settleIn } from '../../sandbox/src/demo/settle-in.ts'
import { tellJournal } from '../../sandbox/src/demo/tell-journal.ts'
import { uploadAll } from '../../sandbox/src/demo/upload-all.ts'
import type { PlannedDay } from '../../sandbox/src/athlete/planned.ts'
import { packZip, type ZipEntry } from '../../sandbox/src/zip.ts'
import type { Shared } from './share-stack.ts'
import type { Running } from '../../../scripts/appliance/supervise.ts'
import { startTrial, type Trial, type TrialOptions } from '../../../scripts/trial/start-trial.ts'

const PATIENCE_S = 90

/** The real appliance on stores of its own, thrown away in the end. */
export interface Stack {
  baseUrl: string
  setupCode: string
  dataDir: string
  /** The process that answers, to be killed or held. */
  api: Running
  stop: () => Promise<void>
}

export async function startStack(options: TrialOptions = {}): Promise<Stack> {
  const trial: Trial = await startTrial(options)
  const api = await trial.start('api')
  await Promise.all([trial.start('worker'), trial.start('scheduler')])
  const setupCode = readFileSync(join(trial.config.dataDir, 'setup-code'), 'utf8').trim()
  return { baseUrl: trial.baseUrl, setupCode, dataDir: trial.config.dataDir, api, stop: () => trial.stop() }
}

export interface Seeded {
  login: string
  password: string
  appliance: Appliance
}

const days = (count: number): PlannedDay[] => demoDays(localDateOf(Date.now() / 1000, demoTimeZone), count)
const isActivity = ({ name }: ZipEntry): boolean => /-\d-[a-z_]+\.fit$/.test(name)

/** Activity files of the synthetic athlete, newest first. */
export const activityFiles = (count: number): ZipEntry[] =>
  days(count)
    .toReversed()
    .flatMap((day) => demoFiles(day, Date.now() / 1000))
    .filter(isActivity)

/** A recording whose end is missing and a file that is none: what an import has to put into words. */
export const damagedFiles = (): ZipEntry[] => {
  const whole = activityFiles(500).findLast(({ name }) => name.includes('run')) as ZipEntry
  return [
    { name: `cut-${whole.name}`, bytes: whole.bytes.slice(0, Math.floor(whole.bytes.length * 0.7)) },
    { name: 'nothing.fit', bytes: randomBytes(512) },
  ]
}

/** The athlete whom several test files look at (see share-stack.ts); with a session of this file's own. */
export async function openShared(url: string): Promise<Seeded & Pick<Stack, 'baseUrl'>> {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(await answer.text())
  const { baseUrl, login, password } = (await answer.json()) as Shared
  const appliance = openAppliance(baseUrl)
  await appliance.send('POST', '/auth/login', { login, password })
  return { baseUrl, login, password, appliance }
}

/** An athlete who has answered the first questions and has no record yet. */
export async function settleAthlete({ baseUrl, setupCode }: Stack, count = 1): Promise<Seeded> {
  const appliance = openAppliance(baseUrl)
  return { ...(await settleIn(appliance, setupCode, days(count))), appliance }
}

type House = Pick<Stack, 'baseUrl'> & Pick<Seeded, 'appliance'>

const inviteTo = async ({ appliance }: House): Promise<string> =>
  (await appliance.send<{ code: string }>('POST', '/me/invitations', {})).code

/** Another person in the house, who has an account and nothing else. */
export async function inviteAthlete(house: House, login: string): Promise<Seeded> {
  const account = { login, password: randomBytes(12).toString('base64url') }
  const appliance = openAppliance(house.baseUrl)
  const about = { displayName: '손님', locale: 'ko', timeZone: demoTimeZone }
  await appliance.send('POST', '/auth/accept-invitation', { code: await inviteTo(house), ...account, ...about })
  await appliance.send('PATCH', '/me/profile', {})
  return { ...account, appliance }
}

/** Another person, whose watch was worn for some days and has brought nothing since. */
export async function inviteWhoStopped(house: House, login: string): Promise<Seeded> {
  const worn = days(18).slice(0, 6)
  const files = worn.flatMap((day) => demoFiles(day, Date.now() / 1000))
  const appliance = openAppliance(house.baseUrl)
  const who = { path: '/auth/accept-invitation', login, displayName: '쉬는 사람' }
  const account = await settleIn(appliance, await inviteTo(house), worn, who)
  await uploadAll(appliance, 'Garmin', [{ name: 'garmin.zip', bytes: packZip(files) }])
  await waitUntilCalm(appliance)
  return { ...account, appliance }
}

/** An athlete with some weeks behind them, everything read and calculated. */
export async function seedAthlete(stack: Stack, count: number): Promise<Seeded> {
  const past = days(count)
  // At whatever hour the tests run, the athlete has woken up.
  const nowS = Math.max(Date.now() / 1000, (past.at(-1)?.night?.endS ?? 0) + 60)
  // Made before the first call: while files are made nothing else runs here, and an idle connection would be closed.
  const files = past.toReversed().flatMap((day) => demoFiles(day, nowS))
  const sent = [{ name: 'garmin.zip', bytes: packZip(files) }, ...damagedFiles()]
  const athlete = await settleAthlete(stack, count)
  const { appliance } = athlete
  await tellJournal(appliance, past)
  await uploadAll(appliance, 'Garmin', sent)
  await waitUntilCalm(appliance)
  return athlete
}

interface Work {
  jobs: { queued: number; running: number }
  recomputingFrom: string | null
}

/** Nothing queued, nothing running, no day still to be calculated. */
export async function waitUntilCalm(appliance: Appliance): Promise<void> {
  for (let waitedS = 0; waitedS < PATIENCE_S; waitedS += 0.5) {
    const { jobs, recomputingFrom } = await appliance.get<Work>('/ingest/status')
    if (jobs.queued + jobs.running === 0 && recomputingFrom === null) return
    await sleep(500)
  }
  throw new Error(`still at work after ${PATIENCE_S} s`)
}
