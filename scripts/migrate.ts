import { loadConfig } from '@rc/config'
import { migrate } from '@rc/db'
import { readPasswords } from './appliance/data-dir.ts'
import { runMain } from './run-main.ts'

// The `migrate` service of compose.yaml; ./scripts/up does the same natively.
await runMain(async () => {
  const config = loadConfig()
  const applied = await migrate({ adminUrl: config.adminDatabaseUrl(), passwords: readPasswords(config) })
  console.log(applied.length > 0 ? `Applied ${applied.join(', ')}` : 'The schema is up to date')
})
