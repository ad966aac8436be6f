import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { openAppliance } from '@rc/sandbox/demo/appliance'
import { demoAccounts } from '@rc/sandbox/garmin/demo-accounts'
import { startGarmin, type RunningGarmin } from '@rc/sandbox/garmin/start-garmin'
import { answerAsCoach } from '@rc/sandbox/openai/coach'
import { startOpenAi, type RunningOpenAi } from '@rc/sandbox/openai/start-openai'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { repository } from '../run-main.ts'
import { startTrial, type Trial } from './start-trial.ts'

const years = 0.02
let garmin: RunningGarmin
let model: RunningOpenAi
let trial: Trial
beforeAll(async () => {
  garmin = await startGarmin({ accounts: Object.values(demoAccounts).map((account) => ({ ...account, years })) })
  for (const [name, host] of Object.entries({ PERSONAL: 'personal', API: 'api', SSO: 'sso', DI: 'di' }))
    vi.stubEnv(`RC_GARMIN_${name}_URL`, `${garmin.url}/@${host}`)
  vi.stubEnv('RC_GARMIN_PACE_MS', '0')
  model = await startOpenAi({ answer: answerAsCoach })
  vi.stubEnv('RC_LAN_ADDRESSES', new URL(model.url).host)
  trial = await startTrial()
  await Promise.all([trial.start('api'), trial.start('worker'), trial.start('scheduler')])
}, 120_000)
afterAll(async () => {
  await trial.stop()
  await Promise.all([garmin.close(), model.close()])
  vi.unstubAllEnvs()
})

test('one demo athlete comes in by a key, the other by a password and a code', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['apps/sandbox/src/seed-demo.ts'], {
    cwd: repository,
    env: {
      ...process.env,
      RC_BASE_URL: trial.baseUrl,
      RC_SETUP_CODE: readFileSync(join(trial.config.dataDir, 'setup-code'), 'utf8').trim(),
      RC_DEMO_YEARS: String(years),
      RC_DEMO_GARMIN_URL: garmin.url,
      RC_DEMO_MODEL_URL: model.url,
    },
  })
  const logIn = async (login: string) => {
    const password = new RegExp(`as ${login} with the password (\\S+)`).exec(stdout)?.[1]
    const appliance = openAppliance(trial.baseUrl)
    await appliance.send('POST', '/auth/login', { login, password })
    return appliance
  }
  const doors = async (login: string) => {
    const appliance = await logIn(login)
    const { connections } = await appliance.get<{ connections: { doors: { door: string; state: string }[] }[] }>(
      '/connections',
    )
    return connections[0]!.doors.filter(({ state }) => state === 'active').map(({ door }) => door)
  }
  expect(await doors('demo')).toEqual(['personal'])
  expect(await doors('bada')).toEqual(['connect'])
  const settings = await (await logIn('demo')).get('/ai/settings')
  expect(settings).toMatchObject({ planModel: 'emulated-coach', answers: 'not_agreed', probe: { failure: null } })
  expect(garmin.admin.logSummary({ email: demoAccounts.bada.email })).toMatchObject({ credentialsJudged: 1 })
}, 180_000)
