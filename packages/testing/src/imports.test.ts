import { globSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

const repository = resolve(import.meta.dirname, '../../..')

const ours = (names: string): string[] =>
  names
    .split(' ')
    .filter(Boolean)
    .map((name) => `@rc/${name}`)

/** Which of our packages each one may import; no arrow points back. `testing` may be a devDependency of any. */
const allowed: Record<string, string[]> = {
  '@rc/domain': ours(''),
  '@rc/analytics': ours('domain'),
  '@rc/planning': ours('domain'),
  '@rc/files': ours('domain'),
  '@rc/jobs': ours('domain'),
  '@rc/db': ours('domain'),
  '@rc/contract': ours('domain planning'),
  '@rc/vault': ours(''),
  '@rc/config': ours(''),
  '@rc/vendors': ours('domain files'),
  // Everything below the apps.
  '@rc/services': ours('domain analytics planning files vendors vault db jobs config'),
  '@rc/api': ours('services contract config domain'),
  '@rc/worker': ours('services jobs config domain'),
  '@rc/scheduler': ours('services jobs config'),
  '@rc/web': ours('contract domain planning analytics'),
  '@rc/sandbox': ours('domain files planning'),
}
/** No input or output, no clock, no environment. */
const pure = ours('domain analytics planning files contract')
/** Of Node's own modules, those that only compute. */
const computing = ['node:zlib']
/** The one place where a pure package touches the disk: an archive inside an archive does not fit into memory. */
const onDisk = ['@rc/files: src/archive/read-archive.ts']

interface Manifest {
  name: string
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
}

const packages = globSync('{apps,packages}/*/package.json', { cwd: repository }).map((path) => {
  const dir = join(repository, dirname(path))
  const manifest = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')) as Manifest
  return { manifest, sources: sourcesOf(dir) }
})

interface Source {
  path: string
  isTest: boolean
  /** Of types only, which leaves nothing behind in what runs. */
  typeImports: string[]
  imports: string[]
  text: string
}

function sourcesOf(dir: string): Source[] {
  const exclude = (path: string) => /node_modules|paraglide|build/.test(path)
  const sources = globSync('{src,e2e}/**/*.{ts,svelte}', { cwd: dir, exclude }).map((path) => {
    const text = readFileSync(join(dir, path), 'utf8')
    const statements = [...text.matchAll(/(?:^|\n)\s*(?:import|export)\b(\s+type\b)?[^'"`;]*?from\s*['"]([^'"]+)['"]/g)]
    const calls = [...text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g)]
    const named = (isType: boolean) =>
      statements.filter((match) => Boolean(match[1]) === isType).map((match) => match[2] ?? '')
    const imports = [...named(false), ...calls.map((match) => match[1] ?? '')]
    const isTest = /\.(test|itest|spec)\.ts$|^e2e\//.test(path)
    return { path, isTest, typeImports: named(true), imports, text }
  })
  return markTestHelpers(sources)
}

/** A file that only tests import is a test too. */
function markTestHelpers(sources: Source[]): Source[] {
  const importersOf = ({ path }: Source) =>
    sources.filter((other) =>
      other.imports.some((name) => name.startsWith('.') && join(dirname(other.path), name) === path),
    )
  const helpers = sources.filter((source) => {
    const importers = source.isTest ? [] : importersOf(source)
    return importers.length > 0 && importers.every((importer) => importer.isTest)
  })
  if (helpers.length === 0) return sources
  return markTestHelpers(sources.map((source) => (helpers.includes(source) ? { ...source, isTest: true } : source)))
}

/** `@scope/name` or `name`; null for files of the package itself and for Node's own modules. */
function packageOf(specifier: string): string | null {
  if (/^[.#$/]|^node:|^virtual:/.test(specifier)) return null
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
  return builtinModules.includes(name) ? null : name
}

describe.each(packages.filter(({ manifest }) => manifest.name !== '@rc/testing'))(
  '$manifest.name',
  ({ manifest, sources }) => {
    const own = Object.keys(manifest.dependencies ?? {})
    const forTests = Object.keys(manifest.devDependencies ?? {})
    // The page is built into static files, so that all it needs is a development dependency.
    const forProduction = manifest.name === '@rc/web' ? forTests : own

    test('depends only on the packages it may know', () => {
      const known = allowed[manifest.name]
      expect(known, 'add the package to the table').toBeDefined()
      const ours = forProduction.filter((name) => name.startsWith('@rc/') && name !== '@rc/testing')
      expect(ours.filter((name) => !known?.includes(name))).toEqual([])
      expect(own).not.toContain('@rc/testing')
    })

    test('imports only what it declares', () => {
      const undeclared = sources.flatMap(({ path, isTest, imports, typeImports }) => {
        const running = isTest ? [...forProduction, ...forTests, 'vitest'] : forProduction
        const strangers = (specifiers: string[], declared: string[]) =>
          specifiers
            .map(packageOf)
            .filter((name) => name !== null && name !== manifest.name && !declared.includes(name))
        const found = [...strangers(imports, running), ...strangers(typeImports, [...running, ...forTests])]
        return found.map((name) => `${path}: ${name}`)
      })
      expect(undeclared).toEqual([])
    })
  },
)

describe.each(packages.filter(({ manifest }) => pure.includes(manifest.name)))(
  '$manifest.name',
  ({ manifest, sources }) => {
    test('is pure', () => {
      const shell = sources.filter(
        ({ isTest, imports, text }) =>
          !isTest &&
          (imports.some((name) => name.startsWith('node:') && !computing.includes(name)) ||
            /\bprocess\.|\bDate\.now\(|new Date\(\)/.test(text)),
      )
      const found = shell.map(({ path }) => `${manifest.name}: ${path}`)
      expect(found.filter((name) => !onDisk.includes(name))).toEqual([])
    })
  },
)
