import { readFileSync } from 'node:fs'

/** A process that cannot be mistaken for a later one with the same number. */
export interface ProcessId {
  pid: number
  /** Boot and clock tick at which it started. */
  started: string
}

export function identify(pid: number): ProcessId | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is a name in brackets, which may hold anything; fields are counted behind it.
    const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (state === 'Z' || state === 'X') return null
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return { pid, started: `${boot}/${rest[18]}` }
  } catch {
    return null
  }
}

/** What `JSON.stringify` of a process id left in a file, if anything. */
export function readProcessId(file: string): ProcessId | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessId
  } catch {
    return null
  }
}

export const isRunning = (id: ProcessId): boolean => identify(id.pid)?.started === id.started

/** Signals a process and waits until it is gone; past the grace it is killed. */
export async function stopProcess(id: ProcessId, signal: NodeJS.Signals, graceMs: number): Promise<void> {
  if (!isRunning(id)) return
  process.kill(id.pid, signal)
  if (await waitUntil(() => !isRunning(id), graceMs)) return
  process.kill(id.pid, 'SIGKILL')
  await waitUntil(() => !isRunning(id), 5_000)
}

/** Looks again and again; false when the time is over. */
export async function waitUntil(
  condition: () => boolean | Promise<boolean>,
  timeoutMs: number,
  everyMs = 50,
): Promise<boolean> {
  const end = Date.now() + timeoutMs
  while (!(await condition())) {
    if (Date.now() >= end) return false
    await new Promise((wake) => setTimeout(wake, everyMs))
  }
  return true
}
