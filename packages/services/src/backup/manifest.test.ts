import { expect, test } from 'vitest'
import { compareFingerprints, type Fingerprint } from './fingerprint.ts'
import { isSealed, keyIdOf, sealOf } from './manifest.ts'

const manifest = Buffer.from('{"format":1}')

test('a seal holds for its key and its bytes alone', () => {
  const seal = sealOf(manifest, 'key')
  expect(isSealed(manifest, `${seal}\n`, 'key')).toBe(true)
  expect(isSealed(manifest, seal, 'another key')).toBe(false)
  expect(isSealed(Buffer.from('{"format":2}'), seal, 'key')).toBe(false)
  expect(isSealed(manifest, '', 'key')).toBe(false)
  expect(isSealed(manifest, keyIdOf('key'), 'key')).toBe(false)
})

test('fingerprints: each difference is one sentence', () => {
  const expected: Fingerprint = {
    tables: { users: { count: 1, hash: 'a' }, sleep: { count: 9, hash: 'b' }, gone: { count: 2, hash: 'c' } },
    objects: { indexes: { count: 5, hash: 'd' } },
    chunks: { activity_samples: 3 },
  }
  expect(compareFingerprints(expected, structuredClone(expected))).toEqual([])
  const found: Fingerprint = {
    tables: { users: { count: 1, hash: 'x' }, sleep: { count: 8, hash: 'b' } },
    objects: { indexes: { count: 5, hash: 'y' } },
    chunks: {},
  }
  expect(compareFingerprints(expected, found)).toEqual([
    'gone: 2 rows expected, none found',
    'sleep: 9 rows expected, 8 found',
    'users: the rows differ',
    'indexes: the definitions differ',
    'activity_samples: 3 chunks expected, 0 found',
  ])
})
