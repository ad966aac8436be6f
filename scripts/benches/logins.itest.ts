import { expect, test } from 'vitest'
import { benchLogins } from './logins.ts'

test('ten who know their password get in at the same moment', async () => {
  const figures = await benchLogins(10)
  expect(figures.find(({ unit }) => unit === 's')?.value).toBeLessThan(60)
}, 120_000)
