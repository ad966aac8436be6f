import { expect, test } from 'vitest'
import { benchBackfill } from './backfill.ts'

test('some weeks of the emulated athlete come in as they are, once, and are made again without a difference', async () => {
  const { figures, differences } = await benchBackfill('0.04')
  expect(differences).toEqual([])
  for (const { name, value } of figures) expect(value, name).toBeGreaterThan(0)
}, 240_000)
