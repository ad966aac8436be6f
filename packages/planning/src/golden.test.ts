import { join } from 'node:path'
import { sharedDir } from '@rc/testing/corpus'
import { goldenMismatches, readGoldenVectors } from '@rc/testing/golden'
import { describe, expect, test } from 'vitest'
import { goldenFunctions } from './golden.ts'

const shared = sharedDir()

describe.skipIf(shared === null)('golden vectors', () => {
  const vectors = shared === null ? [] : readGoldenVectors(join(shared, 'data/science/golden.json'))
  const due = vectors.filter(({ fn }) => fn in goldenFunctions)

  test.each(due.map((vector) => [vector.id, vector] as const))('%s', (_, { fn, input, expected, tol }) => {
    expect(goldenMismatches(goldenFunctions[fn]!(input), expected, tol)).toEqual([])
  })
})
