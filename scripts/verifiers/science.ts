import { goldenFunctions as analytics } from '@rc/analytics/golden'
import { goldenFunctions as planning } from '@rc/planning/golden'
import { goldenMismatches, readGoldenVectors } from '@rc/testing/golden'
import { explain, runMain } from '../run-main.ts'

const goldenFunctions = { ...analytics, ...planning }

/**
 * Replays a file of golden vectors through the production functions: every mismatch is printed, then the functions that
 * have no counterpart here (kept only for comparison), then the counts.
 */
export function verifyScience(file: string): { passed: number; failed: number; skipped: number } {
  const skipped = new Map<string, number>()
  let passed = 0
  let failed = 0
  for (const { id, fn, input, expected, tol } of readGoldenVectors(file)) {
    const run = goldenFunctions[fn]
    if (run === undefined) {
      skipped.set(fn, (skipped.get(fn) ?? 0) + 1)
      continue
    }
    const mismatches = mismatchesOf(() => goldenMismatches(run(input), expected, tol))
    if (mismatches.length === 0) passed++
    else failed++
    for (const mismatch of mismatches) console.log(`${id}: ${fn}${mismatch}`)
  }
  for (const [fn, count] of skipped) console.log(`skipped: ${fn} (${count}), no production function`)
  console.log(`${passed} passed, ${failed} failed`)
  return { passed, failed, skipped: [...skipped.values()].reduce((sum, count) => sum + count, 0) }
}

function mismatchesOf(compare: () => string[]): string[] {
  try {
    return compare()
  } catch (cause) {
    return [` threw ${String(cause)}`]
  }
}

/** `./scripts/verify science FILE`; a file in which nothing could be replayed does not pass. */
export async function run([file]: string[]): Promise<void> {
  if (file === undefined)
    throw explain('A file of golden vectors is missing.', 'Name it: ./scripts/verify science FILE')
  const { passed, failed } = verifyScience(file)
  if (failed > 0 || passed === 0) process.exitCode = 1
}

if (import.meta.main) await runMain(() => run(process.argv.slice(2)))
