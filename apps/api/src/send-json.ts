import { promisify } from 'node:util'
import { constants, gzip } from 'node:zlib'
import type { AppContext } from './context.ts'

const gzipAsync = promisify(gzip)
const WORTH_COMPRESSING_CHARS = 2048

export type Status = 200 | 201 | 202

/** Answers with JSON that no cache keeps, compressed where that pays. */
export async function sendJson(c: AppContext, value: unknown, status: Status): Promise<Response> {
  const text = JSON.stringify(value)
  c.header('Content-Type', 'application/json')
  c.header('Cache-Control', 'no-store')
  c.header('Vary', 'Accept-Encoding')
  if (text.length < WORTH_COMPRESSING_CHARS || !acceptsGzip(c)) return c.body(text, status)
  c.header('Content-Encoding', 'gzip')
  const packed = await gzipAsync(text, { level: constants.Z_BEST_SPEED })
  return c.body(new Uint8Array(packed), status)
}

const acceptsGzip = (c: AppContext) => /\bgzip\b(?!;\s*q=0(?:\.0*)?(?:,|$))/.test(c.req.header('accept-encoding') ?? '')
