import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { BackupDeps } from './backup-deps.ts'
import { generations } from './retention.ts'
import { ToolFailure, type ToolCall } from './tools.ts'

/** restic's exit status when there is no repository yet. */
const NO_REPOSITORY = 10
const OURS = ['--host', 'runningcoach', '--tag', 'runningcoach']
const keep = Object.entries(generations).map(([generation, count]) => `--keep-${generation}=${count}`)

/** Brings a backup and the original files into the encrypted repository and clears what is past there. */
export async function copyOffsite(
  { tools, backupDir, now }: Pick<BackupDeps, 'tools' | 'backupDir' | 'now'>,
  offsite: NonNullable<BackupDeps['offsite']>,
  name: string,
): Promise<void> {
  const call = await callOf(offsite, backupDir)
  const restic = (...words: string[]) => tools.run('restic', ['--no-cache', '--quiet', ...words], call)
  await restic('cat', 'config').catch(async (error: unknown) => {
    if (!(error instanceof ToolFailure) || error.status !== NO_REPOSITORY) throw error
    await restic('init')
  })
  await restic('backup', ...OURS, join(backupDir, name), join(backupDir, 'raw'))
  await restic('forget', ...OURS, '--group-by=host,tags', ...keep, '--prune')
  // All of it is read back once in four weeks.
  const week = Math.floor(now().getTime() / (7 * 86_400_000)) % 4
  if (now().getUTCDay() === 0) await restic('check', `--read-data-subset=${week + 1}/4`)
}

async function callOf({ repository, passwordFile }: NonNullable<BackupDeps['offsite']>, backupDir: string) {
  const isFolder = !/^\w+:/.test(repository)
  const place = isFolder ? resolve(repository) : repository
  if (isFolder) await mkdir(place, { recursive: true, mode: 0o700 })
  // Logins of the places restic knows (AWS_…, B2_…) come from the environment.
  const logins = Object.entries(process.env).filter(([key]) => /^(AWS|AZURE|B2|GOOGLE|RESTIC)_/.test(key))
  return {
    env: { ...Object.fromEntries(logins), RESTIC_REPOSITORY: place, RESTIC_PASSWORD_FILE: passwordFile },
    read: [backupDir, passwordFile],
    write: isFolder ? [place] : [],
  } satisfies ToolCall
}
