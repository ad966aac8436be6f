import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { loadConfig } from '@rc/config'
import { prepareBallast } from './appliance/ballast.ts'
import { composeUp, dockerAnswers } from './appliance/compose.ts'
import { prepareDataDir, requireOwner } from './appliance/data-dir.ts'
import { startNative } from './appliance/native.ts'
import { readRunState } from './appliance/run-state.ts'
import { announce } from './appliance/welcome.ts'
import { isRunning } from './process-id.ts'
import { repository, runMain } from './run-main.ts'

// Brings the appliance up and stays as its supervisor until Ctrl-C or ./scripts/down.
// --demo adds a synthetic athlete; --native leaves Docker alone even where it is installed.
await runMain(async () => {
  const { values: options } = parseArgs({
    options: { demo: { type: 'boolean', default: false }, native: { type: 'boolean', default: false } },
  })
  process.chdir(repository)
  if (existsSync('.env')) process.loadEnvFile('.env')
  const config = loadConfig()

  const state = readRunState(config.dataDir)
  if (state?.by === 'supervisor' && isRunning(state.supervisor)) {
    console.log('RunningCoach is running already.')
    return announce(config, options.demo)
  }
  const inDocker = !options.native && dockerAnswers()
  if (!inDocker) requireOwner(config)
  await prepareDataDir(config)
  prepareBallast(config)
  if (inDocker) {
    await composeUp(config, options.demo)
    return announce(config, options.demo)
  }

  // A closed terminal does not stop an appliance; Ctrl-C and ./scripts/down do.
  process.on('SIGHUP', () => {})
  process.stdout.on('error', () => {})
  const interruption = new AbortController()
  const interrupted = new Promise<void>((resolve) => interruption.signal.addEventListener('abort', () => resolve()))
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (!interruption.signal.aborted) console.log('\nStopping')
      interruption.abort()
    })
  try {
    const appliance = await startNative(config, interruption.signal, options.demo)
    try {
      await announce(config, options.demo, interruption.signal)
      await interrupted
    } finally {
      await appliance.stop()
    }
  } catch (error) {
    if (!interruption.signal.aborted) throw error
  }
  console.log('Stopped. The data is kept; ./scripts/up goes on where it was.')
})
