/** What one step of the test run found; a step without countable tests counts as one. */
export interface Outcome {
  passed: number
  failed: number
  skipped: number
}

export const sumOutcomes = (outcomes: Outcome[]): Outcome =>
  outcomes.reduce(
    (sum, { passed, failed, skipped }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  )

/** The last line of a test run: `12 passed, 0 failed`. */
export const outcomeLine = ({ passed, failed, skipped }: Outcome): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
