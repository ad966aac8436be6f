import { expect, test } from 'vitest'
import { surviveFaults } from './faults.ts'

test('an import survives six killed workers, a queue emptied twice and a database that restarts', async () => {
  expect(await surviveFaults({ files: 60, kills: 6 })).toEqual([])
}, 240_000)
