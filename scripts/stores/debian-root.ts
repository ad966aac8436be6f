import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, statfsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { explain } from '../run-main.ts'

/** A private Debian 13 beside the host's system. A change of its packages takes a new number. */
const roots = {
  stores: {
    folder: 'stores-trixie-1',
    packages: ['postgresql-17', 'postgresql-17-timescaledb', 'postgresql-17-pgvector', 'valkey-server'],
  },
  browser: { folder: 'browser-trixie-1', packages: ['chromium-headless-shell'] },
  restic: { folder: 'restic-trixie-1', packages: ['restic', 'ca-certificates'] },
  compose: { folder: 'compose-trixie-1', packages: ['docker-compose'] },
}
export type RootName = keyof typeof roots

export const packagesOf = (name: RootName): string[] => roots[name].packages

const cacheDir = (): string => process.env['RC_CACHE'] ?? join(homedir(), '.cache/runningcoach')

/** Path of the root, which is built once for all clones of this user. */
export async function ensureRoot(name: RootName): Promise<string> {
  const { folder, packages } = roots[name]
  const root = join(cacheDir(), folder)
  requireTool('bwrap')
  if (existsSync(root)) return root
  requireTool('mmdebstrap')
  requireRoom(cacheDir())
  // Not to stdout, which may be a file that a tool writes.
  console.error(`Fetching ${packages.join(', ')} from Debian`)
  const build = spawn(join(import.meta.dirname, 'build-debian-root.sh'), [root, ...packages], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const [status] = await once(build, 'exit')
  if (status !== 0)
    throw explain(
      `The Debian packages could not be fetched; ${root}.log says why.`,
      'Check the network connection and start again; RC_DEBIAN_MIRROR names another Debian mirror.',
    )
  return root
}

/** Numbers of a user inside the root; its name is the same as that of its program. */
export function userOf(root: string, name: string): { uid: number; gid: number } {
  const line = readFileSync(join(root, 'etc/passwd'), 'utf8')
    .split('\n')
    .find((l) => l.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  if (!uid || !gid) throw explain(`${root} is incomplete.`, 'Delete that folder and start again.')
  return { uid: Number(uid), gid: Number(gid) }
}

export function requireRoom(dir: string): void {
  const { bavail, bsize } = statfsSync(dir)
  const freeMb = Math.floor((bavail * bsize) / 2 ** 20)
  if (freeMb < 2048)
    throw explain(`Only ${freeMb} MB are free for ${dir}; 2 GB are needed.`, 'Free some space and start again.')
}

function requireTool(tool: 'bwrap' | 'mmdebstrap'): void {
  if (findProgram(tool)) return
  if (!findProgram('apt-get'))
    throw explain(
      'This machine has no apt, which the built-in data stores are set up with.',
      'Install Docker and start again, or name your own stores in DATABASE_URL and REDIS_URL.',
    )
  const packages = ['mmdebstrap', 'bubblewrap', 'uidmap', 'debian-archive-keyring']
  if (process.getuid?.() !== 0)
    throw explain(`${tool} is missing.`, `Ask an administrator to run: sudo apt-get install -y ${packages.join(' ')}`)
  console.log(`Installing ${packages.join(', ')}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  try {
    execFileSync('apt-get', ['update', '-qq'], { env, stdio: ['ignore', 'ignore', 'inherit'] })
    execFileSync('apt-get', ['install', '-qq', '-y', '--no-install-recommends', ...packages], {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  } catch {
    throw explain(`apt-get could not install ${packages.join(', ')}.`, 'Check the network connection and start again.')
  }
}

const findProgram = (name: string): boolean =>
  [...(process.env['PATH'] ?? '').split(':'), '/usr/bin', '/usr/sbin'].some((dir) => existsSync(join(dir, name)))
