import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from '../context.ts'

const constant = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
}

/** Nothing is loaded from elsewhere and no script runs but our own files and the ones with these hashes. */
const contentSecurityPolicy = (scriptHashes: string[]) =>
  [
    `default-src 'self'`,
    `script-src ${["'self'", ...scriptHashes.map((hash) => `'${hash}'`)].join(' ')}`,
    // Attributes only: Svelte writes some into its markup. They load nothing from elsewhere.
    `style-src 'self'`,
    `style-src-attr 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ')

export function setSecurityHeaders(scriptHashes: string[]): MiddlewareHandler<AppEnv> {
  const headers = Object.entries({ ...constant, 'Content-Security-Policy': contentSecurityPolicy(scriptHashes) })
  return async (c, next) => {
    await next()
    for (const [name, value] of headers) c.res.headers.set(name, value)
    // Elsewhere browsers ignore it and say so in the console.
    if (c.get('asker').https) c.res.headers.set('Cross-Origin-Opener-Policy', 'same-origin')
  }
}
