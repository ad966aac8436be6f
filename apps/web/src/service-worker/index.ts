import { version } from '$app/env'
import { assets, immutable } from '$app/manifest'
import { self } from '$app/service-worker'
import { SHARE_PATH, SHARED } from '#lib/offline/kept.ts'
import { answerApi } from './answer-api.ts'

// Only registered over https (see lib/offline/install.svelte.ts). The page opens without a server and shows what was seen
// last; what a new version brings comes with the next start.

const SHELL = `rc-shell-${version}`
/** What the page itself is made of; fonts come as they are needed. */
const files = ['/', ...[...immutable, ...assets].map(({ path }) => `/${path}`.replace('//', '/'))].filter(
  (path) => path === '/' || /\.(?:js|css|svg|webmanifest)$/.test(path),
)
const PATIENCE_MS = 4000

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(SHELL).then((shell) => shell.addAll(files)))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOldShells().then(() => self.clients.claim()))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (origin !== self.location.origin) return
  if (pathname.startsWith('/api/v1/')) return answerApi(event)
  if (request.method === 'POST' && pathname === SHARE_PATH) return event.respondWith(receive(request))
  if (request.method !== 'GET') return
  if (request.mode === 'navigate') event.respondWith(openPage(request))
  else if (pathname.startsWith('/_app/immutable/') || files.includes(pathname)) event.respondWith(getFile(request))
})

async function dropOldShells(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith('rc-shell-') && name !== SHELL)
  await Promise.all(old.map((name) => caches.delete(name)))
}

/** Every address of ours is the same page. */
async function openPage(request: Request): Promise<Response> {
  const shell = await caches.open(SHELL)
  const isPage = !/\.\w+$/.test(new URL(request.url).pathname) && !new URL(request.url).pathname.startsWith('/api')
  const page = isPage ? await shell.match('/') : undefined
  const answer = fetch(request).catch((error: unknown) => {
    if (page) return page
    throw error
  })
  return page ? Promise.race([answer, after(PATIENCE_MS).then(() => page)]) : answer
}

async function getFile(request: Request): Promise<Response> {
  const shell = await caches.open(SHELL)
  const known = await shell.match(request, { ignoreVary: true })
  if (known) return known
  const answer = await fetch(request)
  if (answer.ok) await shell.put(request, answer.clone())
  return answer
}

/** Files shared from another app wait here until the import page takes them. */
async function receive(request: Request): Promise<Response> {
  const form = await request.formData()
  const waiting = await caches.open(SHARED)
  const shared = form.getAll('files').filter((each) => each instanceof File)
  await Promise.all(
    shared.map((file, i) =>
      waiting.put(`/shared/${i}`, new Response(file, { headers: { 'x-name': encodeURIComponent(file.name) } })),
    ),
  )
  return Response.redirect('/import?shared', 303)
}

const after = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))
