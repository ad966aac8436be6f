import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sharedDir } from '@rc/testing/corpus'
import { describe, expect, test } from 'vitest'
import { goldenFunctions, goldenMismatches, type GoldenVector } from './golden.ts'

const shared = sharedDir()

describe.skipIf(shared === null)('golden vectors', () => {
  const file = join(shared ?? '', 'data/science/golden.json')
  const { vectors } =
    shared === null ? { vectors: [] } : (JSON.parse(readFileSync(file, 'utf8')) as { vectors: GoldenVector[] })
  const due = vectors.filter(({ fn }) => fn in goldenFunctions)

  test.each(due.map((vector) => [vector.id, vector] as const))('%s', (_, { fn, input, expected, tol }) => {
    expect(goldenMismatches(goldenFunctions[fn]!(input), expected, tol)).toEqual([])
  })
})
