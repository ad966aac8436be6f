import axe from 'axe-core'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'

const wcag22aa = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

export interface Look {
  width: number
  theme: 'light' | 'dark'
  locale: 'ko' | 'en'
}
export const lookName = ({ width, theme, locale }: Look): string => `${width} px ${theme} ${locale}`

/** `./scripts/test --full` */
export const isFull = process.env['RC_FULL'] === '1'

/** Two of each page in the test run; in the full one every width, theme and language. */
export const looks: Look[] = isFull
  ? [390, 820, 1440].flatMap((width) =>
      (['light', 'dark'] as const).flatMap((theme) =>
        (['ko', 'en'] as const).map((locale) => ({ width, theme, locale })),
      ),
    )
  : [
      { width: 390, theme: 'dark', locale: 'ko' },
      { width: 1440, theme: 'light', locale: 'en' },
    ]
export const phone = looks.find(({ width }) => width === 390) as Look
export const desk: Look = { width: 1440, theme: 'light', locale: 'ko' }

export async function launchBrowser(more: string[] = []): Promise<Browser> {
  const executablePath = process.env['RC_TEST_CHROMIUM']
  if (!executablePath) throw new Error('RC_TEST_CHROMIUM is not set: run through ./scripts/test')
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--hide-scrollbars',
      ...more,
    ],
  })
}

export interface Visit {
  page: Page
  /** What a page must never do: errors in the console, requests to anywhere else. */
  problems: string[]
  close: () => Promise<void>
}

/** A fresh visitor who sees the appliance in that look. */
export async function visit(
  browser: Browser,
  baseUrl: string,
  look: Look,
  signIn?: { login: string; password: string },
): Promise<Visit> {
  const context: BrowserContext = await browser.newContext({
    baseURL: baseUrl,
    viewport: { width: look.width, height: look.width < 1024 ? 844 : 900 },
    colorScheme: look.theme,
    hasTouch: look.width < 1024,
    locale: look.locale === 'ko' ? 'ko-KR' : 'en-GB',
    timezoneId: 'Asia/Seoul',
    reducedMotion: 'reduce',
    ignoreHTTPSErrors: true,
  })
  await context.addInitScript((locale) => localStorage.setItem('PARAGLIDE_LOCALE', locale), look.locale)
  if (signIn) {
    const answer = await context.request.post('/api/v1/auth/login', { data: signIn, headers: { origin: baseUrl } })
    expect(answer.status()).toBe(200)
  }
  const page = await context.newPage()
  const problems: string[] = []
  page.on('console', (message) => message.type() === 'error' && problems.push(`console: ${message.text()}`))
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`))
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url())
    if (origin !== baseUrl && !['data:', 'blob:'].includes(protocol)) problems.push(`off the origin: ${request.url()}`)
  })
  return { page, problems, close: () => context.close() }
}

/** As a press on a link does it: the page stays, only its content is asked for. */
export const follow = (page: Page, path: string): Promise<void> =>
  page.evaluate((href) => {
    const link = Object.assign(document.createElement('a'), { href })
    document.body.append(link)
    link.click()
    link.remove()
  }, path)

/** What holds for every page in every state: nothing sticks out, no word was left unfinished, axe finds nothing. */
export async function expectSound(page: Page): Promise<void> {
  const { overflow, unfinished, title, hasAxe } = await page.evaluate(async () => {
    // Where the server stands still, a part of a font may never come.
    await Promise.race([document.fonts.ready, new Promise((done) => setTimeout(done, 3000))])
    return {
      overflow: document.documentElement.scrollWidth - innerWidth,
      unfinished: /\[[가-힣]+\/[가-힣]+\]|undefined|NaN|\[object/.exec(document.body.innerText)?.[0] ?? null,
      title: document.title,
      hasAxe: 'axe' in globalThis,
    }
  })
  expect({ overflow: Math.max(0, overflow), unfinished }).toEqual({ overflow: 0, unfinished: null })
  expect(title).toContain('RunningCoach')
  // It stays until the page is loaded anew.
  if (!hasAxe) await page.evaluate(axe.source)
  const { checked, violations } = await page.evaluate(async (tags) => {
    // What lies behind a modal dialog can neither be seen whole nor pressed.
    const shown = document.querySelector('dialog:modal') ?? document
    const found = await (globalThis as unknown as { axe: typeof axe }).axe.run(shown, {
      runOnly: tags,
      resultTypes: ['violations'],
    })
    return {
      checked: found.passes.length,
      violations: found.violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`,
      ),
    }
  }, wcag22aa)
  expect(checked).toBeGreaterThan(5)
  expect(violations).toEqual([])
}
