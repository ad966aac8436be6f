import { appendFileSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import postgres from 'postgres'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { isRunning } from '../process-id.ts'
import { findFreePort } from './free-port.ts'
import { startPostgres, startValkey, type StoreOptions } from './start-stores.ts'

const dir = mkdtempSync(join(tmpdir(), 'runningcoach-stores-test-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const passwordFile = join(dir, 'password')
writeFileSync(passwordFile, 'secret')
const optionsOf = async (name: string): Promise<StoreOptions> => ({
  dataDir: join(dir, name),
  port: await findFreePort(),
  passwordFile,
  logFile: join(dir, `${name}.log`),
  ephemeral: true,
})

async function withRedis<T>(url: string, work: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(url)
  try {
    return await work(redis)
  } finally {
    redis.disconnect()
  }
}

test('Postgres comes back after a kill with what it had promised, in a locale that knows Korean', async () => {
  const options = await optionsOf('database')
  const first = await startPostgres(options)
  const before = postgres(first.url, { max: 1 })
  await before`create table kept as select 1 as n`
  const [locale] =
    await before`select datlocprovider::text, datlocale, encoding from pg_database where datname = 'postgres'`
  expect(locale).toEqual({ datlocprovider: 'b', datlocale: 'C.UTF-8', encoding: 6 })
  expect((await before`show data_checksums`)[0]).toEqual({ data_checksums: 'on' })
  await before.end()
  process.kill(first.process.pid, 'SIGKILL')
  await first.exited

  const second = await startPostgres(options)
  const after = postgres(second.url, { max: 1 })
  expect([...(await after`select n from kept`)]).toEqual([{ n: 1 }])
  await after.end()
  await second.stop()
  expect(isRunning(second.process)).toBe(false)
  expect(existsSync(join(options.dataDir, '17/postmaster.pid'))).toBe(false)
})

test('a start takes the data folder over from a process that was left behind', async () => {
  const options = await optionsOf('taken-over')
  const forgotten = await startPostgres(options)
  const next = await startPostgres(options)
  expect(isRunning(forgotten.process)).toBe(false)
  expect(isRunning(next.process)).toBe(true)
  await next.stop()
})

test.each([
  ['padded with zeros', (file: string) => appendFileSync(file, Buffer.alloc(4096))],
  ['garbled', (file: string) => writeFileSync(file, 'this is not a log')],
])('Valkey starts empty when its log is %s, and keeps the log aside', async (_how, damage) => {
  const options = await optionsOf('valkey')
  const first = await startValkey(options)
  await withRedis(first.url, (redis) => redis.set('job', '1'))
  await first.stop()
  const log = readdirSync(join(options.dataDir, 'appendonlydir')).find((name) => name.endsWith('.incr.aof'))
  damage(join(options.dataDir, 'appendonlydir', log ?? ''))

  const second = await startValkey(options)
  expect(await withRedis(second.url, (redis) => redis.get('job'))).toBeNull()
  expect(await withRedis(second.url, (redis) => redis.info('memory'))).toContain('maxmemory_policy:noeviction')
  expect(readdirSync(options.dataDir)).toContain('appendonlydir.unreadable')
  await second.stop()
})

test('Valkey keeps what it had when its log is sound', async () => {
  const options = await optionsOf('sound')
  const first = await startValkey(options)
  await withRedis(first.url, (redis) => redis.set('job', '1'))
  await first.stop()
  const second = await startValkey(options)
  expect(await withRedis(second.url, (redis) => redis.get('job'))).toBe('1')
  await second.stop()
})

test('in production the queue cannot be flushed or reconfigured by a client', async () => {
  const { ephemeral: _, ...options } = await optionsOf('production')
  const store = await startValkey(options)
  onTestFinished(() => store.stop())
  for (const command of ['flushall', 'config get maxmemory']) {
    const [name = '', ...args] = command.split(' ')
    await expect(
      withRedis(store.url, (redis) => redis.call(name, args)),
      command,
    ).rejects.toThrow('NOPERM')
  }
})
