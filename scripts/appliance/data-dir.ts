import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import type { Config } from '@rc/config'
import type { RolePasswords } from '@rc/db'
import type { RecoveryKit } from '@rc/services/backup/recovery-kit'
import {
  createMasterKey,
  createSecretKey,
  formatKeyring,
  formatSealingKey,
  parseKeyring,
  parseSealingKey,
} from '@rc/vault'
import { explain } from '../run-main.ts'
import { mendKeyFile } from './key-file.ts'

const privateFolders = ['database', 'valkey', 'raw', 'fit', 'logs']
const roles = ['rc_owner', 'rc_app', 'rc_ingest', 'rc_backup'] as const
const passwords = ['postgres', ...roles, 'valkey', 'restic'].map((name) => `${name}_password`)

/** Makes the folders and, once, the passwords and keys by which the parts of the appliance know each other. */
export async function prepareDataDir({ dataDir, secretsDir, importDir, backupDir }: Config): Promise<void> {
  for (const dir of [importDir, backupDir]) mkdirSync(dir, { recursive: true })
  for (const dir of [...privateFolders.map((name) => join(dataDir, name)), secretsDir]) {
    mkdirSync(dir, { recursive: true })
    chmodSync(dir, 0o700)
  }
  const writeSecret = (name: string, content: string) =>
    writeFileSync(join(secretsDir, name), content, { mode: 0o600, flag: 'wx' })
  const isMissing = (name: string) => !existsSync(join(secretsDir, name))
  await mendKeyFile(join(secretsDir, 'master_keys'), parseKeyring)
  await mendKeyFile(join(secretsDir, 'sealing_key'), parseSealingKey)
  for (const name of [...passwords, 'backup_key'].filter(isMissing))
    writeSecret(name, randomBytes(24).toString('base64url'))
  if (isMissing('totp_key')) writeSecret('totp_key', await createSecretKey())
  if (isMissing('master_keys')) writeSecret('master_keys', await formatKeyring([await createMasterKey()]))
  if (isMissing('sealing_key')) {
    const [newest] = await parseKeyring(readFileSync(join(secretsDir, 'master_keys'), 'utf8'))
    if (newest) writeSecret('sealing_key', await formatSealingKey(newest))
  }
}

/** Postgres starts on files of its own user only, so the whole folder has one owner. */
export function requireOwner({ dataDir, secretsDir }: Config): void {
  const me = process.geteuid?.()
  const dirs = [dataDir, secretsDir, ...privateFolders.map((name) => join(dataDir, name))]
  const foreign = dirs.filter(existsSync).find((dir) => statSync(dir).uid !== me)
  if (foreign)
    throw explain(
      `${foreign} belongs to another user.`,
      `Start as that user, or make it yours: sudo chown -R ${userInfo().username} '${foreign}'`,
    )
}

/** Puts the keys of a recovery kit in the place of those that were made for an appliance that is new. */
export async function installKit({ secretsDir }: Config, kit: RecoveryKit): Promise<void> {
  const [newest] = await parseKeyring(kit.master_keys)
  const sealingKey = newest ? { sealing_key: await formatSealingKey(newest) } : {}
  for (const [name, content] of Object.entries({ ...kit, ...sealingKey }))
    writeFileSync(join(secretsDir, name), content, { mode: 0o600 })
}

export function readPasswords({ secretsDir }: Config): RolePasswords {
  const read = (role: keyof RolePasswords) => readFileSync(join(secretsDir, `${role}_password`), 'utf8').trim()
  return {
    rc_owner: read('rc_owner'),
    rc_app: read('rc_app'),
    rc_ingest: read('rc_ingest'),
    rc_backup: read('rc_backup'),
  }
}
