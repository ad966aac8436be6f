import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadConfig } from '@rc/config'
import { createDeps } from '@rc/services/create-deps'
import { Redis } from 'ioredis'
import { expect, onTestFinished, test } from 'vitest'
import { startApp } from '../appliance/start-app.ts'
import { findFreePort } from './free-port.ts'
import { startValkey } from './start-stores.ts'

test('a store that is nearly full is told nothing more, and everything once it has emptied', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'runningcoach-queue-test-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  mkdirSync(join(dir, 'secrets'))
  for (const role of ['rc_app', 'rc_ingest']) writeFileSync(join(dir, `secrets/${role}_password`), 'unused')
  mkdirSync(join(dir, 'logs'))
  writeFileSync(join(dir, 'password'), 'secret')
  const store = await startValkey({
    dataDir: join(dir, 'valkey'),
    port: await findFreePort(),
    passwordFile: join(dir, 'password'),
    logFile: join(dir, 'valkey.log'),
    ephemeral: true,
  })
  onTestFinished(() => store.stop())
  const redis = new Redis(store.url)
  onTestFinished(() => redis.disconnect())
  const config = loadConfig({ REDIS_URL: store.url, RC_DATA_DIR: dir, RC_LOG_LEVEL: 'silent' })
  const deps = createDeps({ service: 'queue-test', config, role: 'rc_app' })
  onTestFinished(() => deps.close())
  const { queue } = deps
  const jobs = [1, 2, 3].map((id) => ({ id, kind: 'own.daily.recompute' as const, attempts: 0 }))
  const waiting = async () => (await redis.keys('rc:own:?-0')).length

  const filler = Array.from({ length: 90 }, (_, i) => `filler${i}`)
  for (const key of filler) await redis.set(key, Buffer.alloc(900_000))
  expect(await queue.usedRatio()).toBeGreaterThan(0.8)
  await queue.announce(jobs)
  expect(await waiting()).toBe(0)

  await redis.del(filler)
  await expect
    .poll(
      async () => {
        await queue.announce(jobs)
        return waiting()
      },
      { timeout: 5_000 },
    )
    .toBe(3)
  expect(await queue.usedRatio()).toBeLessThan(0.3)

  // One that throws work away is told apart, and no worker starts on it.
  await redis.config('SET', 'maxmemory-policy', 'allkeys-lru')
  expect(await queue.check()).toBe('evicts')
  const env = { ...process.env, REDIS_URL: store.url, RC_DATA_DIR: dir, RC_LOG_LEVEL: 'silent' }
  const worker = await startApp('worker', env, dir)
  await worker.exited
  expect(readFileSync(join(dir, 'worker.log'), 'utf8')).toContain(
    "Valkey's maxmemory-policy is allkeys-lru; it has to be noeviction",
  )
})
