import { setTimeout } from 'node:timers/promises'
import { loadConfig } from '@rc/config'
import { createDeps } from '@rc/services/create-deps'
import { schedule } from './schedule.ts'

const deps = createDeps({ service: 'scheduler', config: loadConfig(), role: 'rc_app', maxConnections: 2 })
const stopped = new AbortController()
for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => stopped.abort())

/** One entry, again and again; a failure is told and tried again in its turn. */
async function keepRunning({ name, everyMs, run }: (typeof schedule)[number]): Promise<void> {
  while (!stopped.signal.aborted) {
    await run(deps, stopped.signal).catch((error: unknown) => deps.log.warn({ err: error, name }, 'schedule'))
    await setTimeout(everyMs, undefined, { signal: stopped.signal }).catch(() => {})
  }
}

deps.log.info({ entries: schedule.length }, 'scheduler is ready')
await Promise.all(schedule.map(keepRunning))
await deps.close()
