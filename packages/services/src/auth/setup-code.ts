import { createHash, randomInt, timingSafeEqual } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { countUsers } from '@rc/db/queries/accounts'
import type { Deps } from '../deps.ts'

/** No 0/O, 1/I/L: it is read from a terminal and typed. 16 of 31 signs are 79 bits. */
const SIGNS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'

const pathOf = (deps: Pick<Deps, 'config'>) => join(deps.config.dataDir, 'setup-code')
const bare = (code: string) => code.toUpperCase().replace(/[^A-Z0-9]/g, '')
const digest = (code: string) => createHash('sha256').update(bare(code)).digest()

/** An appliance without an account gets a one-time code in a file only its owner can read; one with an account has none. */
export async function prepareSetUpCode(deps: Pick<Deps, 'config' | 'database'>): Promise<void> {
  if ((await countUsers(deps.database)) > 0) return discardSetUpCode(deps)
  const groups = Array.from({ length: 4 }, () =>
    Array.from({ length: 4 }, () => SIGNS[randomInt(SIGNS.length)]).join(''),
  )
  await mkdir(deps.config.dataDir, { recursive: true })
  await writeFile(pathOf(deps), `${groups.join('-')}\n`, { mode: 0o600, flag: 'wx' }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    },
  )
}

export async function isSetUpCode(deps: Pick<Deps, 'config'>, code: string): Promise<boolean> {
  const expected = await readFile(pathOf(deps), 'utf8').catch(() => null)
  return expected !== null && bare(expected) !== '' && timingSafeEqual(digest(expected), digest(code))
}

export const discardSetUpCode = (deps: Pick<Deps, 'config'>): Promise<void> => rm(pathOf(deps), { force: true })
