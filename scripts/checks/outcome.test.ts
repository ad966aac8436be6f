import { expect, test } from 'vitest'
import { outcomeLine, sumOutcomes } from './outcome.ts'
import { countReport } from './run-vitest.ts'

test('the last line names skipped tests only when there are any', () => {
  const green = { passed: 2, failed: 0, skipped: 0 }
  expect(outcomeLine(green)).toBe('2 passed, 0 failed')
  expect(outcomeLine(sumOutcomes([green, { passed: 1, failed: 1, skipped: 3 }]))).toBe('3 passed, 1 failed, 3 skipped')
})

test('a test file that does not load counts as a failure', () => {
  const report = { numPassedTests: 5, numFailedTests: 1, numPendingTests: 1, numTodoTests: 0 }
  const testResults = [
    { status: 'passed', assertionResults: [{ status: 'passed' }] },
    { status: 'failed', assertionResults: [{ status: 'failed' }] },
    { status: 'failed', assertionResults: [] },
  ]
  expect(countReport({ ...report, testResults })).toEqual({ passed: 5, failed: 2, skipped: 1 })
})
