import { parseArgs } from 'node:util'
import { runMain } from '../run-main.ts'
import { ensureRoot } from './debian-root.ts'
import { sandboxArguments } from './sandbox.ts'

// run-tool.ts [--read PATH]… [--write PATH]… -- PROGRAM ARGUMENT…: becomes a program of a private Debian root. It keeps
// its place in the process tree, its open files and its environment, and ends with whoever started it.
await runMain(async () => {
  const { values, positionals } = parseArgs({
    options: { read: { type: 'string', multiple: true }, write: { type: 'string', multiple: true } },
    allowPositionals: true,
  })
  const isRestic = positionals[0] === 'restic'
  const sandbox = sandboxArguments({
    root: await ensureRoot(isRestic ? 'restic' : 'stores'),
    ...(isRestic ? {} : { user: 'postgres' }),
    env: { PATH: '/usr/lib/postgresql/17/bin:/usr/bin:/bin' },
    keepEnv: true,
    read: { ...here(values.read), ...(isRestic ? here(['/etc/resolv.conf']) : {}) },
    write: here(values.write),
    dieWithParent: true,
  })
  process.execve?.('/usr/bin/env', ['env', 'bwrap', ...sandbox, ...positionals])
})

/** The same paths inside as outside. */
function here(paths: string[] = []): Record<string, string> {
  return Object.fromEntries(paths.map((path) => [path, path]))
}
