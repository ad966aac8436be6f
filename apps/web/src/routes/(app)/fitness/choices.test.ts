import { expect, test } from 'vitest'
import { addressWith } from './choices.ts'

test('a choice leaves the others as they are; what is usual is not said', () => {
  const url = { search: '?days=42&of=load&kind=run' }
  expect(addressWith(url, { sport: 'bike' })).toBe('?days=42&of=load&kind=run&sport=bike')
  expect(addressWith(url, { days: '182' })).toBe('?of=load&kind=run')
  expect(addressWith(url, { of: 'distance_m', kind: 'all' })).toBe('?days=42')
})
