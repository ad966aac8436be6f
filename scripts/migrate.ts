import { loadConfig } from '@rc/config'
import { migrateSafely } from './appliance/migrate-safely.ts'
import { runMain } from './run-main.ts'

// The `migrate` service of compose.yaml; ./scripts/up does the same natively.
await runMain(async () => {
  const applied = await migrateSafely(loadConfig())
  console.log(applied.length > 0 ? `Applied ${applied.join(', ')}` : 'The schema is up to date')
})
