import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildWeb } from './appliance/build-web.ts'
import { writeChromiumCommand } from './checks/chromium.ts'
import { outcomeLine, sumOutcomes, type Outcome } from './checks/outcome.ts'
import { runCheck } from './checks/run-check.ts'
import { runVitest } from './checks/run-vitest.ts'
import { explain, repository, runMain } from './run-main.ts'
import { startEphemeralStores } from './stores/ephemeral-stores.ts'

const projects = ['unit', 'integration', 'browser'] as const
type Project = (typeof projects)[number]

const binary = (name: string): string => join(repository, 'node_modules/.bin', name)
const staticChecks: [name: string, command: string, ...args: string[]][] = [
  ['format', binary('oxfmt'), '--check', '.'],
  ['lint', binary('oxlint'), '--type-aware'],
  ['types', binary('tsc'), '--project', 'tsconfig.all.json'],
  ['types of the page', 'pnpm', '--filter', '@rc/web', 'types'],
  ['dead code', binary('knip')],
]

// Everything that has to be green: format, lint, types, dead code, then unit, integration and browser tests.
// --only unit|integration|browser runs one of them; --corpus fails when no file of the corpus was read; --full looks at every
// page in every width, theme and language, and at every page in every state.
await runMain(async () => {
  const { values: options } = parseArgs({
    options: { only: { type: 'string' }, corpus: { type: 'boolean' }, full: { type: 'boolean' } },
  })
  const chosen = projects.filter((project) => !options.only || project === options.only)
  if (chosen.length === 0) throw explain(`There are no ${options.only} tests.`, `Choose one of ${projects.join(', ')}.`)

  const dir = mkdtempSync(join(tmpdir(), 'runningcoach-test-'))
  const outcomes: Outcome[] = []
  const step = async (name: string, run: () => Promise<Outcome>) => {
    const startedAt = performance.now()
    const outcome = await run()
    outcomes.push(outcome)
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
    console.log(`${outcome.failed > 0 ? 'FAILED' : 'ok    '} ${name}: ${outcomeLine(outcome)} (${seconds} s)`)
  }
  await step('page', () => asOutcome(buildWeb()))
  if (options.full) process.env['RC_FULL'] = '1'
  const surroundings = await prepare(chosen, dir)
  try {
    if (!options.only)
      for (const [name, command, ...args] of staticChecks) await step(name, () => runCheck(command, args))
    for (const project of chosen) await step(project, () => runVitest(project, surroundings.env, dir))
    const corpusFiles = countCorpusFiles(surroundings.env.RC_CORPUS_LOG)
    if (options.corpus && corpusFiles === 0) {
      console.log('FAILED corpus: no file was read; put the corpus beside the clone or name its place in RC_SHARED.')
      outcomes.push({ passed: 0, failed: 1, skipped: 0 })
    }
    console.log(`Corpus files read: ${corpusFiles}`)
  } finally {
    await surroundings.stop()
    rmSync(dir, { recursive: true, force: true })
  }
  const total = sumOutcomes(outcomes)
  console.log(outcomeLine(total))
  if (total.failed > 0) process.exitCode = 1
})

/** Throw-away stores and a browser, as far as the chosen tests need them. */
async function prepare(chosen: Project[], dir: string) {
  const env = { ...process.env, NODE_ENV: 'test', RC_CORPUS_LOG: join(dir, 'corpus.log') }
  if (!chosen.includes('integration') && !chosen.includes('browser')) return { env, stop: async () => {} }
  const chromium = chosen.includes('browser') ? { RC_TEST_CHROMIUM: await writeChromiumCommand(dir) } : {}
  const stores = await startEphemeralStores()
  const urls = { RC_TEST_DATABASE_URL: stores.databaseUrl, RC_TEST_REDIS_URL: stores.redisUrl }
  return { env: { ...env, ...chromium, ...urls }, stop: () => stores.stop() }
}

async function asOutcome(work: Promise<void>): Promise<Outcome> {
  try {
    await work
    return { passed: 1, failed: 0, skipped: 0 }
  } catch (error) {
    console.log(error instanceof Error ? error.message : error)
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

/** Different files of the corpus that the tests have really read; see `countCorpusRead`. */
function countCorpusFiles(log: string): number {
  if (!existsSync(log)) return 0
  return new Set(readFileSync(log, 'utf8').split('\n').filter(Boolean)).size
}
