import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'

// What the browser needs before a page is there: what its modules import at once, and theirs. What comes later when it is
// asked for (charts, explanations, maps) does not count.

const app = join(import.meta.dirname, '../build/_app/immutable')
const staticImport = /(?:\bfrom|\bimport)\s*"([^"]+\.js)"/g

function closureOf(files: readonly string[], known = new Set<string>()): Set<string> {
  for (const file of files) {
    if (known.has(file)) continue
    known.add(file)
    const text = readFileSync(file, 'utf8')
    closureOf(
      [...text.matchAll(staticImport)].map(([, path]) => join(dirname(file), path as string)),
      known,
    )
  }
  return known
}

function node(index: string): string {
  const found = readdirSync(join(app, 'nodes')).find((name) => name.startsWith(`${index}.`) && name.endsWith('.js'))
  if (!found) throw new Error(`no node ${index}`)
  return join(app, 'nodes', found)
}

const entries = (): string[] => readdirSync(join(app, 'entry')).map((name) => join(app, 'entry', name))

/** As the router knows them: `"/(app)/fitness":[9,[2]]`, the page and the layouts around it. */
function nodesOf(route: string): string[] {
  const router = [...closureOf(entries())].map((file) => readFileSync(file, 'utf8')).join('\n')
  const at = router.indexOf(`"${route}":[`)
  const [, page = '', layouts = ''] = /^\[~?(\d+)(?:,\[([\d,]*)\])?/.exec(router.slice(at + route.length + 3)) ?? []
  return ['0', page, ...layouts.split(',').filter(Boolean)]
}

/** JavaScript that a route of the built page needs first, kB (1000 bytes) as gzip packs it. */
export function initialKb(route: string): number {
  const files = closureOf([...entries(), ...nodesOf(route).map(node)])
  const bytes = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0)
  return bytes / 1000
}
