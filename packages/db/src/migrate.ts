import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import postgres from 'postgres'

export const migrationsDir = resolve(import.meta.dirname, '../../../migrations')
const provisionSql = readFileSync(join(import.meta.dirname, 'provision.sql'), 'utf8')

/** Only one process changes the schema at a time; the number is ours alone. */
const LOCK = 7_262_117

export interface MigrateOptions {
  /** May create roles, databases and extensions; the database it names is created when there is none. */
  adminUrl: string
  /** Sets these passwords on the roles; left alone when absent. */
  passwords?: RolePasswords
  dir?: string
  /** Runs before a schema that already holds something is changed; when it throws, nothing is. */
  beforeApply?: (pending: string[]) => Promise<void>
}
export type RolePasswords = Record<'rc_owner' | 'rc_app' | 'rc_ingest' | 'rc_backup', string>

/**
 * Brings a database to this version: roles, extensions, then each `migrations/NNNN_*.sql` once, as rc_owner, all new ones
 * in one transaction. Safe to run twice and from two processes at once. Returns the names that were applied.
 * A file that changed after it was applied stops the run.
 */
export async function migrate({ adminUrl, passwords, dir, beforeApply }: MigrateOptions): Promise<string[]> {
  await ensureDatabase(adminUrl)
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} })
  try {
    await sql`select pg_advisory_lock(${LOCK})`
    await provision(sql, passwords)
    await sql`create table if not exists schema_migrations (
      name text primary key, sha256 text not null, applied_at timestamptz not null default now())`
    await sql`alter table schema_migrations owner to rc_owner`
    await sql`grant select on schema_migrations to rc_app`
    const done = new Map((await sql`select name, sha256 from schema_migrations`).map((r) => [r['name'], r['sha256']]))
    const pending = readMigrations(dir).filter(({ name, sha256 }) => {
      const known = done.get(name)
      if (known !== undefined && known !== sha256)
        throw new Error(`${name} was changed after it had been applied; write a new migration instead`)
      return known === undefined
    })
    const names = pending.map(({ name }) => name)
    if (pending.length === 0) return names
    if (done.size > 0) await beforeApply?.(names)
    await sql.begin(async (tx) => {
      await tx`set local lock_timeout = '3s'`
      await tx`set local role rc_owner`
      for (const { name, text, sha256 } of pending) {
        await tx.unsafe(text)
        await tx`insert into schema_migrations (name, sha256) values (${name}, ${sha256})`
      }
    })
    return names
  } finally {
    await sql.end()
  }
}

/** The newest migration's name: what a running process expects of its database. */
export const schemaVersion = (dir?: string): string => readMigrations(dir).at(-1)?.name ?? 'none'

function readMigrations(dir = migrationsDir) {
  return readdirSync(dir)
    .filter((name) => /^\d{4}_\w+\.sql$/.test(name))
    .sort()
    .map((name) => {
      const text = readFileSync(join(dir, name), 'utf8')
      return { name, text, sha256: createHash('sha256').update(text).digest('hex') }
    })
}

async function ensureDatabase(adminUrl: string): Promise<void> {
  const url = new URL(adminUrl)
  const name = decodeURIComponent(url.pathname.slice(1))
  url.pathname = '/postgres'
  const sql = postgres(url.href, { max: 1, onnotice: () => {} })
  try {
    const [found] = await sql`select from pg_database where datname = ${name}`
    if (!found) await sql`create database ${sql(name)}`
  } catch (error) {
    // Somebody else was first, or this login may only enter its own database.
    const code = error instanceof postgres.PostgresError ? error.code : ''
    if (!['23505', '42P04', '42501', '3D000', '28000'].includes(code)) throw error
  } finally {
    await sql.end()
  }
}

/** Makes the roles of the cluster, which no dump contains. */
export async function provisionRoles(sql: postgres.Sql, passwords: Partial<RolePasswords> = {}): Promise<void> {
  await sql.unsafe(provisionSql)
  for (const [role, password] of Object.entries(passwords)) {
    await sql.unsafe(`alter role ${role} password '${password.replaceAll("'", "''")}'`)
  }
}

async function provision(sql: postgres.Sql, passwords: MigrateOptions['passwords']): Promise<void> {
  await provisionRoles(sql, passwords)
  for (const extension of ['timescaledb', 'vector', 'pg_trgm']) {
    await sql.unsafe(`create extension if not exists ${extension} with schema public`)
  }
  const database = (await sql`select current_database() as name`)[0]?.['name'] as string
  const quoted = `"${database.replaceAll('"', '""')}"`
  await sql.unsafe(`grant create, connect on database ${quoted} to rc_owner; revoke all on database ${quoted} from public;
    grant connect on database ${quoted} to rc_app, rc_ingest, rc_backup; revoke create on schema public from public;
    grant usage, create on schema public to rc_owner; grant usage on schema public to rc_app, rc_ingest, rc_backup`)
}
