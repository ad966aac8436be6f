import { timingSafeEqual } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { countUsers } from '@rc/db/queries/accounts'
import type { Deps } from '../deps.ts'
import { createOneTimeCode, hashOneTimeCode } from './one-time-code.ts'

const pathOf = (deps: Pick<Deps, 'config'>) => join(deps.config.dataDir, 'setup-code')

/** An appliance without an account gets a one-time code in a file only its owner can read; one with an account has none. */
export async function prepareSetUpCode(deps: Pick<Deps, 'config' | 'database'>): Promise<void> {
  if ((await countUsers(deps.database)) > 0) return discardSetUpCode(deps)
  await mkdir(deps.config.dataDir, { recursive: true })
  await writeFile(pathOf(deps), `${createOneTimeCode()}\n`, { mode: 0o600, flag: 'wx' }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    },
  )
}

export async function isSetUpCode(deps: Pick<Deps, 'config'>, code: string): Promise<boolean> {
  const expected = await readFile(pathOf(deps), 'utf8').catch(() => null)
  return (
    expected !== null && expected.trim() !== '' && timingSafeEqual(hashOneTimeCode(expected), hashOneTimeCode(code))
  )
}

export const discardSetUpCode = (deps: Pick<Deps, 'config'>): Promise<void> => rm(pathOf(deps), { force: true })
