import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { migrate, migrationsDir } from '@rc/db'
import { Redis } from 'ioredis'
import postgres from 'postgres'

const PASSWORD = 'test'
/** One maker of the template at a time; the others wait and find it ready. */
const TEMPLATE_LOCK = 7_262_118

export interface TestDatabase {
  name: string
  /** The same database as superuser and as each of our roles. */
  adminUrl: string
  ownerUrl: string
  appUrl: string
  ingestUrl: string
  backupUrl: string
  /** Removes the database, whoever is still connected. Each one costs the cluster a background worker, so do it at the end. */
  drop(): Promise<void>
}

/** A database of its own for one test file, cloned from a template that holds the present schema. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const clusterUrl = requiredUrl('RC_TEST_DATABASE_URL')
  const name = `rc_test_${randomUUID().replaceAll('-', '').slice(0, 16)}`
  await withAdmin(clusterUrl, async (sql) => {
    const template = await ensureTemplate(sql, clusterUrl)
    await sql.unsafe(`create database ${name} template ${template}`)
    await sql.unsafe(`revoke all on database ${name} from public; grant create, connect on database ${name} to rc_owner;
      grant connect on database ${name} to rc_app, rc_ingest, rc_backup`)
  })
  const as = (role: string) => databaseUrl(clusterUrl, name, { role, password: PASSWORD })
  return {
    name,
    adminUrl: databaseUrl(clusterUrl, name),
    ownerUrl: as('rc_owner'),
    appUrl: as('rc_app'),
    ingestUrl: as('rc_ingest'),
    backupUrl: as('rc_backup'),
    drop: () =>
      withAdmin(clusterUrl, async (sql) => void (await sql.unsafe(`drop database if exists ${name} with (force)`))),
  }
}

export interface TestRedis {
  /** Points at a numbered database of its own, so that a test may flush it. */
  url: string
  /** For keys and BullMQ queues. */
  prefix: string
}

export async function createTestRedis(): Promise<TestRedis> {
  const url = new URL(requiredUrl('RC_TEST_REDIS_URL'))
  const redis = new Redis(url.href, { lazyConnect: true, maxRetriesPerRequest: 1 })
  try {
    await redis.connect()
    const last =
      Number(/databases\n(\d+)/.exec(((await redis.config('GET', 'databases')) as string[]).join('\n'))?.[1]) - 1
    const index = 1 + ((await redis.incr('rc-test-databases')) % last)
    await redis.select(index)
    await redis.flushdb()
    url.pathname = `/${index}`
    return { url: url.href, prefix: `rc-test-${index}` }
  } finally {
    redis.disconnect()
  }
}

async function ensureTemplate(sql: postgres.Sql, clusterUrl: string): Promise<string> {
  const template = `rc_template_${schemaHash()}`
  const exists = async () => (await sql`select from pg_database where datname = ${template}`).length > 0
  if (await exists()) return template
  await sql`select pg_advisory_lock(${TEMPLATE_LOCK})`
  try {
    if (await exists()) return template
    const draft = `${template}_draft`
    await sql.unsafe(`drop database if exists ${draft} with (force)`)
    await sql.unsafe(`create database ${draft}`)
    await migrate({
      adminUrl: databaseUrl(clusterUrl, draft),
      passwords: { rc_owner: PASSWORD, rc_app: PASSWORD, rc_ingest: PASSWORD, rc_backup: PASSWORD },
    })
    // Nobody may sit in a template while it is cloned, TimescaleDB's scheduler included.
    await sql.unsafe(`alter database ${draft} allow_connections false`)
    await sql`select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = ${draft}`
    await sql.unsafe(`alter database ${draft} rename to ${template}`)
    return template
  } finally {
    await sql`select pg_advisory_unlock(${TEMPLATE_LOCK})`
  }
}

function schemaHash(): string {
  const hash = createHash('sha256')
  for (const name of readdirSync(migrationsDir).sort())
    hash.update(name).update(readFileSync(join(migrationsDir, name)))
  return hash.digest('hex').slice(0, 12)
}

function databaseUrl(clusterUrl: string, name: string, login?: { role: string; password: string }): string {
  const url = new URL(clusterUrl)
  url.pathname = `/${name}`
  if (login) Object.assign(url, { username: login.role, password: login.password })
  return url.href
}

async function withAdmin(clusterUrl: string, work: (sql: postgres.Sql) => Promise<void>): Promise<void> {
  const sql = postgres(clusterUrl, { max: 1, onnotice: () => {} })
  try {
    await work(sql)
  } finally {
    await sql.end()
  }
}

function requiredUrl(name: 'RC_TEST_DATABASE_URL' | 'RC_TEST_REDIS_URL'): string {
  const url = process.env[name]
  if (!url) throw new Error(`${name} is not set: run through ./scripts/test, or take it from ./scripts/dev-stores`)
  return url
}
