import { readdirSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { userOf } from './debian-root.ts'

export interface Sandbox {
  root: string
  /** User of the root as whom the program sees itself; outside it is whoever runs this. */
  user?: string
  env?: Record<string, string>
  /** Hands on the environment of whoever runs it; otherwise the program starts with a bare one. */
  keepEnv?: boolean
  /** Paths inside → paths outside. */
  read?: Record<string, string>
  write?: Record<string, string>
  /** Dies with the process that started it: for what may be lost. */
  dieWithParent?: boolean
}

/** The arguments of `bwrap` that run a program of a private Debian root, for root and ordinary users alike. */
export function sandboxArguments(sandbox: Sandbox): string[] {
  const { root, user, env = {}, keepEnv, read = {}, write = {}, dieWithParent } = sandbox
  const { uid, gid } = user ? userOf(root, user) : { uid: 1000, gid: 1000 }
  return [
    ...option('--unshare-user', '--uid', `${uid}`, '--gid', `${gid}`),
    ...option('--unshare-ipc'),
    ...(keepEnv ? [] : option('--clearenv')),
    ...(dieWithParent ? option('--die-with-parent') : []),
    ...Object.entries({ ...basicEnv, ...env }).flatMap(([name, value]) => option('--setenv', name, value)),
    ...readdirSync(root).flatMap((name) => mountOf(root, name)),
    ...option('--dev', '/dev', '--proc', '/proc', '--tmpfs', '/tmp', '--tmpfs', '/run'),
    ...Object.entries(read).flatMap(([inside, outside]) => option('--ro-bind', outside, inside)),
    ...Object.entries(write).flatMap(([inside, outside]) => option('--bind', outside, inside)),
    ...option('--remount-ro', '/', '--chdir', '/'),
  ]
}

const option = (...words: string[]): string[] => words
const basicEnv = { PATH: '/usr/bin:/bin', HOME: '/tmp', LANG: 'C.UTF-8' }

/** Only the programs and their settings, on an empty top, so that any other path can be put beside them. */
function mountOf(root: string, name: string): string[] {
  const path = join(root, name)
  const link = readLink(path)
  if (link !== null) return option('--symlink', link, `/${name}`)
  return name === 'etc' || name === 'usr' ? option('--ro-bind', path, `/${name}`) : []
}

function readLink(path: string): string | null {
  try {
    return readlinkSync(path)
  } catch {
    return null
  }
}
