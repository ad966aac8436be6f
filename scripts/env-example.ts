import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { renderEnvExample } from './render-env-example.ts'
import { repository } from './run-main.ts'

// node scripts/env-example.ts: writes .env.example anew after a change of the settings.
writeFileSync(join(repository, '.env.example'), renderEnvExample())
