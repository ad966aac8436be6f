import { globSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Every page there is: the address of each folder of routes, `[id]` where one has to be put in. */
export const routePaths = globSync('**/+page.svelte', { cwd: join(import.meta.dirname, '../src/routes') }).map((file) =>
  ['', ...dirname(file).split('/')].filter((part) => !/^[(.]/.test(part)).join('/'),
)

/** Pages of somebody who is signed in that need no number in their address. */
export const plainPaths = routePaths
  .filter((path) => !path.includes('[') && !['/login', '/welcome', '/join'].includes(path))
  .map((path) => path || '/')
  .sort()
