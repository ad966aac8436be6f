import { expect, test } from 'vitest'
import { surviveFaults } from './faults.ts'

test('an import survives three killed workers, a queue emptied twice and a database that restarts', async () => {
  expect(await surviveFaults({ files: 40, kills: 3 })).toEqual([])
}, 240_000)
