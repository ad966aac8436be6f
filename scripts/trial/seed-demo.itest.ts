import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { openAppliance } from '@rc/sandbox/demo/appliance'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { repository } from '../run-main.ts'
import { startTrial, type Trial } from './start-trial.ts'

let trial: Trial
beforeAll(async () => {
  trial = await startTrial()
  await Promise.all([trial.start('api'), trial.start('worker')])
}, 120_000)
afterAll(() => trial.stop())

const seedDemo = (code: string) =>
  promisify(execFile)(process.execPath, ['apps/sandbox/src/seed-demo.ts'], {
    cwd: repository,
    env: { ...process.env, RC_BASE_URL: trial.baseUrl, RC_SETUP_CODE: code, RC_DEMO_YEARS: '0.05' },
  })

test('the demo athlete moves in once, and the printed password opens the door', async () => {
  const code = readFileSync(join(trial.config.dataDir, 'setup-code'), 'utf8').trim()
  const { stdout } = await seedDemo(code)
  const password = /with the password (\S+)/.exec(stdout)?.[1]
  const appliance = openAppliance(trial.baseUrl)
  await appliance.send('POST', '/auth/login', { login: 'demo', password })
  const { latest } = await appliance.get<{ latest: unknown[] }>('/dashboard/summary')
  expect(latest.length).toBeGreaterThan(0)

  expect((await seedDemo(code)).stdout).toContain('already')
}, 120_000)
