import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { explain, repository } from '../run-main.ts'

const web = join(repository, 'apps/web')
const stamp = join(web, 'build/.sources')
const sources = [
  'apps/web/{src,static,messages}/**',
  'apps/web/project.inlang/settings.json',
  'apps/web/*.{json,ts}',
  'packages/{analytics,contract,domain,planning}/src/**',
  'pnpm-lock.yaml',
]
const generated = /\/paraglide(\/|$)|\.test\.ts$/

/** Builds the page when its sources have changed since the last build. */
export async function buildWeb(signal?: AbortSignal): Promise<void> {
  const hash = hashSources()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
  console.log('Building the page')
  const build = spawn('pnpm', ['--filter', '@rc/web', 'build'], {
    cwd: repository,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(signal ? { signal } : {}),
  })
  let output = ''
  for (const stream of [build.stdout, build.stderr]) stream.on('data', (chunk) => (output += String(chunk)))
  const [status] = await once(build, 'close')
  if (status !== 0)
    throw explain(`The page could not be built:\n${output.slice(-4000)}`, 'Mend the cause and start again.')
  writeFileSync(stamp, hash)
}

function hashSources(): string {
  const hash = createHash('sha256')
  const exclude = (path: string) => generated.test(`/${path}`)
  for (const path of globSync(sources, { cwd: repository, exclude }).sort()) {
    const file = join(repository, path)
    if (statSync(file).isFile()) hash.update(path).update(readFileSync(file))
  }
  return hash.digest('hex')
}
