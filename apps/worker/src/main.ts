import { constants, setPriority } from 'node:os'
import { loadConfig } from '@rc/config'
import { createDeps } from '@rc/services/create-deps'
import { startWorker } from './worker.ts'

// Whoever looks at a page comes before whatever is read meanwhile; the threads of the readers inherit it.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
const deps = createDeps({ service: 'worker', config: loadConfig(), role: 'rc_ingest' })
const worker = await startWorker(deps)

async function stop(): Promise<void> {
  await worker.stop()
  await deps.close()
  // A job that did not end in time was given back; its thread must not keep the process.
  process.exit()
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop())
