import { open } from 'node:fs/promises'
import { provisionRoles, schemaVersion, type RolePasswords } from '@rc/db'
import postgres from 'postgres'
import { compareFingerprints, fingerprintDatabase } from './fingerprint.ts'
import type { Manifest } from './manifest.ts'
import type { VerifiedBackup } from './read-backup.ts'
import { refuse } from './refusal.ts'
import { ToolFailure, type Tools } from './tools.ts'

export interface RestoreTarget {
  /** Superuser's, naming the database that is to be there afterwards. */
  adminUrl: string
  passwords: RolePasswords
  tools: Tools
}

/**
 * Restores a dump beside the target, compares every count and hash, and only then takes the target's name.
 * The target must be absent or without athletes; when anything is amiss it stays as it was.
 *
 * Serial and into an empty database: with more jobs, or over existing tables, TimescaleDB loses every hypertable's rows.
 */
export async function restoreDatabase(backup: VerifiedBackup, target: RestoreTarget): Promise<void> {
  const { adminUrl, passwords } = target
  const name = databaseOf(adminUrl)
  const draft = `${name}_restore`
  const server = connect(withDatabase(adminUrl, 'postgres'))
  try {
    await refuseOtherVersions(server, backup.manifest)
    await refuseAthletes(server, adminUrl)
    await provisionRoles(server, passwords)
    await refuseMissingRoles(server, backup.manifest)
    await server.unsafe(`drop database if exists ${quote(draft)} with (force)`)
    await server.unsafe(`create database ${quote(draft)}`)
    try {
      await fillDatabase(backup, withDatabase(adminUrl, draft), target.tools)
      await refuseAthletes(server, adminUrl)
      await takeName(server, draft, name)
    } finally {
      await server.unsafe(`drop database if exists ${quote(draft)} with (force)`)
    }
  } finally {
    await server.end()
  }
}

async function fillDatabase({ manifest, dumpPath }: VerifiedBackup, url: string, tools: Tools): Promise<void> {
  const sql = connect(url)
  try {
    await sql.unsafe(`create extension timescaledb with schema public version '${manifest.versions.timescaledb}'`)
    await sql`select timescaledb_pre_restore()`
    await readDump(dumpPath, url, tools)
    await sql`select timescaledb_post_restore()`
    const found = await sql.begin((tx) => fingerprintDatabase(tx))
    const differences = compareFingerprints(manifest.fingerprint, found)
    if (differences.length > 0)
      throw refuse(`What came back is not what was backed up: ${differences.slice(0, 5).join('; ')}.`)
    await sql`analyze`
  } finally {
    await sql.end()
  }
}

async function readDump(path: string, databaseUrl: string, tools: Tools): Promise<void> {
  const file = await open(path, 'r')
  try {
    await tools.run('pg_restore', ['--exit-on-error'], { databaseUrl, stdin: file.fd })
  } catch (error) {
    if (!(error instanceof ToolFailure)) throw error
    throw refuse(`pg_restore could not read the dump back: ${error.lastWords}`)
  } finally {
    await file.close()
  }
}

async function refuseOtherVersions(server: postgres.Sql, { versions, schema }: Manifest): Promise<void> {
  const major = (version: number) => Math.floor(version / 10_000)
  const [here] = await server<[{ postgres: number; timescaledb: string | null; vector: string | null }]>`
    select current_setting('server_version_num')::integer as postgres,
      (select max(version) from pg_available_extension_versions
        where name = 'timescaledb' and version = ${versions.timescaledb}) as timescaledb,
      (select default_version from pg_available_extensions where name = 'vector') as vector`
  if (major(here.postgres) !== major(versions.postgres))
    throw refuse(`This backup needs PostgreSQL ${major(versions.postgres)}; the server is ${major(here.postgres)}.`)
  if (!here.timescaledb)
    throw refuse(`This backup needs TimescaleDB ${versions.timescaledb}, which this server does not have.`)
  if (!here.vector) throw refuse('This backup needs pgvector, which this server does not have.')
  if (schema > schemaVersion())
    throw refuse(`This backup was made by a newer RunningCoach (${schema}); bring this one up to date first.`)
}

async function refuseMissingRoles(server: postgres.Sql, { roles }: Manifest): Promise<void> {
  const known = await server<{ name: string }[]>`select rolname::text as name from pg_roles`
  const missing = roles.filter((role) => !known.some(({ name }) => name === role))
  if (missing.length > 0)
    throw refuse(`This server lacks the role ${missing.join(', ')}, to which the backup gives rights. Create it first.`)
}

/** Refuses a database in which somebody lives. */
export async function refuseOccupied(adminUrl: string): Promise<void> {
  const server = connect(withDatabase(adminUrl, 'postgres'))
  try {
    await refuseAthletes(server, adminUrl)
  } finally {
    await server.end()
  }
}

async function refuseAthletes(server: postgres.Sql, adminUrl: string): Promise<void> {
  const name = databaseOf(adminUrl)
  const [found] = await server`select from pg_database where datname = ${name}`
  if (!found) return
  const sql = connect(adminUrl)
  try {
    const [users] = await sql`select to_regclass('public.users') is not null as here`
    const [count] = users?.['here']
      ? await sql`select count(*)::integer as n from users`
      : await sql`select count(*)::integer as n from pg_tables where schemaname = 'public'`
    if (count?.['n'] > 0)
      throw refuse(
        `The database ${name} is not empty, and a backup only goes into an empty one. ` +
          'Nothing was changed. Move the folder of the database away, or name another RC_DATA_DIR.',
      )
  } finally {
    await sql.end()
  }
}

/** Nobody may sit in a database that changes its name, TimescaleDB's scheduler included. */
async function takeName(server: postgres.Sql, draft: string, name: string): Promise<void> {
  await server.unsafe(`alter database ${quote(draft)} allow_connections false`)
  await server`select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = ${draft}`
  await server.unsafe(`drop database if exists ${quote(name)} with (force)`)
  await server.unsafe(`alter database ${quote(draft)} rename to ${quote(name)}`)
  await server.unsafe(`alter database ${quote(name)} allow_connections true`)
}

const connect = (url: string): postgres.Sql => postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 10 })
const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`
const databaseOf = (url: string): string => decodeURIComponent(new URL(url).pathname.slice(1))

function withDatabase(url: string, name: string): string {
  const result = new URL(url)
  result.pathname = `/${encodeURIComponent(name)}`
  return result.href
}
