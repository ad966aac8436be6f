import { join } from 'node:path'
import { corpusFiles, sharedDir } from '@rc/testing/corpus'
import { compareWithTruth, type Truth } from '@rc/testing/truth'
import { describe, expect, test } from 'vitest'
import { readFile } from './read-file.ts'

const shared = sharedDir()

describe.skipIf(shared === null)('the corpus', () => {
  const files = shared === null ? [] : corpusFiles(join(shared, 'data/files'))
  const truths = new Map(files.map((file) => [file.file, file.truth as Truth]))

  test.each(files)('$file', (file) => {
    expect(compareWithTruth(file, readFile(file.bytes(), file.file), (name) => truths.get(name))).toEqual([])
  })
})
