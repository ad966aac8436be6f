import { chmodSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { repository } from '../run-main.ts'
import { ensureRoot } from '../stores/debian-root.ts'
import { sandboxArguments } from '../stores/sandbox.ts'

const quote = (word: string): string => `'${word.replaceAll("'", String.raw`'\''`)}'`

/** Writes a program into `dir` that is Chromium of a private Debian root; it sees the temporary folder and this clone. */
export async function writeChromiumCommand(dir: string): Promise<string> {
  const root = await ensureRoot('browser')
  const args = sandboxArguments({
    root,
    read: { [repository]: repository },
    write: { [tmpdir()]: tmpdir() },
    dieWithParent: true,
  })
  const command = join(dir, 'chromium')
  writeFileSync(command, `#!/bin/sh\nexec bwrap ${args.map(quote).join(' ')} /usr/bin/chromium-headless-shell "$@"\n`)
  chmodSync(command, 0o755)
  return command
}
