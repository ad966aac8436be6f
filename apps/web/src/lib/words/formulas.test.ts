import { activityMetrics, dayMetrics, termsOf, type Formula } from '@rc/analytics'
import { describe, expect, test } from 'vitest'
import { ruleStories } from '../../../../../packages/services/src/explain/explain-rule.ts'
import { morningNumbers } from '../../../../../packages/services/src/explain/morning-numbers.ts'
import { performanceNumbers } from '../../../../../packages/services/src/explain/performance-numbers.ts'
import { suggestionStories } from '../../../../../packages/services/src/explain/explain-suggestion.ts'
import { sayFormula, untoldWords } from './formulas.ts'
import { termName } from './terms.ts'

const variantsOf = (formula: Formula): [method: string, formula: string][] =>
  typeof formula === 'string' ? [['', formula]] : formula.map(([method, text]) => [method, text])
const all: [id: string, method: string, formula: string, of: Formula][] = [
  ...activityMetrics,
  ...dayMetrics,
  ...morningNumbers,
  ...performanceNumbers,
].flatMap(({ id, formula }) =>
  variantsOf(formula)
    .map(([method, text]) => [id, method, text, formula] as const)
    .map((each) => [...each] as [string, string, string, Formula]),
)

describe('a formula speaks the language of the reader', () => {
  test.each(all)('%s %s', (_id, method, text, of) => {
    const spoken = text.replaceAll('{detail.', '{')
    expect(untoldWords(spoken), spoken).toEqual([])
    for (const name of termsOf(of, method).map((each) => each.replace(/^detail\./, '')))
      expect(termName(name), name).not.toMatch(/_|@|~|^[a-z]+[A-Z\d]/)
    expect(sayFormula(spoken, () => '7')).not.toMatch(/[{}]|undefined/)
  })

  test.each(Object.entries(suggestionStories))('%s', (_method, { formula }) => {
    expect(untoldWords(formula)).toEqual([])
    expect(sayFormula(formula, termName)).not.toMatch(/[{}_]|undefined/)
  })

  test.each(Object.values(ruleStories).flatMap((story) => (story ? [story] : [])))('$fact', ({ fact, formula }) => {
    const told = formula.includes(`{${fact}}`) ? formula : `{${fact}}: ${formula}`
    expect(untoldWords(told)).toEqual([])
    expect(sayFormula(told, termName)).not.toMatch(/[{}]|undefined/)
  })
})

test('what is of the day before, of days before, a mean', () => {
  expect(termName('ctl@-1')).toBe('체력 (전날)')
  expect(termName('ctl@-7')).toBe('체력 (7일 전)')
  expect(termName('load~7')).toBe('훈련 부하 (7일 평균)')
})
