import { demoDays, demoFiles } from '@rc/sandbox/demo/demo-athlete'
import { expect, test } from 'vitest'
import { benchImport } from './import.ts'

test('two weeks of the bench athlete go in, beside decoding and COPY alone', async () => {
  const figures = await benchImport(demoDays('2026-11-20', 14).flatMap((day) => demoFiles(day, Infinity)))
  expect(figures).toHaveLength(8)
  for (const { name, value } of figures) expect(value, name).toBeGreaterThan(0)
}, 180_000)
