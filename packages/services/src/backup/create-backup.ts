import { existsSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type postgres from 'postgres'
import { openRawCopies, type BackupDeps } from './backup-deps.ts'
import { copyRawFiles } from './copy-raw-files.ts'
import { fingerprintDatabase } from './fingerprint.ts'
import { hashFile } from './hash-file.ts'
import { keyIdOf, MANIFEST_FORMAT, sealOf, type BackupKind, type Manifest } from './manifest.ts'
import { requireRoom } from './require-room.ts'
import { withBackupLock } from './with-backup-lock.ts'

export interface Backup {
  /** `20261121T173000Z-nightly`: a folder below the backup folder. */
  name: string
  dir: string
  manifest: Manifest
}

const DRAFT = '.draft-'

/**
 * Writes a backup from one snapshot of the database: the dump, the original files it refers to, counts and hashes of
 * everything, sealed. It has its name only once it is complete; whatever goes wrong before leaves nothing behind.
 */
export async function createBackup(deps: BackupDeps, kind: BackupKind): Promise<Backup> {
  const { databaseUrl, backupDir, now } = deps
  await mkdir(backupDir, { recursive: true, mode: 0o700 })
  return withBackupLock(databaseUrl, async (sql) => {
    await removeDrafts(backupDir)
    const name = findName(backupDir, kind, now())
    const draft = join(backupDir, `${DRAFT}${name}`)
    const dir = join(backupDir, name)
    try {
      await mkdir(draft, { mode: 0o700 })
      const manifest = await sql.begin('isolation level repeatable read read only', (tx) =>
        writeBackup(deps, kind, tx, draft),
      )
      await syncFolder(draft)
      await rename(draft, dir)
      await syncFolder(backupDir)
      return { name, dir, manifest }
    } finally {
      await rm(draft, { recursive: true, force: true })
    }
  })
}

/** Names tell the second; a backup that starts within the second of another one takes the next. */
function findName(backupDir: string, kind: BackupKind, at: Date): string {
  const name = `${at.toISOString().replaceAll(/[-:]|\.\d+/g, '')}-${kind}`
  return existsSync(join(backupDir, name)) ? findName(backupDir, kind, new Date(at.getTime() + 1_000)) : name
}

async function writeBackup(
  deps: BackupDeps,
  kind: BackupKind,
  tx: postgres.TransactionSql,
  draft: string,
): Promise<Manifest> {
  const [snapshot] = await tx<[{ id: string }]>`select pg_export_snapshot() as id`
  const facts = await readFacts(tx)
  await requireRoom(draft, facts.databaseBytes)
  await dump(deps, snapshot.id, join(draft, 'rc.dump'))
  const fingerprint = await fingerprintDatabase(tx)
  const files = await tx<{ sha256: string; bytes: number }[]>`
    select sha256, max(bytes)::float8 as bytes from garmin_raw_files group by 1 order by 1`
  const raw = await copyRawFiles({ files, from: deps.rawStore, to: openRawCopies(deps), dir: draft })
  await writeSynced(join(draft, 'raw.sha256'), raw.list)

  const manifest: Manifest = {
    format: MANIFEST_FORMAT,
    kind,
    createdAt: deps.now().toISOString(),
    ...facts,
    fingerprint,
    files: {
      'rc.dump': await hashFile(join(draft, 'rc.dump')),
      'raw.sha256': await hashFile(join(draft, 'raw.sha256')),
    },
    raw: raw.summary,
    keyId: keyIdOf(deps.key),
  }
  const text = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)
  await writeSynced(join(draft, 'manifest.json'), text)
  await writeSynced(join(draft, 'manifest.seal'), `${sealOf(text, deps.key)}\n`)
  const lines = Object.entries(manifest.files).map(([name, { sha256 }]) => `${sha256}  ${name}\n`)
  await writeSynced(join(draft, 'SHA256SUMS'), lines.join(''))
  return manifest
}

type Facts = Pick<Manifest, 'schema' | 'versions' | 'databaseBytes' | 'roles'>

async function readFacts(tx: postgres.TransactionSql): Promise<Facts> {
  const [facts] = await tx<[Facts]>`
    select (select max(name) from schema_migrations) as schema,
      json_build_object(
        'postgres', current_setting('server_version_num')::integer,
        'timescaledb', (select extversion from pg_extension where extname = 'timescaledb'),
        'vector', (select extversion from pg_extension where extname = 'vector')) as versions,
      pg_database_size(current_database())::float8 as "databaseBytes",
      array(select distinct r.rolname::text from pg_shdepend d join pg_roles r on r.oid = d.refobjid
        where d.refclassid = 'pg_authid'::regclass
          and d.dbid = (select oid from pg_database where datname = current_database())
        order by 1) as roles`
  return facts
}

async function dump({ tools, databaseUrl }: BackupDeps, snapshot: string, path: string): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    // Compressed lightly: a damaged dump is recognised by its hash, which is compared before anything reads it.
    const args = ['--format=custom', '--compress=zstd:1', `--snapshot=${snapshot}`]
    await tools.run('pg_dump', args, { databaseUrl, stdout: file.fd })
    await file.sync()
  } finally {
    await file.close()
  }
}

async function removeDrafts(backupDir: string): Promise<void> {
  for (const name of await readdir(backupDir))
    if (name.startsWith(DRAFT)) await rm(join(backupDir, name), { recursive: true, force: true })
}

const writeSynced = (path: string, content: string | Uint8Array): Promise<void> =>
  writeFile(path, content, { mode: 0o600, flag: 'wx', flush: true })

/** A renamed file survives a power cut only when its folder was written too. */
async function syncFolder(path: string): Promise<void> {
  const dir = await open(path, 'r')
  try {
    await dir.sync()
  } finally {
    await dir.close()
  }
}
