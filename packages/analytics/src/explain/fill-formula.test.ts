import { expect, test } from 'vitest'
import { activityMetrics, dayMetrics } from '../registry.ts'
import { fillFormula, termsOf } from './fill-formula.ts'

test('numbers take the place of names', () => {
  const values: Record<string, number> = { timerS: 3600, np_w: 212.345678, 'detail.ftpW': 250 }
  const filled = fillFormula(
    '100 · {timerS} / 3600 · ({np_w} / {detail.ftpW})²',
    'tss_coggan',
    (name) => values[name] ?? null,
  )
  expect(filled).toEqual({
    formula: '100 · {timerS} / 3600 · ({np_w} / {ftpW})²',
    filled: '100 · 3600 / 3600 · (212.3 / 250)²',
    terms: [
      { name: 'timerS', value: 3600 },
      { name: 'np_w', value: 212.345678 },
      { name: 'ftpW', value: 250 },
    ],
  })
})

test('a number that is not known leaves the formula unfilled, never a zero', () => {
  expect(fillFormula('{a} + {b}', '', (name) => (name === 'a' ? 1 : null))).toMatchObject({ filled: null })
})

test('the method chooses the variant, a sum over sessions is the same for all', () => {
  const formula = [
    ['tss', '{tss}'],
    ['rtss', '{r_tss}'],
  ] as const
  expect(termsOf(formula, 'rtss')).toEqual(['r_tss'])
  expect(fillFormula(formula, 'sum_of_sessions', () => null).filled).toBe('Σ over the sessions')
})

test.each([...activityMetrics, ...dayMetrics].map((metric) => [metric.id, metric] as const))(
  '%s names only what can be put in',
  (_id, { formula }) => {
    const known = new Set([...activityMetrics, ...dayMetrics].map(({ id }) => id))
    const totals = /^(detail\.\w+|coverage|timerS|distanceM|avgHrBpm|rpe|srpeScale|hrMaxBpm|ftpW|thresholdSpeedMps)$/
    const variants = typeof formula === 'string' ? [''] : formula.map(([method]) => method)
    for (const method of variants)
      for (const name of termsOf(formula, method))
        expect(totals.test(name) || known.has(name.replace(/[@~].*$/, '')), name).toBe(true)
  },
)
