import { expect, test } from 'vitest'
import { surviveGarmin } from './garmin.ts'

test('a backfill survives a killed worker, a database that restarts and all that Garmin does wrong for a while', async () => {
  expect(await surviveGarmin({ years: 0.02, kills: 1 })).toEqual([])
}, 400_000)
