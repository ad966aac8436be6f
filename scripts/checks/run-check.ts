import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { repository } from '../run-main.ts'
import type { Outcome } from './outcome.ts'

/** Runs a check that is green or red; its output is shown only when it is red. */
export async function runCheck(command: string, args: string[]): Promise<Outcome> {
  const child = spawn(command, args, { cwd: repository, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)))
  const [status] = await once(child, 'close')
  if (status === 0) return { passed: 1, failed: 0, skipped: 0 }
  console.log(output.trimEnd())
  return { passed: 0, failed: 1, skipped: 0 }
}
