import { existsSync } from 'node:fs'
import { loadConfig } from '@rc/config'
import { composeDown } from './appliance/compose.ts'
import { clearRunState, readRunState, stopLeftovers } from './appliance/run-state.ts'
import { isRunning, stopProcess } from './process-id.ts'
import { repository, runMain } from './run-main.ts'

/** The supervisor stops its processes, then the stores, each with a grace of its own. */
const STOP_GRACE_MS = 150_000

await runMain(async () => {
  process.chdir(repository)
  if (existsSync('.env')) process.loadEnvFile('.env')
  const config = loadConfig()
  const state = readRunState(config.dataDir)
  if (state?.by === 'compose') {
    composeDown(config)
    clearRunState(config.dataDir)
  } else {
    if (state && isRunning(state.supervisor)) await stopProcess(state.supervisor, 'SIGTERM', STOP_GRACE_MS)
    await stopLeftovers(config.dataDir)
  }
  console.log(state ? 'Stopped. The data is kept; ./scripts/up goes on where it was.' : 'RunningCoach is not running.')
})
