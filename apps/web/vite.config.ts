import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { paraglideVitePlugin } from '@inlang/paraglide-js'
import adapter from '@sveltejs/adapter-static'
import { sveltekit } from '@sveltejs/kit/vite'
import { defineConfig, type Plugin } from 'vite'

/** Where `pnpm --filter @rc/web dev` finds the API. */
const api = process.env['RC_DEV_API'] ?? 'http://127.0.0.1:8080'

/** A sentence that one language lacks would be shown in the other: then there is no page at all. */
function requireBothLanguages(): Plugin {
  const keysOf = (locale: string): Set<string> =>
    new Set(
      Object.keys(JSON.parse(readFileSync(resolve(import.meta.dirname, `messages/${locale}.json`), 'utf8')) as object),
    )
  return {
    name: 'require-both-languages',
    buildStart() {
      const missing = [...keysOf('ko').symmetricDifference(keysOf('en'))]
      if (missing.length > 0) this.error(`Said in one language only: ${missing.join(', ')}`)
    },
  }
}

/** What needs nothing of the router, whose own parts have to be set up in their order. */
const plain =
  /\/svelte\/src\/|\/lib\/(?:paraglide|format|words|charts|ui|theme|loading|api|attempt|events)\b|\/packages\/(?:contract|domain)\//

export default defineConfig({
  plugins: [
    requireBothLanguages(),
    paraglideVitePlugin({
      project: './project.inlang',
      outdir: './src/lib/paraglide',
      strategy: ['localStorage', 'baseLocale'],
      emitTsDeclarations: true,
    }),
    sveltekit({
      // The API serves this one page for every address it does not know.
      adapter: adapter({ fallback: '200.html' }),
      // Registered by the page itself, where the line is encrypted.
      serviceWorker: { register: false },
      csp: {
        mode: 'hash',
        directives: {
          'default-src': ['self'],
          'script-src': ['self'],
          'style-src': ['self'],
          // The router's announcer carries a style attribute.
          'style-src-attr': ['unsafe-inline'],
          'img-src': ['self', 'data:'],
          'font-src': ['self'],
          'connect-src': ['self'],
          'object-src': ['none'],
          'base-uri': ['none'],
          'form-action': ['self'],
        },
      },
    }),
  ],
  // The schemas of the contract would be a quarter of what is loaded first, and nothing here runs them.
  resolve: { alias: { zod: resolve(import.meta.dirname, 'src/lib/no-schemas.ts') } },
  // Building a schema changes nothing: of the contract only the routes that a page calls come with it.
  build: { rolldownOptions: { treeshake: { manualPureFunctions: ['z', 'route', 'json'] } } },
  // What most pages need comes as one file: a phone spends longer on asking for sixty than on reading them.
  environments: {
    client: {
      build: {
        rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'base', test: plain, minShareCount: 15 }] } } },
      },
    },
  },
  server: { proxy: { '/api': api } },
})
