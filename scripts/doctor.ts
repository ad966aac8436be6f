import { createDeps } from '@rc/services/create-deps'
import { readDiskRoom } from '@rc/services/health/disk-room'
import { getStatus } from '@rc/services/health/get-status'
import { judgeDisk, type StatusCheck } from '@rc/services/health/judge'
import type { Config } from '@rc/config'
import { composeExec, dockerAnswers } from './appliance/compose.ts'
import { mendOwners } from './appliance/mend-owners.ts'
import { readRunState } from './appliance/run-state.ts'
import { hasDatabase, withDatabase } from './appliance/with-database.ts'
import { readSettings } from './read-settings.ts'
import { isRunning, waitUntil } from './process-id.ts'
import { runMain } from './run-main.ts'

/** A connection takes a moment; a store that is away is one of the findings. */
const QUEUE_PATIENCE_MS = 2_000

const marks = { good: 'ok  ', warn: 'look', bad: 'MEND' } as const

/** The check of the status page as one line. */
const describe = ({ level, part, code, facts }: StatusCheck): string =>
  [
    marks[level],
    part.padEnd(9),
    code,
    ...Object.entries(facts).flatMap(([name, value]) => (value === null ? [] : [`${name}=${value}`])),
  ].join('  ')

// Says in a terminal what the status page says, and mends owners and modes below the data folder.
await runMain(async () => {
  const config = readSettings()
  for (const { path, what, done } of mendOwners(config))
    console.log(done ? `mended the ${what} of ${path}` : `${path}: wrong ${what}; run this command as root`)
  const state = readRunState(config.dataDir)
  if (state?.by === 'compose' && dockerAnswers()) return composeExec(config, 'scripts/doctor.ts')
  const found = hasDatabase(config)
    ? await withDatabase(config, examine)
    : [judgeDisk(await readDiskRoom(config.dataDir))]
  const isStopped = !process.env['REDIS_URL'] && !(state?.by === 'supervisor' && isRunning(state.supervisor))
  if (isStopped) console.log('RunningCoach is stopped; ./scripts/up starts it.')
  const checks = isStopped ? found.filter(({ part }) => part !== 'queue') : found
  for (const check of checks) console.log(describe(check))
  if (checks.some(({ level }) => level === 'bad')) process.exitCode = 1
})

async function examine(config: Config): Promise<StatusCheck[]> {
  const deps = createDeps({
    service: 'doctor',
    config: { ...config, RC_LOG_LEVEL: 'silent' },
    role: 'rc_app',
    maxConnections: 2,
  })
  try {
    await waitUntil(
      () =>
        deps.queue.check().then(
          () => true,
          () => false,
        ),
      QUEUE_PATIENCE_MS,
    )
    return (await getStatus(deps)).checks
  } finally {
    await deps.close()
  }
}
