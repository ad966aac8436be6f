import { copyFileSync, readdirSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'

const LIMIT_BYTES = 10 * 2 ** 20

/** Keeps one older copy of each log past the limit. Writers append, so emptying the file under them is safe. */
export function capLogs(logDir: string): void {
  for (const name of readdirSync(logDir).filter((file) => file.endsWith('.log'))) {
    const file = join(logDir, name)
    if (statSync(file).size < LIMIT_BYTES) continue
    copyFileSync(file, `${file}.1`)
    truncateSync(file)
  }
}
