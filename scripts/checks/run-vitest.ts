import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from '../run-main.ts'
import type { Outcome } from './outcome.ts'

interface Report {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { status: string; assertionResults: { status: string }[] }[]
}

/** Runs one project of vitest.config.ts and counts its tests. */
export async function runVitest(project: string, env: NodeJS.ProcessEnv, reportDir: string): Promise<Outcome> {
  const reportFile = join(reportDir, `${project}.json`)
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`]
  const child = spawn(join(repository, 'node_modules/.bin/vitest'), args, {
    cwd: repository,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const [status] = await once(child, 'close')
  if (!existsSync(reportFile)) return { passed: 0, failed: 1, skipped: 0 }
  const outcome = countReport(JSON.parse(readFileSync(reportFile, 'utf8')) as Report)
  // An error outside of any test also makes the run red.
  return status !== 0 && outcome.failed === 0 ? { ...outcome, failed: 1 } : outcome
}

/** A file that failed without a failed test, by not loading for instance, counts as one failure. */
export function countReport(report: Report): Outcome {
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((assertion) => assertion.status === 'failed'),
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}
