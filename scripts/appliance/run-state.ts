import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isRunning, stopProcess, type ProcessId } from '../process-id.ts'
import { stopLeftoverStores } from '../stores/start-stores.ts'

/** Who runs the appliance on this data folder: a supervisor with its processes, or Compose. */
export type RunState = { by: 'supervisor'; supervisor: ProcessId; apps: Record<string, ProcessId> } | { by: 'compose' }

const fileOf = (dataDir: string): string => join(dataDir, 'run.json')

export function readRunState(dataDir: string): RunState | null {
  try {
    return JSON.parse(readFileSync(fileOf(dataDir), 'utf8')) as RunState
  } catch {
    return null
  }
}

export function writeRunState(dataDir: string, state: RunState): void {
  const draft = `${fileOf(dataDir)}.new`
  writeFileSync(draft, JSON.stringify(state))
  renameSync(draft, fileOf(dataDir))
}

export const clearRunState = (dataDir: string): void => rmSync(fileOf(dataDir), { force: true })

/** Stops what a supervisor that was killed has left running. */
export async function stopLeftovers(dataDir: string): Promise<void> {
  const state = readRunState(dataDir)
  if (state?.by === 'supervisor' && !isRunning(state.supervisor)) {
    await Promise.all(Object.values(state.apps).map((id) => stopProcess(id, 'SIGTERM', 40_000)))
    clearRunState(dataDir)
  }
  await stopLeftoverStores(join(dataDir, 'database'), join(dataDir, 'valkey'))
}
