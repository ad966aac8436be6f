import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '@rc/config'

const privateFolders = ['database', 'valkey', 'raw', 'fit', 'logs']
const roles = ['rc_owner', 'rc_app', 'rc_ingest'] as const
const secrets = ['postgres', ...roles, 'valkey'].map((name) => `${name}_password`)

/** Makes the folders and, once, the passwords by which the parts of the appliance know each other. */
export function prepareDataDir({ dataDir, secretsDir, importDir }: Config): void {
  mkdirSync(importDir, { recursive: true })
  for (const dir of [...privateFolders.map((name) => join(dataDir, name)), secretsDir]) {
    mkdirSync(dir, { recursive: true })
    chmodSync(dir, 0o700)
  }
  for (const name of secrets) {
    const file = join(secretsDir, name)
    if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' })
  }
}

export function readPasswords({ secretsDir }: Config): Record<(typeof roles)[number], string> {
  const read = (role: string) => readFileSync(join(secretsDir, `${role}_password`), 'utf8').trim()
  return { rc_owner: read('rc_owner'), rc_app: read('rc_app'), rc_ingest: read('rc_ingest') }
}
