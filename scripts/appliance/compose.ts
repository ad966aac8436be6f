import { execFileSync, spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Config } from '@rc/config'
import { explain, repository } from '../run-main.ts'
import { demoOf, settleDemo } from './demo-garmin.ts'
import { writeRunState } from './run-state.ts'

/** Who the containers run as when root starts them. */
const CONTAINER_USER = 10001

/** Whether a Docker engine with Compose answers here. */
export function dockerAnswers(): boolean {
  const answers = (...args: string[]) => spawnSync('docker', args, { stdio: 'ignore', timeout: 10_000 }).status === 0
  return answers('info') && answers('compose', 'version')
}

/** With `demo`, a new appliance gets an emulated Garmin beside it. */
export async function composeUp(config: Config, demo: boolean): Promise<void> {
  const play = demoOf(config, demo)
  // One that is up holds its port already.
  if (play && demoOf(config, false) === null) await settleDemo(config, play)
  writeRunState(config.dataDir, { by: 'compose' })
  compose(config, 'up', '--detach', '--build', '--wait')
}

export const composeDown = (config: Config): void => compose(config, 'down')

/** Runs one of our scripts in a container that is up: the one that keeps the backups, or the worker with its keys. */
export const composeExec = (
  config: Config,
  script: string,
  args: string[] = [],
  service: 'scheduler' | 'worker' = 'scheduler',
): void => compose(config, 'exec', '-T', service, 'node', script, ...args)

/** Runs `restore-inside.ts` in a container of its own, with nothing but the database beside it. The key goes by stdin. */
export function composeRestore(config: Config, backup: string, options: string[], key: string): void {
  compose(config, 'up', '--detach', '--build', '--wait', 'db')
  try {
    const container = ['run', '--rm', '-T', '--no-deps', '--volume', `${dirname(backup)}:/restore:ro`, 'migrate']
    const script = ['node', 'scripts/restore-inside.ts', `/restore/${basename(backup)}`, ...options]
    composeWith(key, config, ...container, ...script)
  } finally {
    composeDown(config)
  }
}

const compose = (config: Config, ...args: string[]): void => composeWith(null, config, ...args)

function composeWith(input: string | null, config: Config, ...args: string[]): void {
  const { uid, gid } = ownerOf(config)
  const play = demoOf(config, false)
  const files = ['compose.yaml', ...(play ? ['demo.yaml'] : [])]
  const named = files.flatMap((name) => ['--file', join(repository, 'compose', name)])
  try {
    execFileSync('docker', ['compose', ...named, ...args], {
      stdio: [input === null ? 'inherit' : 'pipe', 'inherit', 'inherit'],
      ...(input === null ? {} : { input }),
      env: {
        ...process.env,
        RC_DATA_DIR: config.dataDir,
        RC_BACKUP_DIR: config.backupDir,
        PUID: String(uid),
        PGID: String(gid),
        ...(play && { RC_DEMO_FIRST_DAY: play.firstDay, RC_DEMO_PORT: String(play.port) }),
      },
    })
  } catch {
    throw explain(
      `docker compose ${args[0]} failed.`,
      'Read the lines above; ./scripts/up --native does without Docker.',
    )
  }
}

/** The containers never run as root: they are the owner of the data and the backups, or a number of their own. */
function ownerOf({ dataDir, backupDir }: Config): { uid: number; gid: number } {
  const { uid, gid } = statSync(dataDir)
  const owner = uid === 0 ? { uid: CONTAINER_USER, gid: CONTAINER_USER } : { uid, gid }
  if (process.geteuid?.() === 0)
    execFileSync('chown', ['--recursive', '--no-dereference', `${owner.uid}:${owner.gid}`, dataDir, backupDir])
  return owner
}
