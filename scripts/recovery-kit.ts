import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { formatRecoveryKit } from '@rc/services/backup/recovery-kit'
import { readSettings } from './read-settings.ts'
import { explain, runMain } from './run-main.ts'

// Prints what no backup contains and every restore on a new machine needs. --write FILE: into a file instead.
await runMain(async () => {
  const { values } = parseArgs({ options: { write: { type: 'string' } } })
  const file = values.write === undefined ? null : resolve(values.write)
  const config = readSettings()
  if (!existsSync(join(config.secretsDir, 'master_keys')))
    throw explain('There are no keys yet.', 'Start with ./scripts/up, which makes them.')
  const read = (name: string) => readFileSync(join(config.secretsDir, name), 'utf8')
  const page = formatRecoveryKit(
    {
      master_keys: read('master_keys'),
      backup_key: read('backup_key'),
      restic_password: read('restic_password'),
    },
    config.RC_RESTIC_REPOSITORY ?? null,
    new Date().toISOString().slice(0, 10),
  )
  if (!file) return console.log(page)
  if (existsSync(file)) throw explain(`${file} exists already.`, 'Name another file.')
  writeFileSync(file, page, { mode: 0o600, flag: 'wx' })
  console.log(`Written to ${file}. Print it or put it into a password manager, then delete the file.`)
})
