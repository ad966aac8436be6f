import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { mendOwners } from './mend-owners.ts'

test('secrets and private folders are shut to others, once', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'rc-doctor-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true }))
  const secretsDir = join(dataDir, 'secrets')
  for (const name of ['secrets', 'database', 'import']) mkdirSync(join(dataDir, name))
  writeFileSync(join(secretsDir, 'valkey_password'), 'x')
  chmodSync(join(secretsDir, 'valkey_password'), 0o644)
  for (const name of ['secrets', 'database', 'import']) chmodSync(join(dataDir, name), 0o755)

  const mended = mendOwners({ dataDir, secretsDir })
  expect(mended.map(({ path, ...rest }) => ({ path: path.slice(dataDir.length + 1), ...rest }))).toEqual([
    { path: 'database', what: 'mode', done: true },
    { path: 'secrets', what: 'mode', done: true },
    { path: 'secrets/valkey_password', what: 'mode', done: true },
  ])
  const modeOf = (name: string) => statSync(join(dataDir, name)).mode & 0o777
  expect(['secrets/valkey_password', 'secrets', 'database', 'import'].map(modeOf)).toEqual([0o600, 0o700, 0o700, 0o755])
  expect(mendOwners({ dataDir, secretsDir })).toEqual([])
})

test.runIf(process.geteuid?.() === 0)('a file of somebody else goes back to the owner of the folder', async () => {
  const { chownSync } = await import('node:fs')
  const dataDir = mkdtempSync(join(tmpdir(), 'rc-doctor-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true }))
  const stray = join(dataDir, 'stray')
  writeFileSync(stray, 'x')
  chownSync(stray, 12_345, 12_345)
  expect(mendOwners({ dataDir, secretsDir: join(dataDir, 'secrets') })).toEqual([
    { path: stray, what: 'owner', done: true },
  ])
  expect(statSync(stray).uid).toBe(statSync(dataDir).uid)
})
