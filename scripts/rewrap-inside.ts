import { loadConfig } from '@rc/config'
import { rewrapEverything } from './appliance/rewrap-everything.ts'
import { runMain } from './run-main.ts'

// What ./scripts/rotate-key does in the worker's container.
await runMain(() => rewrapEverything(loadConfig()))
