import { runDoor } from './run-door.ts'
import { runMain } from './run-main.ts'

// ./scripts/verify files DIR | science FILE: runs scripts/verifiers/<kind>.ts
await runMain(() => runDoor('verifiers', process.argv.slice(2)))
