import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, renameSync, statfsSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '@rc/config'

const BALLAST_BYTES = 256 * 2 ** 20
/** So much more has to be free before it is made (again). */
const ROOM_BYTES = 4 * 2 ** 30

/** Room that can be had by deleting one file when the disk is so full that Postgres no longer starts; see volumes/README.md. */
export function prepareBallast({ dataDir }: Pick<Config, 'dataDir'>, bytes = BALLAST_BYTES): void {
  const path = join(dataDir, 'ballast')
  const { bavail, bsize } = statfsSync(dataDir)
  if (existsSync(path) || bavail * bsize < bytes + ROOM_BYTES) return
  // Zeros would take no room where the disk compresses.
  const block = randomBytes(2 ** 20)
  const file = openSync(`${path}.part`, 'w', 0o600)
  try {
    for (let at = 0; at < bytes; at += block.length) writeSync(file, block)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(`${path}.part`, path)
}
