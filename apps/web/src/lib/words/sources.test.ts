import { activityMetrics, dayMetrics } from '@rc/analytics'
import { expect, test } from 'vitest'
import { methodText } from './methods.ts'
import { sourceText } from './sources.ts'

/** Names of people, journals and books, years and page numbers. */
const isReference = (clause: string): boolean =>
  /\b(?:19|20)\d\d\b|Coggan|Friel|GoldenCheetah|Elevate|TrainingPeaks|Training Monkey|Daniels/.test(clause)

test('of every source only papers and names are left in English', () => {
  const clauses = [...activityMetrics, ...dayMetrics].flatMap(({ source }) => sourceText(source).split('; '))
  expect(clauses.filter((clause) => !/[가-힣]/.test(clause) && !isReference(clause))).toEqual([])
})

test('a method has a name of words, an unknown one its own', () => {
  expect(methodText('own_60_days')).toBe('내 최근 60일과 견줌')
  expect(methodText('something_new')).toBe('something_new')
})
