import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { openRawCopies, type BackupDeps } from './backup-deps.ts'
import { selectKept, type DatedBackup } from './retention.ts'
import { withBackupLock } from './with-backup-lock.ts'

/** Removes the generations that are past, and the original files that no remaining backup refers to. */
export async function pruneBackups(deps: BackupDeps, timeZone: string): Promise<{ removed: string[] }> {
  return withBackupLock(deps.databaseUrl, async () => {
    const backups = await listBackups(deps.backupDir)
    const kept = selectKept(backups, timeZone)
    const removed = backups.filter(({ name }) => !kept.has(name)).map(({ name }) => name)
    for (const name of removed) await rm(join(deps.backupDir, name), { recursive: true, force: true })
    if (removed.length > 0) await removeOrphans(deps, [...kept])
    return { removed }
  })
}

/** What lies in the folder under a name of ours. */
export async function listBackups(backupDir: string): Promise<DatedBackup[]> {
  return (await readdir(backupDir)).flatMap((name) => {
    const found = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-[a-z]+$/.exec(name)
    if (!found) return []
    const [, year, month, day, hour, minute, second] = found
    return [{ name, createdAt: new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) }]
  })
}

async function removeOrphans(deps: BackupDeps, names: string[]): Promise<void> {
  const wanted = new Set<string>()
  for (const name of names) {
    const list = await readFile(join(deps.backupDir, name, 'raw.sha256'), 'utf8')
    for (const line of list.split('\n')) wanted.add(line.slice(0, 64))
  }
  const copies = openRawCopies(deps)
  await copies.sweep()
  for (const path of await readdir(join(deps.backupDir, 'raw'), { recursive: true })) {
    const sha256 = /(?:^|\/)([0-9a-f]{64})$/.exec(path)?.[1]
    if (sha256 && !wanted.has(sha256)) await copies.remove(sha256)
  }
}
