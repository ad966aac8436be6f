import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { desk, launchBrowser, visit } from './browser.ts'
import { settleAthlete, type Seeded, type Stack, startStack, waitUntilCalm } from './stack.ts'

// Whatever is written as a name is shown as it was written: nothing of it runs, loads or becomes part of the page.

const elsewhere = 'https://elsewhere.example'
const payloads = [
  '<script>window.hit=1</script>',
  '<img src=x onerror=window.hit=1>',
  `<img src="${elsewhere}/pixel.png">`,
  '<svg onload=window.hit=1>',
  '<svg><script>window.hit=1</script></svg>',
  '<iframe srcdoc="<script>parent.hit=1</script>">',
  `<iframe src="${elsewhere}"></iframe>`,
  `<link rel=stylesheet href="${elsewhere}/a.css">`,
  '<style>*{display:none!important}</style>',
  `<style>@import url(${elsewhere}/b.css)</style>`,
  '<form action="javascript:window.hit=1"><button>go</button></form>',
  '<a href="javascript:window.hit=1">run</a>',
  '[run](javascript:window.hit=1)',
  `![pixel](${elsewhere}/pixel.png)`,
  '<details open ontoggle=window.hit=1>',
  '"><script>window.hit=1</script>',
  "'-window.hit=1-'",
  '{{constructor.constructor("window.hit=1")()}}',
  '<meta http-equiv=refresh content="0;url=/login">',
]

let stack: Stack
let browser: Browser
let athlete: Seeded
let ids: number[]

beforeAll(async () => {
  ;[stack, browser] = await Promise.all([startStack(), launchBrowser()])
  athlete = await settleAthlete(stack)
  const { appliance } = athlete
  await appliance.send('PATCH', '/me', { displayName: payloads[1] })
  ids = []
  for (const [i, name] of payloads.entries()) {
    const startedAt = new Date(Date.now() - (i + 1) * 3_600_000).toISOString()
    const activity = { sport: 'run', startedAt, durationS: 600, name }
    ids.push((await appliance.send<{ id: number }>('POST', '/activities', activity)).id)
  }
  const { id } = await appliance.send<{ id: number }>('POST', '/imports', { name: payloads[0] })
  for (const name of payloads)
    await appliance.upload(`/imports/${id}/files?name=${encodeURIComponent(name)}`, Buffer.from(name))
  const { password } = athlete
  await appliance.send('POST', '/me/tokens', { name: payloads[3], scopes: ['read'], password })
  await waitUntilCalm(appliance)
}, 240_000)
afterAll(async () => {
  await browser?.close()
  await stack?.stop()
})

/** Where names are shown, and which of them; `:n` stands for the nth activity. */
const pages: [path: string, shown: string[]][] = [
  ['/', [payloads[1]!]],
  ['/activities', payloads],
  ...[0, 1, 5, 12, 18].map((n): [string, string[]] => [`/activities/:${n}`, [payloads[n]!]]),
  ['/import', [payloads[0]!]],
  ['/work', []],
  ['/settings', []],
  ['/settings/security', [payloads[3]!]],
]

test.each(pages)('%s shows names as they are written', async (wanted, shown) => {
  const path = wanted.replace(/:(\d+)/, (_, n) => String(ids[Number(n)]))
  const { page, problems, close } = await visit(browser, stack.baseUrl, desk, athlete)
  page.on('dialog', (dialog) => problems.push(`dialog: ${dialog.message()}`))
  await page.goto(path)
  for (const text of shown) await page.getByText(text, { exact: false }).first().waitFor({ state: 'attached' })
  await page.waitForTimeout(300)
  const found = await page.evaluate(() => ({
    hit: (globalThis as { hit?: unknown }).hit ?? null,
    strangers: [
      ...document.querySelectorAll(
        'iframe, object, embed, form[action^=javascript], a[href^=javascript], img[src=x], [onerror], [onload], [ontoggle], meta[http-equiv=refresh], body style',
      ),
    ].map((element) => element.outerHTML),
  }))
  expect(found).toEqual({ hit: null, strangers: [] })
  expect(new URL(page.url()).pathname).toBe(path)
  expect(problems).toEqual([])
  await close()
})
