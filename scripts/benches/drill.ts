import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { BackupDeps } from '@rc/services/backup/backup-deps'
import { createBackup } from '@rc/services/backup/create-backup'
import { proveBackup } from '@rc/services/backup/prove-backup'
import { describeBackup } from '@rc/services/backup/read-backup'
import { formatRecoveryKit } from '@rc/services/backup/recovery-kit'
import { createTools } from '@rc/services/backup/tools'
import { createRawStore } from '@rc/services/raw-store'
import { createTestDatabase } from '@rc/testing'
import { createMasterKey, formatKeyring } from '@rc/vault'
import postgres from 'postgres'
import { describeDrill } from '../appliance/describe-drill.ts'
import { printFigures, timed } from '../measure/figures.ts'
import { fillAthlete, TEN_YEARS } from '../measure/fill-athlete.ts'
import { repository } from '../run-main.ts'

export const needsStores = true

/** ./scripts/bench drill [--samples N]: a large athlete is backed up, proven, and restored on an empty checkout with the kit. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { samples: { type: 'string', default: String(TEN_YEARS) } } })
  const samples = Number(values.samples)
  const dir = mkdtempSync(join(tmpdir(), 'rc-drill-'))
  const database = await createTestDatabase()
  const key = randomBytes(24).toString('base64url')
  const deps: BackupDeps = {
    databaseUrl: database.backupUrl,
    tools: createTools(process.env['RC_TOOL_RUNNER']),
    backupDir: join(dir, 'backups'),
    scratchDir: join(dir, 'scratch'),
    rawStore: createRawStore(join(dir, 'raw')),
    key,
    offsite: null,
    now: () => new Date(),
  }
  try {
    await fill(database.adminUrl, samples, deps)
    const made = await timed(() => createBackup(deps, 'manual'))
    console.log(describeBackup(made.value))
    const again = await timed(() => createBackup({ ...deps, now: () => new Date(Date.now() + 5_000) }, 'manual'))
    const proof = await proveBackup(deps, made.value.dir)
    const kit = join(dir, 'kit.txt')
    const master_keys = await formatKeyring([await createMasterKey()])
    writeFileSync(kit, formatRecoveryKit({ master_keys, backup_key: key, restic_password: 'none' }, null, 'today'))
    const restored = await timed(() => restoreOnEmptyCheckout(dir, kit, made.value.dir))
    const perMillion = (ms: number) => ms / 1000 / (samples / 1e6)
    printFigures([
      { name: 'backup', value: made.ms / 1000, unit: 's', target: null },
      { name: 'backup, files copied before', value: again.ms / 1000, unit: 's', target: null },
      { name: 'backup per million samples', value: perMillion(made.ms), unit: 's', target: null },
      { name: 'proof per million samples', value: perMillion(proof.seconds * 1000), unit: 's', target: null },
      { name: 'restore on an empty checkout', value: restored.ms / 1000, unit: 's', target: null },
      { name: 'restore per million samples', value: perMillion(restored.ms), unit: 's', target: null },
    ])
    console.log(`DRILL OK ${describeDrill(proof)}`)
  } finally {
    await database.drop()
    rmSync(dir, { recursive: true, force: true })
  }
}

async function fill(adminUrl: string, samples: number, { rawStore }: BackupDeps): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} })
  try {
    await sql`insert into users (login, display_name, password_hash) values ('runner', 'Runner', 'x')`
    await fillAthlete(sql, rawStore, { userId: 1, samples })
  } finally {
    await sql.end()
  }
}

/** Everything but the backup and the kit is gone: a new data folder, new stores, new passwords. */
function restoreOnEmptyCheckout(dir: string, kit: string, backup: string): void {
  const { DATABASE_URL: _database, REDIS_URL: _redis, ...env } = process.env
  const RC_DATA_DIR = join(dir, 'volumes')
  mkdirSync(RC_DATA_DIR)
  execFileSync(process.execPath, [join(repository, 'scripts/restore.ts'), '--native', '--kit', kit, backup], {
    env: { ...env, RC_DATA_DIR, RC_BACKUP_DIR: join(dir, 'backups') },
    stdio: 'inherit',
  })
}
