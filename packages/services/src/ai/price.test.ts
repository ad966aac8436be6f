import { expect, test } from 'vitest'
import { costOf, estimateTokens, priceOf, reserveFor } from './price.ts'

const price = (model: string, validFrom: string, input: number, output: number) => ({
  model,
  validFrom,
  input,
  cachedInput: input / 10,
  cacheWrite: input * 1.25,
  output,
})
const list = [
  price('small', '2026-01-01', 200_000, 800_000),
  price('small', '2026-09-01', 100_000, 500_000),
  price('small', '2027-01-01', 50_000, 100_000),
  price('large', '2026-01-01', 10_000_000, 50_000_000),
]

test('the price of a model is its newest on that day, also under a dated name', () => {
  expect(priceOf(list, 'small', '2026-08-31')?.input).toBe(200_000)
  expect(priceOf(list, 'small', '2026-11-21')?.input).toBe(100_000)
  expect(priceOf(list, 'small-2026-09-15', '2026-11-21')?.output).toBe(500_000)
})

test('what nobody knows costs as much as the dearest; without any price there is none', () => {
  expect(priceOf(list, 'llama', '2026-11-21')).toEqual({
    input: 10_000_000,
    cachedInput: 1_000_000,
    cacheWrite: 12_500_000,
    output: 50_000_000,
  })
  expect(priceOf(list, 'small', '2025-01-01')).toBeNull()
})

test('costs are exact to a millionth of a dollar, rounded up', () => {
  const known = priceOf(list, 'small', '2026-11-21')!
  const usage = { input: 5000, cachedInput: 1000, cacheWrite: 500, output: 2500, reasoning: 700 }
  // 3500 × 0.1 + 1000 × 0.01 + 500 × 0.125 + 2500 × 0.5 = 1672.5
  expect(costOf(known, usage)).toBe(1673)
  expect(costOf(known, { ...usage, input: 0, cachedInput: 0, cacheWrite: 0, output: 0 })).toBe(0)
  expect(estimateTokens('이지 런')).toBe(4)
  expect(reserveFor(known, 'x'.repeat(25_000), 4000)).toBe(1250 + 2000)
})
