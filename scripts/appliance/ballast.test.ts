import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { prepareBallast } from './ballast.ts'

const MiB = 2 ** 20

test('the ballast is made once, made again when it was used, and never where room is scarce', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'rc-ballast-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
  const path = join(dataDir, 'ballast')
  prepareBallast({ dataDir }, 2 ** 60)
  expect(readdirSync(dataDir)).toEqual([])
  prepareBallast({ dataDir }, 2 * MiB)
  const made = statSync(path)
  expect([made.size, made.mode & 0o777]).toEqual([2 * MiB, 0o600])
  prepareBallast({ dataDir }, 2 * MiB)
  expect(statSync(path).mtimeMs).toBe(made.mtimeMs)
  rmSync(path)
  // What a power cut left of the last time.
  writeFileSync(`${path}.part`, 'half')
  prepareBallast({ dataDir }, 2 * MiB)
  expect(readdirSync(dataDir)).toEqual(['ballast'])
})
