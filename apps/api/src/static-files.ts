import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import type { AppContext } from './context.ts'

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}
const encodings = [
  { name: 'br', suffix: '.br' },
  { name: 'gzip', suffix: '.gz' },
] as const

interface StaticFile {
  path: string
  etag: string
  packed: (typeof encodings)[number][]
}

export interface StaticFiles {
  /** Answers with the file of that path below the folder, or null. */
  serve(c: AppContext, path: string): Promise<Response | null>
}

/** The files of a folder as they are at start; only what was found then can be named. */
export function findStaticFiles(dir: string): StaticFiles {
  const files = new Map<string, StaticFile>()
  for (const entry of existsSync(dir) ? readdirSync(dir, { recursive: true, withFileTypes: true }) : []) {
    if (!entry.isFile() || encodings.some(({ suffix }) => entry.name.endsWith(suffix))) continue
    const path = join(entry.parentPath, entry.name)
    const { size, mtimeMs } = statSync(path)
    files.set(`/${relative(dir, path).replaceAll(sep, '/')}`, {
      path,
      etag: `"${size.toString(36)}-${Math.floor(mtimeMs).toString(36)}"`,
      packed: encodings.filter(({ suffix }) => existsSync(path + suffix)),
    })
  }
  return {
    async serve(c, path) {
      const file = files.get(path)
      if (!file) return null
      c.header('Cache-Control', path.includes('/immutable/') ? 'public, max-age=31536000, immutable' : 'no-cache')
      c.header('ETag', file.etag)
      c.header('Vary', 'Accept-Encoding')
      if (c.req.header('if-none-match')?.includes(file.etag)) return c.body(null, 304)
      const accepted = c.req.header('accept-encoding') ?? ''
      const packed = file.packed.find(({ name }) => new RegExp(`\\b${name}\\b`).test(accepted))
      if (packed) c.header('Content-Encoding', packed.name)
      c.header('Content-Type', types[extname(path)] ?? 'application/octet-stream')
      return c.body(new Uint8Array(await readFile(file.path + (packed?.suffix ?? ''))))
    },
  }
}

/** Hashes of the scripts written into a page, as the Content-Security-Policy names them. */
export function hashInlineScripts(page: string): string[] {
  const html = existsSync(page) ? readFileSync(page, 'utf8') : ''
  return [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, script = '']) => `sha256-${createHash('sha256').update(script).digest('base64')}`,
  )
}
