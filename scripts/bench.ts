import { runDoor } from './run-door.ts'
import { runMain } from './run-main.ts'

// ./scripts/bench NAME: runs scripts/benches/<name>.ts
await runMain(() => runDoor('benches', process.argv.slice(2)))
