import type { Page, Route } from 'playwright-core'

/** What every page asks beside its own questions: who is here, what has changed, how far the work is. */
const common = /^\/api\/v1\/(?:me|auth\/state|events|ingest\/status)$/
const isOwn = (url: URL): boolean => url.pathname.startsWith('/api/v1/') && !common.test(url.pathname)

/** The questions of a page, to be kept waiting, failed, and answered again. */
export interface Questions {
  /** From now on each waits. */
  hold: () => void
  /** Those that wait, and all from now on, are answered 503. */
  fail: () => Promise<void>
  /** From now on the appliance answers. */
  answer: () => void
}

const refuse = (route: Route): Promise<void> =>
  route
    .fulfill({ status: 503, json: { code: 'unavailable', title: 'unavailable', status: 503 } })
    // Nobody waits for it any more.
    .catch(() => {})

export async function questionsOf(page: Page): Promise<Questions> {
  const held: Route[] = []
  let act: (route: Route) => unknown = (route) => route.fallback()
  await page.route(isOwn, (route) => (route.request().method() === 'GET' ? act(route) : route.fallback()))
  return {
    hold: () => {
      act = (route) => held.push(route)
    },
    fail: async () => {
      act = refuse
      await Promise.all(held.splice(0).map(refuse))
    },
    answer: () => {
      act = (route) => route.fallback()
    },
  }
}
