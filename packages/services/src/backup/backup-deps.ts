import { join } from 'node:path'
import type { Config } from '@rc/config'
import { createRawStore, type RawStore } from '../raw-store.ts'
import { createTools, type Tools } from './tools.ts'

/** What making and proving a backup reaches for. */
export interface BackupDeps {
  /** As rc_backup. */
  databaseUrl: string
  tools: Tools
  backupDir: string
  /** On a disk that can hold a database. */
  scratchDir: string
  rawStore: RawStore
  /** Seals the manifests. */
  key: string
  /** Where restic keeps an encrypted copy, if anywhere. */
  offsite: { repository: string; passwordFile: string } | null
  now: () => Date
}

/** `signal` ends the programs that are running for it. */
export const openBackupDeps = (config: Config, signal?: AbortSignal): BackupDeps => ({
  databaseUrl: config.databaseUrl('rc_backup'),
  tools: createTools(config.RC_TOOL_RUNNER, signal),
  backupDir: config.backupDir,
  scratchDir: join(config.dataDir, 'scratch'),
  rawStore: createRawStore(config.rawDir),
  key: config.secret('backup_key'),
  offsite: config.RC_RESTIC_REPOSITORY
    ? { repository: config.RC_RESTIC_REPOSITORY, passwordFile: join(config.secretsDir, 'restic_password') }
    : null,
  now: () => new Date(),
})

/** Original files are kept once for all backups, under their hash. */
export const openRawCopies = ({ backupDir }: Pick<BackupDeps, 'backupDir'>): RawStore =>
  createRawStore(join(backupDir, 'raw'))
