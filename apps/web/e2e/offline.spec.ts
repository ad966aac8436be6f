import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeSelfSigned } from '../../api/src/self-signed.ts'
import { expectSound, follow, isFull, launchBrowser, phone, visit } from './browser.ts'
import { plainPaths } from './routes.ts'
import { activityFiles, type Seeded, settleAthlete, type Stack, startStack } from './stack.ts'

// Over https the page is an app: it opens without the server, shows what was seen last, and takes what other apps share.
// Here the server is really dead; what pages say while they wait or fail is in states.spec.ts.

let stack: Stack
let browser: Browser
let athlete: Seeded
const dir = mkdtempSync(join(tmpdir(), 'runningcoach-https-'))
const look = { ...phone, locale: 'ko' as const }

beforeAll(async () => {
  const { cert, key } = makeSelfSigned('coach.home', ['127.0.0.1'])
  const [RC_TLS_CERT, RC_TLS_KEY] = [join(dir, 'cert.pem'), join(dir, 'key.pem')]
  writeFileSync(RC_TLS_CERT, cert)
  writeFileSync(RC_TLS_KEY, key, { mode: 0o600 })
  process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'
  ;[stack, browser] = await Promise.all([
    startStack({ settings: { RC_TLS_CERT, RC_TLS_KEY } }),
    launchBrowser(['--ignore-certificate-errors']),
  ])
  athlete = await settleAthlete(stack)
  await athlete.appliance.send('POST', '/activities', {
    sport: 'hike',
    startedAt: new Date(Date.now() - 7_200_000).toISOString(),
    durationS: 3600,
    name: '북한산 둘레길',
  })
})
afterAll(async () => {
  await browser?.close()
  await stack?.stop()
  rmSync(dir, { recursive: true, force: true })
})

/** Every answer from now on passes the worker. */
async function openAsApp(page: Page): Promise<void> {
  await page.goto('/activities')
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    if (!navigator.serviceWorker.controller)
      await new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done, { once: true }))
  })
  await page.reload()
  await page.getByText('북한산 둘레길').waitFor()
}
const kept = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const seen = (await caches.has('rc-seen')) ? await (await caches.open('rc-seen')).keys() : []
    return seen.map(({ url }) => new URL(url).pathname)
  })

test('without the server the last answers are there and say how old they are; with it they are fresh again', async () => {
  const { page, problems, close } = await visit(browser, stack.baseUrl, look, athlete)
  await openAsApp(page)
  await page.goto('/settings')
  await page.getByRole('heading', { name: '앱으로 쓰기' }).waitFor()
  await page.getByText('홈 화면에 두면').waitFor()
  await expectSound(page)
  await page.goto('/settings/security')
  await page.getByRole('heading', { name: '로그인한 곳' }).waitFor()
  expect(problems).toEqual([])
  expect((await kept(page)).filter((path) => /session|token|two-step|export/.test(path))).toEqual([])

  await page.context().setOffline(true)
  await page.goto('/activities')
  await page.getByText('북한산 둘레길').waitFor()
  await page.getByText('마지막으로 본 자료를').waitFor()
  await expectSound(page)
  await page.context().setOffline(false)
  await page.reload()
  await page.getByText('북한산 둘레길').waitFor()
  await expect.poll(() => page.getByText('마지막으로 본 자료를').count()).toBe(0)
  await close()
})

test('who logs out leaves nothing behind, nor does a session that was ended elsewhere', async () => {
  const { page, close } = await visit(browser, stack.baseUrl, look, athlete)
  await openAsApp(page)
  await expect.poll(() => kept(page)).toContain('/api/v1/activities')
  await page.context().clearCookies()
  await page.goto('/activities')
  await page.getByRole('button', { name: '로그인' }).waitFor()
  expect(await kept(page)).toEqual([])

  await page.getByLabel('아이디').fill(athlete.login)
  await page.getByLabel('비밀번호').fill(athlete.password)
  await page.getByRole('button', { name: '로그인' }).click()
  await page.getByText('북한산 둘레길').waitFor()
  await expect.poll(() => kept(page)).toContain('/api/v1/activities')
  await page.goto('/settings')
  await page.getByRole('button', { name: '로그아웃' }).click()
  await page.getByRole('heading', { name: '다시 만나서 반가워요' }).waitFor()
  expect(await kept(page)).toEqual([])
  await page.context().setOffline(true)
  await page.goto('/activities')
  await page.getByText(/offline/).waitFor()
  expect(await page.getByText('북한산 둘레길').count()).toBe(0)
  await close()
})

test('a recording that another app shares is imported', async () => {
  const { page, close } = await visit(browser, stack.baseUrl, look, athlete)
  await openAsApp(page)
  const [file] = activityFiles(8)
  await page.evaluate(
    ({ name, bytes }) => {
      const form = Object.assign(document.createElement('form'), {
        method: 'post',
        action: '/import/share',
        enctype: 'multipart/form-data',
      })
      const input = Object.assign(document.createElement('input'), { type: 'file', name: 'files' })
      const transfer = new DataTransfer()
      transfer.items.add(new File([new Uint8Array(bytes)], name))
      input.files = transfer.files
      form.append(input)
      document.body.append(form)
      form.submit()
    },
    { name: file!.name, bytes: [...file!.bytes] },
  )
  await page.waitForURL('**/import?shared')
  await page.locator('.batch').filter({ hasText: file!.name }).waitFor()
  await close()
})

/** Pages that show an athlete's own figures; all of them in the full matrix. */
const watched = ['/', '/activities', '/calendar', '/fitness', '/recovery', '/map', '/plans', '/swim']

/** Pages of what is never kept: they say that the server is not there. */
const served = ['/coach', '/connections', '/guidelines', '/import', '/status', '/sync', '/work'].concat(
  ['', '/ai', '/notices', '/security'].map((path) => `/settings${path}`),
)

const forgetAnswers = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const seen = await caches.open('rc-seen')
    const answers = (await seen.keys()).filter(({ url }) => !url.endsWith('/me'))
    await Promise.all(answers.map((answer) => seen.delete(answer)))
  })

// The last one: it kills the server.
test('what was seen last says how old it is', async () => {
  const paths = isFull ? plainPaths : watched
  const { page, close } = await visit(browser, stack.baseUrl, look, athlete)
  await openAsApp(page)
  for (const path of paths) {
    await page.goto(path)
    await page.waitForLoadState('networkidle')
  }
  process.kill(stack.api.process.pid, 'SIGKILL')
  await stack.api.exited
  for (const path of paths) {
    await page.goto(path)
    await page.waitForFunction(() => document.title !== '')
    if (watched.includes(path)) await page.getByText('마지막으로 본 자료를').waitFor()
    await expectSound(page)
    expect((await page.locator('main [role=alert]').count()) > 0, path).toBe(served.includes(path))
  }
  await forgetAnswers(page)
  await follow(page, '/recovery')
  await page.locator('main [role=alert]').first().waitFor()
  await close()
}, 180_000)
