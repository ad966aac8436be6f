import { readdirSync, readFileSync } from 'node:fs'

/** What anybody on this machine may read of a process, and its owner of its environment. */
export interface SeenProcesses {
  commandLines: Set<string>
  environments: Set<string>
}

/** Looks at all processes again and again until it is told to stop. */
export function watchProcesses(everyMs = 10): { stop(): SeenProcesses } {
  const seen: SeenProcesses = { commandLines: new Set(), environments: new Set() }
  const look = () => {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)) {
      seen.commandLines.add(read(`/proc/${pid}/cmdline`))
      seen.environments.add(read(`/proc/${pid}/environ`))
    }
  }
  const timer = setInterval(look, everyMs)
  return {
    stop: () => {
      clearInterval(timer)
      look()
      return seen
    },
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8').replaceAll('\0', ' ')
  } catch {
    return ''
  }
}
