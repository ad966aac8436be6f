import { changesPerson, isKept, SEEN_AT, SHARED } from '#lib/offline/kept.ts'

/** One athlete's answers, the latest of each question; never of two. */
const SEEN = 'rc-seen'
const MOST_ANSWERS = 300
/** How long the server has before what was seen last is shown in its place. */
const PATIENCE_MS = 4000
/** Nothing came from the server itself: a proxy says that it is not there. */
const AWAY = new Set([502, 503, 504])

/** Counts up with each forgetting, so that an answer which was on its way is not kept after it. */
let era = 0

async function forget(): Promise<void> {
  era += 1
  await Promise.all([caches.delete(SEEN), caches.delete(SHARED)])
}

/** The server answers, as long as it is there; of what may be kept the last answer is shown without it. */
export function answerApi(event: FetchEvent): void {
  const { request } = event
  const url = new URL(request.url)
  const path = url.pathname.slice('/api/v1'.length)
  if (changesPerson(request.method, path)) return event.respondWith(fetch(request).finally(forget))
  // What streams or is saved as a file goes its own way.
  if (request.method !== 'GET' || request.destination !== '' || path === '/events') return
  event.respondWith(isKept(path) ? answerKept(event) : fetch(request).then(noticeDoor))
}

/** Nobody is signed in any more. */
async function noticeDoor(answer: Response): Promise<Response> {
  if (answer.status === 401) await forget()
  return answer
}

async function answerKept(event: FetchEvent): Promise<Response> {
  const { request } = event
  const asked = era
  const copy = await (await caches.open(SEEN)).match(request.url)
  const answer = fetch(request).then(noticeDoor)
  if (!copy) {
    const first = await answer
    event.waitUntil(keep(request, first.clone(), asked))
    return first
  }
  const late = new Promise<null>((done) => setTimeout(done, PATIENCE_MS, null))
  const inTime = await Promise.race([answer.catch(() => null), late])
  if (!inTime || AWAY.has(inTime.status)) {
    event.waitUntil(answer.then((came) => keep(request, came, asked)).catch(() => {}))
    return asked === era ? copy : (inTime ?? answer)
  }
  event.waitUntil(keep(request, inTime.clone(), asked))
  return inTime
}

async function keep(request: Request, answer: Response, asked: number): Promise<void> {
  if (answer.status !== 200) return
  const body = await answer.blob()
  const headers = { 'content-type': 'application/json', [SEEN_AT]: new Date().toISOString() }
  if (new URL(request.url).pathname === '/api/v1/me') await forgetAnother(await body.text(), request.url, asked)
  const seen = await caches.open(SEEN)
  if (asked === era) await seen.put(request.url, new Response(body, { headers }))
  if (asked !== era) return void (await caches.delete(SEEN))
  const [oldest] = await seen.keys()
  if (oldest && (await seen.keys()).length > MOST_ANSWERS) await seen.delete(oldest)
}

/** The cookie may have changed where nobody told us. */
async function forgetAnother(me: string, url: string, asked: number): Promise<void> {
  const before = await (await caches.open(SEEN)).match(url)
  const nameOf = (text: string): unknown => (JSON.parse(text) as { login?: unknown }).login
  if (asked === era && before && nameOf(await before.text()) !== nameOf(me)) await caches.delete(SEEN)
}
