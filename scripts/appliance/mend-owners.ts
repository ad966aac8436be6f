import { chmodSync, chownSync, existsSync, lstatSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '@rc/config'

const privateFolders = ['database', 'valkey', 'raw', 'fit', 'logs']

/** What was amiss with one file or folder, and whether it could be mended here. */
export interface Mended {
  path: string
  what: 'owner' | 'mode'
  done: boolean
}

/** Gives everything below the data folder to the folder's own owner, and shuts secrets and private folders to all others. */
export function mendOwners({ dataDir, secretsDir }: Pick<Config, 'dataDir' | 'secretsDir'>): Mended[] {
  if (!existsSync(dataDir)) return []
  const { uid, gid } = statSync(dataDir)
  const mended: Mended[] = []
  const attempt = (path: string, what: Mended['what'], mend: () => void) => {
    try {
      mend()
      mended.push({ path, what, done: true })
    } catch {
      mended.push({ path, what, done: false })
    }
  }
  const owned = [secretsDir, ...readdirSync(dataDir, { recursive: true }).map((name) => join(dataDir, String(name)))]
  for (const path of new Set(owned)) {
    const found = existsSync(path) && lstatSync(path)
    if (found && !found.isSymbolicLink() && found.uid !== uid) attempt(path, 'owner', () => chownSync(path, uid, gid))
  }
  const secrets = existsSync(secretsDir) ? readdirSync(secretsDir).map((name) => join(secretsDir, name)) : []
  const wanted = [
    ...[...privateFolders.map((name) => join(dataDir, name)), secretsDir].map((path) => ({ path, mode: 0o700 })),
    ...[...secrets, join(dataDir, 'setup-code')].map((path) => ({ path, mode: 0o600 })),
  ]
  for (const { path, mode } of wanted)
    if (existsSync(path) && (statSync(path).mode & 0o777 & ~mode) !== 0)
      attempt(path, 'mode', () => chmodSync(path, mode))
  return mended
}
