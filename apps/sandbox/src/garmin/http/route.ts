import type { Answer } from './answer.ts'
import type { Host } from './host.ts'

export type Params = Record<string, string>

/** One endpoint: `{name}` stands for one path segment, `{name?}` for one that may be missing. */
export interface Route<Given> {
  method: string
  host: Host
  path: string
  handle(given: Given, params: Params): Answer | Promise<Answer>
}

/** The first route that fits, and the values of its segments. */
export function findRoute<Given>(
  routes: Route<Given>[],
  method: string,
  path: string,
): { route: Route<Given>; params: Params } | null {
  for (const route of routes) {
    const match = route.method === method ? patternOf(route.path).exec(path) : null
    if (match) return { route, params: decoded(match.groups ?? {}) }
  }
  return null
}

const patterns = new Map<string, RegExp>()

function patternOf(path: string): RegExp {
  const known = patterns.get(path)
  if (known) return known
  const source = path.replace(/\/\{(\w+)(\?)?\}/g, (_, name: string, optional?: string) =>
    optional ? `(?:/(?<${name}>[^/]*))?` : `/(?<${name}>[^/]+)`,
  )
  const pattern = new RegExp(`^${source}/?$`)
  patterns.set(path, pattern)
  return pattern
}

function decoded(groups: Record<string, string | undefined>): Params {
  const given = Object.entries(groups).filter((pair): pair is [string, string] => Boolean(pair[1]))
  return Object.fromEntries(given.map(([name, value]) => [name, decodeURIComponent(value)]))
}
