import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { renderEnvExample } from './render-env-example.ts'
import { repository } from './run-main.ts'

test('.env.example shows every setting (node scripts/env-example.ts writes it)', () => {
  expect(readFileSync(join(repository, '.env.example'), 'utf8')).toBe(renderEnvExample())
})
