import { join } from 'node:path'
import type { Hono } from 'hono'
import type { AppEnv } from '../context.ts'
import { renderOpenApi } from '../openapi.ts'
import { findStaticFiles } from '../static-files.ts'

/** What the API is, for programs and for people. Public: it tells nothing that the source does not. */
export function serveDocumentation(app: Hono<AppEnv>): void {
  let document: Promise<string> | undefined
  app.get('/api/v1/openapi.json', async (c) =>
    c.body(await (document ??= renderOpenApi()), 200, { 'Content-Type': 'application/json' }),
  )

  const page = findStaticFiles(join(import.meta.dirname, '../docs'))
  app.get('/api/docs', async (c, next) => (await page.serve(c, '/index.html')) ?? next())
  app.get('/api/docs/:file', async (c, next) => (await page.serve(c, `/${c.req.param('file')}`)) ?? next())
}
