import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isMainThread } from 'node:worker_threads'
import { loadConfig } from '@rc/config'

// Loaded before a process that answers no requests: while its event loop turns, the file stays young.
// compose.yaml restarts on it. Usage: node --import ./scripts/appliance/heartbeat.ts apps/<app>/src/main.ts
const EVERY_MS = 15_000

if (isMainThread) {
  const app = /apps\/(\w+)\//.exec(process.argv[1] ?? '')?.[1] ?? 'process'
  const file = join(loadConfig().dataDir, 'logs', `${app}.alive`)
  const beat = () => writeFileSync(file, '')
  beat()
  setInterval(beat, EVERY_MS).unref()
}
