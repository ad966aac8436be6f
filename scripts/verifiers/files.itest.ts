import { join } from 'node:path'
import { sharedDir } from '@rc/testing/corpus'
import { describe, expect, test } from 'vitest'
import { verifyFiles } from './files.ts'

const shared = sharedDir()

describe.skipIf(shared === null)('the corpus through the real worker into the real database', () => {
  test('holds every value that is known of it', async () => {
    const { passed, failed } = await verifyFiles(join(shared!, 'data/files'))
    expect(failed).toBe(0)
    expect(passed).toBeGreaterThan(200)
  }, 600_000)
})
