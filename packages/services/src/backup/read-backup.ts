import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { createRawStore, type RawStore } from '../raw-store.ts'
import { hashFile } from './hash-file.ts'
import { isSealed, keyIdOf, manifestSchema, type Manifest } from './manifest.ts'
import { refuse } from './refusal.ts'
import { formatBytes } from './require-room.ts'

export interface VerifiedBackup {
  name: string
  dir: string
  manifest: Manifest
  dumpPath: string
  /** Hashes of the original files, and the store of all backups in which they lie. */
  rawFiles: string[]
  rawCopies: RawStore
}

export interface ReadBackupOptions {
  key: string
  /** Takes a backup that another appliance has sealed; its owner vouches for it. */
  foreign?: boolean
}

/** Opens the backup in a folder after having compared every byte of dump and list with what was sealed. */
export async function readBackup(path: string, { key, foreign = false }: ReadBackupOptions): Promise<VerifiedBackup> {
  const dir = await folderOf(path)
  const manifest = await readManifest(dir, key, foreign)
  for (const [name, expected] of Object.entries(manifest.files)) {
    const file = join(dir, name)
    const { size } = await stat(file).catch(() => {
      throw refuse(`${name} is missing in ${dir}.`)
    })
    if (size !== expected.bytes)
      throw refuse(`${name} is cut: it has ${size} of ${expected.bytes} bytes. Take another backup.`)
    if ((await hashFile(file)).sha256 !== expected.sha256)
      throw refuse(`${name} is damaged: its SHA-256 is not the sealed one. Take another backup.`)
  }
  const list = await readFile(join(dir, 'raw.sha256'), 'utf8')
  return {
    name: basename(dir),
    dir,
    manifest,
    dumpPath: join(dir, 'rc.dump'),
    rawFiles: list.split('\n').flatMap((line) => line.split(' ')[0] || []),
    rawCopies: createRawStore(join(dirname(dir), 'raw')),
  }
}

/** The folder itself, or any file in it. */
async function folderOf(path: string): Promise<string> {
  const full = resolve(path)
  const found = await stat(full).catch(() => {
    throw refuse(`There is nothing at ${full}.`)
  })
  return found.isDirectory() ? full : dirname(full)
}

async function readManifest(dir: string, key: string, foreign: boolean): Promise<Manifest> {
  const [bytes, seal] = await Promise.all([
    readFile(join(dir, 'manifest.json')),
    readFile(join(dir, 'manifest.seal'), 'utf8'),
  ]).catch(() => {
    throw refuse(`${dir} is not a backup: manifest.json or manifest.seal is missing or unreadable.`)
  })
  const { data: manifest } = manifestSchema.safeParse(parseJson(bytes))
  if (!manifest) throw refuse('manifest.json is damaged, or was written by a newer RunningCoach.')
  if (isSealed(bytes, seal, key)) return manifest
  if (manifest.keyId === keyIdOf(key))
    throw refuse('manifest.json has been changed since it was sealed. Take another backup.')
  if (!foreign)
    throw refuse(
      'This backup was not sealed with the key of this appliance. Restore with the recovery kit it belongs to (--kit), ' +
        'or, if you trust where it comes from, with --foreign: a dump can run commands in the database.',
    )
  return manifest
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString())
  } catch {
    return null
  }
}

/** One line for a person. */
export const describeBackup = ({ name, manifest }: Pick<VerifiedBackup, 'name' | 'manifest'>): string => {
  const { files, raw, fingerprint } = manifest
  const rows = Object.values(fingerprint.tables).reduce((sum, { count }) => sum + count, 0)
  return `${name}: ${rows} rows (${formatBytes(files['rc.dump'].bytes)}), ${raw.count} original files (${formatBytes(raw.bytes)})`
}
